import { creditLanguage, licenceLine, type SourceLine } from '#charts/chart.ts';
import { escapeMarkup, tag } from '#copy/markup.ts';
import { speak, type Words } from '#copy/words.ts';
import type { CardHelp } from './card-help.ts';
import type { CardRecord } from './card-record.ts';

/** The text under a card's frame: readers see it even when the frame is blocked (E05, E06). */
export type CardCaption = ReturnType<typeof cardCaption>;

export const altText = ({ alt }: Pick<CardRecord, 'alt'>) =>
  [alt.name, alt.text].filter(Boolean).join(' ');

export const storyPhrase = (words: Words) =>
  speak(words, 'card.story', { site: speak(words, 'site.name') });

export function cardCaption(record: CardRecord, words: Words, base: string) {
  const { picture } = record;
  return {
    title: record.headline,
    limits: record.limits,
    source: speak(words, 'figure.source'),
    /** Without releases, which would go out of date under a live card. */
    credits: record.credits,
    licence: licenceLine(words),
    story: { href: `${base}${record.story}`, text: storyPhrase(words) },
    help: captionHelp(record.help, words),
    /** For places that drop frames; it follows the newest edition. The whole story has none. */
    picture:
      picture === undefined
        ? undefined
        : {
            label: speak(words, 'card.picture'),
            src: base + picture,
            alt: altText(record)
          }
  };
}

/** Marks a credit that is in English on a page of another language (A19). */
export function creditMarkup(source: string, line: SourceLine, stop = '') {
  const language = creditLanguage(line);
  const credit = tag('span', line.credit, language ? ` lang="${language}"` : '');
  const shown = line.shown ? ` ${escapeMarkup(line.shown)}` : '';
  return `${escapeMarkup(source)}: ${credit}${stop}${shown}`;
}

export function captionHelp(help: readonly CardHelp[], words: Words) {
  return {
    label: speak(words, 'card.help'),
    lines: help.map(({ country, name, contacts, confirmed, shown }) => ({
      country,
      // The asterisk marks a service that nobody has called for this edition.
      text: `${name}: ${contacts.join(', ')}${confirmed ? '' : '*'}.`,
      confirmed,
      shown
    })),
    unconfirmed: `* ${speak(words, 'card.help.unconfirmed')}`
  };
}

/** Returns the partner's country and the worldwide directory; the language's own by default. */
function helpFor(lines: CardCaption['help']['lines'], country?: string) {
  const own = country !== undefined && lines.some((line) => line.country === country);
  return lines.filter((line) =>
    own ? line.country === country || line.country === 'WLD' : line.shown
  );
}

export function helpText({ label, lines, unconfirmed }: CardCaption['help'], country?: string) {
  const printed = helpFor(lines, country);
  return [
    label,
    ...printed.map(({ text }) => text),
    ...(printed.every(({ confirmed }) => confirmed) ? [] : [unconfirmed])
  ].join(' ');
}
