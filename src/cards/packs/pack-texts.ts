import { licenceLine, sourceText, type SourceLine } from '../../charts/source-line.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { CardRecord } from '../card-record.ts';

const lines = (...some: readonly (string | string[])[]) =>
  `${some.flat().filter(Boolean).join('\n')}\n`;

/** Returns each correction of a figure with its date (standards V34). */
export function correctionLines(
  { corrections }: Pick<CardRecord, 'corrections'>,
  words: Words
): string[] {
  return corrections.map(
    ({ posted, text }) =>
      `${speak(words, 'card.corrected', { date: formatDate(posted.slice(0, 10), words.language) })} ${text[words.language]}`
  );
}

/**
 * Returns who the numbers are from, with the releases shown, under which licence and of which day
 * (standards D11).
 */
function creditLines(record: CardRecord, sources: readonly SourceLine[], words: Words): string[] {
  return [
    ...sources.map((source) => `${speak(words, 'figure.source')}: ${sourceText(source)}`),
    ...furtherLines(record, words)
  ];
}

/** Returns what stands after the sources: whose the outlines are, the licence and the day. */
export function furtherLines(record: CardRecord, words: Words): string[] {
  return [
    // Only a map has outlines to credit.
    ...(record.limits ? [speak(words, 'sources.geography')] : []),
    licenceLine(words),
    `${record.checked}.`
  ];
}

/** Returns `credit.txt`. */
export const creditText = (record: CardRecord, words: Words): string =>
  lines(creditLines(record, record.named, words));

/**
 * Returns `alt.txt`: the picture's name and what it shows, with what a map does not show (standards
 * A13, S05).
 */
export const altText = ({ alt }: Pick<CardRecord, 'alt'>): string =>
  lines([alt.name, alt.text].filter(Boolean).join(' '));

/**
 * Returns `caption.txt`: all that must stand under the picture wherever it goes (standards E14).
 */
export function captionText(record: CardRecord, words: Words, address: string): string {
  const story = address
    ? [
        `${speak(words, 'card.story', { site: speak(words, 'site.name') })}: ${address}${record.story}`
      ]
    : [];
  return lines(
    record.title,
    record.subtitle,
    record.limits,
    correctionLines(record, words),
    creditLines(record, record.sources, words),
    story
  );
}

/** A file of a pack as its note lists it. */
export interface PackedFile {
  name: string;
  about: string;
}

/** Returns a list of files in two columns, the second indented alike on every line. */
export function fileList(files: readonly PackedFile[]): string[] {
  const longest = Math.max(...files.map(({ name }) => name.length));
  return files.map(({ name, about }) => `  ${name.padEnd(longest + 2)}${about}`);
}

/**
 * Returns what is asked of those who use a figure, or the whole story, a line each (standards E15).
 */
export function useLines(
  words: Words,
  address: string,
  used: 'figure' | 'story' = 'figure'
): string[] {
  const asked = (
    [used === 'story' ? 'whole.story' : 'whole', 'alt', 'help', 'beside', 'corrections'] as const
  ).map((key) => `  - ${speak(words, `pack.use.${key}`)}`);
  const terms = address
    ? [
        `  - ${speak(words, 'pack.use.terms', { address: `${address}${words.language}/partners/#terms` })}`
      ]
    : [];
  return [...asked, ...terms];
}

/** Returns the note that lies in the pack of one figure. */
export function packNote(
  record: CardRecord,
  files: readonly PackedFile[],
  words: Words,
  address: string
): string {
  const corrected = correctionLines(record, words);
  const paragraphs = [
    [record.title, record.subtitle],
    [`${speak(words, 'site.name')} · ${record.checked}`],
    ...(corrected.length ? [corrected] : []),
    [speak(words, 'pack.files'), ...fileList(files)],
    [
      speak(words, 'pack.use'),
      ...useLines(words, address, record.card === 'story' ? 'story' : 'figure')
    ],
    [speak(words, 'pack.licence')],
    [speak(words, 'pack.consent'), `  ${speak(words, 'embed.consent')}`]
  ];
  return `${paragraphs.map((paragraph) => paragraph.join('\n')).join('\n\n')}\n`;
}
