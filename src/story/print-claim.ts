import { ungroupedNumberFormat } from '../locale/formatters.ts';
import type { Language } from '../locale/languages.ts';
import { formatNumber, formatOneIn, formatPart, formatPercent } from '../locale/numbers.ts';
import type { Claim } from './claim.ts';

/** 48,6% (id), 48.6% (en), 80,000, 2018. Copy names units other than % itself (A20, V10). */
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

/** The printed number for machines: 48.6 for both 48,6% and 48.6%. */
export function roundClaim(claim: Pick<Claim, 'unit' | 'digits'>, value: number): string {
  const digits = claim.unit === 'year' ? 0 : claim.digits;
  return ungroupedNumberFormat('en', digits).format(value);
}
