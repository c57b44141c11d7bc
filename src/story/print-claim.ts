import { ungroupedNumberFormat } from '../locale/formatters.ts';
import type { Language } from '../locale/languages.ts';
import { formatNumber, formatOneIn, formatPart, formatPercent } from '../locale/numbers.ts';
import type { Claim } from './claim.ts';

/**
 * Returns a claim's number as one language prints it: 48,6% (id), 48.6% (en), 80.000, 80,000, 2018.
 * A year has no thousands mark; what a publisher said as one in so many, or as a part, is in its
 * words; every other unit is a plain number, since copy names the unit itself (standards A20, V10).
 */
export function printClaim(
  claim: Pick<Claim, 'unit' | 'digits'>,
  value: number,
  language: Language
): string {
  if (claim.unit === 'percent') return formatPercent(value, language, claim.digits);
  if (claim.unit === 'year') return String(Math.round(value));
  if (claim.unit === 'one-in') return formatOneIn(value, language);
  if (claim.unit === 'part') return formatPart(value, language);
  return formatNumber(value, language, claim.digits);
}

/** Returns the number as printed, for a machine: 48.6 for both 48,6% and 48.6%. */
export function roundClaim(claim: Pick<Claim, 'unit' | 'digits'>, value: number): string {
  const digits = claim.unit === 'year' ? 0 : claim.digits;
  return ungroupedNumberFormat('en', digits).format(value);
}
