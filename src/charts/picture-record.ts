import type { Words } from '#copy/words.ts';
import { formatNumber } from '#locale/numbers.ts';
import type { SourceLine } from './source-line.ts';

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
