import type { Bound } from '#story/ledgers/estimate.ts';
import { type Words, type LabelIn, speak } from '#copy/words.ts';
import { formatNumber, formatDate, formatList } from '#locale/numbers.ts';
import { groups, rollup } from 'd3';
import type { VintageRecord } from '#vintages/vintage.ts';

/** A table with the numbers of its picture (A12). Texts are already in the reader's language. */
export interface Table {
  /** Unique on the page; also the file name of the CSV. */
  id: string;
  caption: string;
  columns: { label: string; align: 'start' | 'end' }[];
  rows: { header: string; cells: Cell[] }[];
  /** Too long for the story's page: the data page holds the table, and the story links to it. */
  long?: true;
  notes: string[];
  /** Each source once; absent when the table has no CSV of its own. */
  sources?: TableSource[];
}

export interface TableSource {
  title: string;
  /** The credit that the source asks for, or its publisher and title (D11). */
  credit: string;
  /** Our changes, in the reader's language; empty when the licence does not ask for them. */
  changed: string;
  /** Null for published figures: those are facts, cited to their agency. */
  licence: VintageRecord['licence'] | null;
  /** Null when the address would open a list of countries (S01, S02). */
  address: string | null;
  /** The publisher's date of the release; empty when the ledger has none. */
  version: string;
}

/** `value` is null when there is no number behind the text. */
export interface Cell {
  text: string;
  value: number | null;
  /** Set when the text is in English on a page of another language (A19). */
  lang?: 'en';
  /** Most decimals in the CSV: those of the source or the picture (V10). Absent: no rounding. */
  digits?: number;
  /** The CSV prints it in a column beside the number (V01). */
  bound?: Bound;
  /** The publisher used words and no number: the CSV prints the words. */
  inWords?: true;
}

/** The two-part text alternative of a picture (A13). */
export interface Description {
  name: string;
  text: string;
}

export interface ShownNumber {
  id: string;
  value: number;
  text: string;
  /** Subject, unit and year. */
  label: string;
}

export type LargeMark =
  /** `filled` of `of`: squares beside a single number, a bar under each of several. */
  | { form: 'part'; filled: number; of: number }
  /** The same, but always a bar: squares would suggest a count of children (V23). */
  | { form: 'share'; filled: number; of: number }
  /** A bar under each of several numbers; the largest fills its column. */
  | { form: 'length'; value: number }
  /** In a box of `width` by `height`. */
  | { form: 'squares'; width: number; height: number; d: string; key: string };

export interface LargeNumber {
  /** With its bound: “about 80,000”. */
  text: string;
  label: string;
  /** A second line for context: other numbers, or that sources disagree. */
  beside?: string;
  of: string[];
  mark?: LargeMark;
  kind: 'answer' | 'connection' | 'count';
  /** Says whom 100 counts. A share with a base, alone in a picture, is drawn as a level. */
  base?: string;
  /** The words of a line that is drawn over the other number's level. */
  line?: string;
  source: SourceLine;
}

export function countShown(
  id: string,
  value: number,
  label: string,
  { language }: Words
): ShownNumber {
  return { id, value, text: formatNumber(value, language), label };
}

export function largeNumberOf(
  { id, text, label }: ShownNumber,
  rest: Omit<LargeNumber, 'text' | 'label' | 'of'>
): LargeNumber {
  return { text, label, of: [id], ...rest };
}

/** The numbers of one state of a picture: every other form of that state must show the same. */
export interface PictureRecord {
  /** Every number that is printed as a label, and every count of marks. */
  numbers: ShownNumber[];
  /** One to three, in reading order. */
  large: LargeNumber[];
  /** Set when the picture's title does not say whom it counts. */
  headline?: string;
  /** Of every number; absent when the large ones name them all. */
  sources?: SourceLine[];
  /** The sentence beside every map and every count of police work (S05, S06). */
  limits?: string;
  /** Replaces the label of a large number that is shown without its picture. */
  inBrief?: string;
  /** When the numbers were gathered, if their labels do not say it. */
  gathered?: string;
  /** Shared instead of numbers. */
  lead?: { text: string; source: SourceLine };
}

export interface SourceLine {
  /** In English: the credit that the source asks for, or its publisher and title (A19, D11). */
  credit: string;
  shown?: string;
  /** True when the credit itself is in the reader's language. */
  ownWords?: true | undefined;
}

export const creditLanguage = ({ ownWords }: SourceLine) => (ownWords ? undefined : 'en');

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

export const checkedLine = (edition: string, words: Words) =>
  speak(words, 'figure.checked', { date: formatDate(edition, words.language) });

export const licenceLine = (words: Words) =>
  speak(words, 'embed.licence', { site: speak(words, 'site.name') });

export const sourceText = ({ credit, shown }: SourceLine) =>
  shown ? `${credit} ${shown}` : credit;

/** Removes duplicates, by `key` or by content; keeps the first of each. */
export const uniqueBy = <Entry>(
  entries: readonly Entry[],
  key: (entry: Entry) => string = (entry) => JSON.stringify(entry)
): Entry[] => [...rollup(entries, ([first]) => first!, key).values()];
