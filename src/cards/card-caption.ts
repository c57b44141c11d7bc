import { creditLanguage, licenceLine, type SourceLine } from '../charts/source-line.ts';
import { tag } from '../copy/markup.ts';
import { speak, type Words } from '../copy/words.ts';
import type { CardHelp } from './card-help.ts';
import type { CardRecord } from './card-record.ts';

/**
 * What stands outside of a card's frame, as text: it is there when the frame is blocked, and in no
 * need of it (standards E05, E06).
 */
export type CardCaption = ReturnType<typeof cardCaption>;

/**
 * Returns the caption of a card. `base` is the site's address, or the way to its root.
 * @throws Error when a label is missing.
 */
export function cardCaption(record: CardRecord, words: Words, base: string) {
  return {
    title: record.headline,
    /** Empty where the card is no map. */
    limits: record.limits,
    source: speak(words, 'figure.source'),
    /** Without releases: they would grow old under a live card. */
    credits: record.credits,
    licence: licenceLine(words),
    story: {
      href: `${base}${record.story}`,
      text: speak(words, 'card.story', { site: speak(words, 'site.name') })
    },
    help: captionHelp(record.help, words)
  };
}

/**
 * Returns a credit as HTML, marked where it is in English on a page of another language (standards
 * A19).
 */
export function creditMarkup(line: SourceLine): string {
  const language = creditLanguage(line);
  return tag('span', line.credit, language ? ` lang="${language}"` : '');
}

/**
 * Returns the services of a card as its caption has them.
 * @throws Error when a label is missing.
 */
export function captionHelp(help: readonly CardHelp[], words: Words) {
  return {
    label: speak(words, 'card.help'),
    lines: help.map(({ country, name, contacts, confirmed, shown }) => ({
      country,
      // Marked where nobody has called it for this edition.
      text: `${name}: ${contacts.join(', ')}${confirmed ? '' : '*'}.`,
      confirmed,
      shown
    })),
    unconfirmed: `* ${speak(words, 'card.help.unconfirmed')}`
  };
}

/**
 * Returns the services of a partner's country and the world's directory; those of the language
 * where none is named, or is known.
 */
function helpFor(lines: CardCaption['help']['lines'], country?: string) {
  const own = country !== undefined && lines.some((line) => line.country === country);
  return lines.filter((line) =>
    own ? line.country === country || line.country === 'WLD' : line.shown
  );
}

/** Returns the same as one line of text, which says of whom it is not known whether they answer. */
export function helpText(
  { label, lines, unconfirmed }: CardCaption['help'],
  country?: string
): string {
  const printed = helpFor(lines, country);
  return [
    label,
    ...printed.map(({ text }) => text),
    ...(printed.every(({ confirmed }) => confirmed) ? [] : [unconfirmed])
  ].join(' ');
}
