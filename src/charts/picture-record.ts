import type { Words } from '../copy/words.ts';
import { formatNumber } from '../locale/numbers.ts';
import type { SourceLine } from './source-line.ts';

/** One number that a picture shows. */
export interface ShownNumber {
  /** Unique in its picture. */
  id: string;
  value: number;
  /** As the picture's language prints it. */
  text: string;
  /** What it is of, with its unit and its year. */
  label: string;
}

/**
 * What a share card draws of a large number. Bars are its own colour on a track; squares that are
 * not counted are the track's.
 */
export type LargeMark =
  /** So many of so many: a square for each beside one number, a bar under each of several. */
  | { form: 'part'; filled: number; of: number }
  /** The same as a bar also where it stands alone: squares would count children (standards V23). */
  | { form: 'share'; filled: number; of: number }
  /** A bar under each of several numbers, the largest as wide as its column. */
  | { form: 'length'; value: number }
  /**
   * Squares as their picture has them, in a box of `width` by `height`, and what they stand for;
   * `line` is how thick an outline is.
   */
  | {
      form: 'squares';
      width: number;
      height: number;
      paths: readonly { d: string; outlined: boolean; line?: number }[];
      key: string;
    };

/** A number that stands for its picture where there is no room for the picture. */
export interface LargeNumber {
  /** With its bound: “about 80,000”. */
  text: string;
  label: string;
  /**
   * What to read it beside, in a line of its own: other numbers, or that sources disagree about it.
   */
  beside?: string;
  /** The numbers of the picture that these words hold. */
  of: string[];
  mark?: LargeMark;
  kind: 'estimate' | 'connection' | 'count';
  source: SourceLine;
}

/** Returns a count that a picture shows. */
export function countOf(
  id: string,
  value: number,
  label: string,
  { language }: Words
): ShownNumber {
  return { id, value, text: formatNumber(value, language), label };
}

/** Returns one number of a picture as a number that stands for it. */
export function largeOf(
  { id, text, label }: ShownNumber,
  rest: Omit<LargeNumber, 'text' | 'label' | 'of'>
): LargeNumber {
  return { text, label, of: [id], ...rest };
}

/**
 * What one state of a picture says in numbers: every other form of that state must carry the same.
 */
export interface PictureRecord {
  /** Every number that the picture prints as a label, and every count that its marks make. */
  numbers: ShownNumber[];
  /** One to three, in reading order. */
  large: LargeNumber[];
  /** What heads the numbers where the picture's title does not say whom it counts. */
  headline?: string;
  /** Of every number; left out where the large ones name them all. */
  sources?: SourceLine[];
  /**
   * The sentence that stands beside every map, and beside every count of police work (standards
   * S05, S06).
   */
  limits?: string;
  /** What a large number says of itself where it stands without its picture. */
  inBrief?: string;
}
