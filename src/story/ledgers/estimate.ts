import type { Link } from './links.ts';

/** `at_least` and `up_to` have one end, `range` has both, the others have a value (V01, V02). */
export const bounds = ['about', 'over', 'nearly', 'at_least', 'up_to', 'range', 'exact'] as const;
export type Bound = (typeof bounds)[number];

/** “About” with more significant digits claims a precision that no estimate has. */
export function isTooPrecise(bound: Bound | undefined, value: number) {
  return bound === 'about' && value !== Number(value.toPrecision(3));
}

/** Check of the figure at its origin; readers see anything but `primary`. */
export const verifications = ['primary', 'primary_mirror', 'secondary', 'derived'] as const;
export type Verification = (typeof verifications)[number];

// oxfmt-ignore
export type EstimateCells = Record<
  'id' | 'series' | 'publisher' | 'title' | 'url' | 'published' | 'ref_year' | 'geography' | 'bound' |
  'low' | 'value' | 'high' | 'unit' | 'definition' | 'method_note' | 'verification', string
>;

/** A published sentence without a number. A type of its own: no chart takes it for an estimate. */
export interface Statement extends Omit<
  EstimateCells,
  'bound' | 'low' | 'value' | 'high' | 'unit' | 'method_note'
> {
  /** `family/segment`: segments of a family are never joined by a line. */
  series: string;
  link?: Link;
  /** A year, a month or a day, perhaps with a remark. */
  published: string;
  verification: Verification;
}

/** A published figure: what it counts, its bound, and what it may be compared with (V01–V09). */
export interface Estimate extends Statement {
  bound: Bound;
  /** Set for `at_least` and `range`. */
  low: number | null;
  /** Set for `about`, `over`, `nearly` and `exact`; a `range` may have one. */
  value: number | null;
  /** Set for `up_to` and `range`. */
  high: number | null;
  unit: string;
}
