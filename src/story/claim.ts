import type { Bound } from './ledgers/estimate.ts';
import type { Edition } from './edition.ts';

export const claimUnits = [
  'percent',
  'people',
  'children',
  'arrests',
  'states',
  'countries',
  'economies',
  'reports',
  'year',
  'years',
  'ratio',
  'one-in',
  'part'
] as const;
type ClaimUnit = (typeof claimUnits)[number];

/** A share of people who use the internet, or who are within range of a network. */
export type Measure = 'use' | 'coverage';

/** A number in prose as a function of the edition: one row of `data/story/claims.csv` (D06). */
export interface Claim {
  id: string;
  line: number;
  unit: ClaimUnit;
  digits: number;
  /** Plain meaning of the words around the number, for whoever must rewrite them: `about half`. */
  promise: string;
  /** The sentence must carry it in words (V01): a publisher's, or that of our own arithmetic. */
  bound?: Bound;
  estimate?: string;
  /** Population of that estimate, in the ledger's English: `UK`, `13 countries`. */
  geography?: string;
  /** Indicators, kept releases or ledger ids that the number is computed from. */
  source: readonly string[];
  /** Codes of the places that it reads: `IDN`, `WLD`; empty for a count or a ledger row. */
  places: readonly string[];
  measures?: Measure;
  written: Readonly<Record<'year' | 'value' | 'holds', string>>;
  yearIn: (edition: Edition) => number | undefined;
  /**
   * Returns the unrounded number, of the year that it has in `years`.
   * @throws Error when there is none, or it is not finite.
   */
  compute: (edition: Edition, years?: Edition) => number;
  /**
   * True when the words around the number are true of `value`.
   * @throws Error when a figure they compare it with is missing.
   */
  holds: (value: number, edition: Edition) => boolean;
}

/** Readers may look these countries up, but no sentence states a figure about one (S01, S07). */
export const namedIn2018: ReadonlySet<string> = new Set(['PHL', 'KEN', 'KHM', 'VNM', 'THA']);
