import type { Estimate } from './estimate.ts';
import { say } from '#locale/say.ts';

/** Families drawn year by year: one figure a year, counted alike within a segment. */
const yearlyFamilies = ['ncmec_cybertipline_reports', 'iwf_confirmed'];

export const isYearly = (series: string) => yearlyFamilies.includes(series.split('/', 1)[0]!);

/**
 * Refuses to join or compare by a scale anything but figures of one yearly series and unit: NCA
 * estimates are cards (V04), monthly figures are rounded, surveys and agencies count other groups
 * (V07).
 */
export function assertComparable(estimates: readonly Estimate[]) {
  const [first] = estimates;
  const odd = estimates.find(
    ({ series, unit }) => !isYearly(series) || series !== first?.series || unit !== first.unit
  );
  if (!odd) return;
  throw new Error(
    say`${first?.id} (${first?.series}, ${first?.unit}) and ${odd.id} (${odd.series}, ${odd.unit}) may not share a line or an axis. Draw each on its own (V04, V07).`
  );
}
