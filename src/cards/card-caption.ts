import { creditLanguage, licenceLine, type SourceLine } from '../charts/source-line.ts';
import { tag } from '../copy/markup.ts';
import { speak, type Words } from '../copy/words.ts';
import type { CardHelp } from './card-help.ts';
import type { CardRecord } from './card-record.ts';

/** What stands outside of a card's frame, as text: it is there when the frame is blocked, and in no need of it (standards E05, E06). */
export interface CardCaption {
  /** The message. */
  title: string;
  /** The S05 sentences; empty where the card is no map. */
  limits: string;
  /** What stands before each credit: `Source`. */
  source: string;
  /** One for each source. Without releases: they would grow old under a live card. */
  credits: SourceLine[];
  licence: string;
  story: { href: string; text: string };
  /** `unconfirmed` is printed after lines of which one is marked. */
  help: { label: string; lines: HelpLine[]; unconfirmed: string };
}

interface HelpLine extends Pick<CardHelp, 'country' | 'confirmed' | 'shown'> {
  /** `Childline: 0800 1111.`; with a mark where nobody has called it for this edition. */
  text: string;
}

/** Returns the caption of a card. `base` is the site's address, or the way to its root. @throws Error when a label is missing. */
export function cardCaption(record: CardRecord, words: Words, base: string): CardCaption {
  return {
    title: record.title,
    limits: record.limits,
    source: speak(words, 'figure.source'),
    credits: record.credits,
    licence: licenceLine(words),
    story: { href: `${base}${record.story}`, text: speak(words, 'card.story', { site: speak(words, 'site.name') }) },
    help: captionHelp(record.help, words)
  };
}

/** Returns a credit as HTML, marked where it is in English on a page of another language (standards A19). */
export function creditMarkup(line: SourceLine): string {
  const language = creditLanguage(line);
  return tag('span', line.credit, language ? ` lang="${language}"` : '');
}

/** Returns the services of a card as its caption has them. @throws Error when a label is missing. */
export function captionHelp(help: readonly CardHelp[], words: Words): CardCaption['help'] {
  return {
    label: speak(words, 'card.help'),
    lines: help.map(({ country, name, contacts, confirmed, shown }) => ({
      country,
      text: `${name}: ${contacts.join(', ')}${confirmed ? '' : '*'}.`,
      confirmed,
      shown
    })),
    unconfirmed: `* ${speak(words, 'card.help.unconfirmed')}`
  };
}

/** Returns the services of a partner's country and the world's directory; those of the language where none is named, or is known. */
function helpFor(lines: readonly HelpLine[], country?: string): HelpLine[] {
  const own = country !== undefined && lines.some((line) => line.country === country);
  return lines.filter((line) => (own ? line.country === country || line.country === 'WLD' : line.shown));
}

/** Returns the same as one line of text, which says of whom it is not known whether they answer. */
export function helpText({ label, lines, unconfirmed }: CardCaption['help'], country?: string): string {
  const printed = helpFor(lines, country);
  return [label, ...printed.map(({ text }) => text), ...(printed.every(({ confirmed }) => confirmed) ? [] : [unconfirmed])].join(' ');
}
