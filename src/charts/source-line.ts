import { groups } from 'd3';
import type { LabelIn } from '../copy/label.ts';
import { speak, type Words } from '../copy/words.ts';
import { formatDate, formatList } from '../locale/numbers.ts';
import type { VintageRecord } from '../vintages/vintage.ts';

/** Where numbers come from, as it stands under them. */
export interface SourceLine {
  /** In English, as the source asks for it, or its publisher and title (standards A19, D11). */
  credit: string;
  /** What is said of it in the reader's language: what was changed, which release is shown. */
  shown?: string;
  /** True where the credit itself is the desk's own words, in the reader's language. */
  ownWords?: true;
}

/** Returns the language to mark a credit with; none where it is the reader's. */
export const creditLanguage = ({ ownWords }: SourceLine): 'en' | undefined =>
  ownWords ? undefined : 'en';

/** What shows a release, each changing it in its own way, which a label says. */
export type ShownIn = LabelIn<'credit.changed'>;

/**
 * Returns what was changed of a release in the place that shows it, as CC BY asks (4.0, section
 * 3(a)(1)(B)); nothing under other terms.
 */
export function changeNotice(
  { licence }: Pick<VintageRecord, 'licence'>,
  shownIn: ShownIn,
  words: Words
): string {
  return licence.name.startsWith('CC BY') ? speak(words, `credit.changed.${shownIn}`) : '';
}

/**
 * Returns one line for each source, with what was changed and, unless it is to outlive the edition,
 * every release that is shown.
 */
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
    return { credit, ...(shown ? { shown } : {}) };
  });
}

/**
 * Returns under which licence the words and the data may be used, and whose the words are: what is
 * handed on must say so.
 */
export const licenceLine = (words: Words): string =>
  speak(words, 'embed.licence', { site: speak(words, 'site.name') });

/** Returns a line as plain text. */
export const sourceText = ({ credit, shown }: SourceLine): string =>
  shown ? `${credit} ${shown}` : credit;
