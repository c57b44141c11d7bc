import type { Link } from './links.ts';

/**
 * How a publisher bounded a figure, in its own word (standards V01, V02): `about` (around), `over`
 * (more than), `nearly` (almost) one number; `at_least` and `up_to` give an end alone, `range`
 * both.
 */
export const bounds = ['about', 'over', 'nearly', 'at_least', 'up_to', 'range', 'exact'] as const;
export type Bound = (typeof bounds)[number];

/** How well the figure was checked at its origin; anything but `primary` is said to the reader. */
export const verifications = ['primary', 'primary_mirror', 'secondary', 'derived'] as const;
export type Verification = (typeof verifications)[number];

// oxfmt-ignore
export const estimateColumns = [
  'id', 'series', 'publisher', 'title', 'url', 'published', 'ref_year', 'geography', 'bound',
  'low', 'value', 'high', 'unit', 'definition', 'method_note', 'verification'
] as const;

/**
 * A sentence an agency published, its definition, with no number to draw. Kept apart so that no
 * chart can take one for an estimate.
 */
export interface Statement extends Omit<
  Record<(typeof estimateColumns)[number], string>,
  'bound' | 'low' | 'value' | 'high' | 'unit' | 'method_note'
> {
  /** `family/segment`: figures of different segments of a family are never drawn as one line. */
  series: string;
  /** Where a reader may follow the address. */
  link?: Link;
  /** As printed by the ledger; may be a year, a month or a day. */
  published: string;
  verification: Verification;
}

/**
 * One published figure with its grammar: what it counts, its bound, and what it may not be set
 * against (standards V01–V09).
 */
export interface Estimate extends Statement {
  bound: Bound;
  /** Set for `at_least` and `range`. */
  low: number | null;
  /** Set for `about`, `over`, `nearly` and `exact`. */
  value: number | null;
  /** Set for `up_to` and `range`. */
  high: number | null;
  unit: string;
  /** What kind of thing is counted: one per axis (standards V07). */
  measureKind: string;
}
