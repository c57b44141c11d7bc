import type { Bound } from './ledgers/estimate.ts';
import type { Edition } from './edition.ts';

/** What a claim's number is: it decides how the number is printed. */
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

/**
 * What a share of people is a share of: those who use the internet, or those within range of a
 * network.
 */
export type Measure = 'use' | 'coverage';

/** Which way figures have moved since a release. */
export type Move = 'up' | 'down';

/**
 * A number in prose as a function of the edition: one row of `data/story/claims.csv` (standards
 * D06).
 */
export interface Claim {
  /** How copy names it: `{% $world-2018 %}`. */
  id: string;
  line: number;
  unit: ClaimUnit;
  digits: number;
  /**
   * What the words around the number say, plainly, for the editor who must rewrite them: `about
   * half`.
   */
  promise: string;
  /**
   * Set when the number is a publisher's bounded estimate: the sentence must carry the bound in
   * words (standards V01).
   */
  bound?: Bound;
  estimate?: string;
  /**
   * Where that estimate was made of people, as its ledger says in English: `UK`, `13 countries`.
   */
  geography?: string;
  /** Indicators, kept releases or ids of ledgers that the number is computed from. */
  source: readonly string[];
  /**
   * The places whose figures its value reads, by code: `IDN`, `WLD`; none for a count of countries
   * or a row of a ledger.
   */
  places: readonly string[];
  /**
   * What its value measures, where it is people: those using the internet, or those within range of
   * a signal.
   */
  measures?: Measure;
  /** Which way what its value counts has moved, where it counts one way alone. */
  moves?: Move;
  /** Its formulas as they are written; an empty year is none. */
  written: Readonly<Record<'year' | 'value' | 'holds', string>>;
  /**
   * Returns the year that the number is of; undefined for a number of no year.
   * @throws Error when the edition cannot tell.
   */
  yearIn: (edition: Edition) => number | undefined;
  /**
   * Returns the number in an edition, unrounded, of the year that it is of in `years`.
   * @throws Error when there is none, or it is not finite.
   */
  compute: (edition: Edition, years?: Edition) => number;
  /**
   * Returns whether the words around the number are true of `value`.
   * @throws Error when a figure they set it against is missing.
   */
  holds: (value: number, edition: Edition) => boolean;
}

/**
 * The countries that the 2018 report named: looked up by a reader, never singled out by a sentence
 * with a figure (standards S01, S07).
 */
export const namedIn2018: ReadonlySet<string> = new Set(['PHL', 'KEN', 'KHM', 'VNM', 'THA']);
