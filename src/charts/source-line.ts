import { groups } from 'd3';
import type { LabelIn } from '#copy/label.ts';
import { speak, type Words } from '#copy/words.ts';
import { formatDate, formatList } from '#locale/numbers.ts';
import type { VintageRecord } from '#vintages/vintage.ts';

export interface SourceLine {
  /** In English: the credit that the source asks for, or its publisher and title (A19, D11). */
  credit: string;
  /** In the reader's language: the changes we made, and the release shown. */
  shown?: string;
  /** True when the credit itself is in the reader's language. */
  ownWords?: true | undefined;
}

export const creditLanguage = ({ ownWords }: SourceLine): 'en' | undefined =>
  ownWords ? undefined : 'en';

export type ShownIn = LabelIn<'credit.changed'>;

/** The changes we made, as CC BY 4.0 asks, section 3(a)(1)(B); empty under other licences. */
export function changeNotice(
  { licence }: Pick<VintageRecord, 'licence'>,
  shownIn: ShownIn,
  words: Words
) {
  return licence.name.startsWith('CC BY') ? speak(words, `credit.changed.${shownIn}`) : '';
}

/** One line per source; without releases when the line is to outlive the edition. */
export function releaseLines(
  vintages: readonly VintageRecord[],
  shownIn: ShownIn,
  words: Words,
  form: 'with releases' | 'without releases' = 'with releases'
): SourceLine[] {
  return groups(vintages, ({ credit }) => credit).map(([credit, same]) => {
    const releases = [...new Set(same.map(({ release }) => release))].map((release) =>
      formatDate(release, words.language)
    );
    const named =
      releases.length === 1
        ? speak(words, 'figure.shown', { release: releases[0]! })
        : speak(words, 'card.shown', { releases: formatList(releases, words.language) });
    const shown = [changeNotice(same[0]!, shownIn, words), form === 'with releases' ? named : '']
      .filter(Boolean)
      .join(' ');
    // “Source:” stands before it.
    return { credit: credit.replace(/^Data: /, ''), ...(shown ? { shown } : {}) };
  });
}

export const licenceLine = (words: Words) =>
  speak(words, 'embed.licence', { site: speak(words, 'site.name') });

export const sourceText = ({ credit, shown }: SourceLine) =>
  shown ? `${credit} ${shown}` : credit;
