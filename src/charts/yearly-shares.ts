import type { MapSeries } from './choropleth/frame.ts';

/** Shares of economies alone, as the page's other figures read them of the map's. */
export type YearlyShares = Pick<MapSeries, 'years' | 'economies'>;

/** Returns the shares of an economy by year; none where the series does not list it. */
export function sharesOf(
  series: Pick<MapSeries, 'economies'>,
  code: string
): readonly (number | null)[] {
  return series.economies.find((economy) => economy.iso3 === code)?.values ?? [];
}

/**
 * Returns the share of an economy, or of the world as its publisher gives it (standards V27), in a
 * year; null where there is none.
 */
export function shareIn(
  series: YearlyShares & Pick<MapSeries, 'world'>,
  code: string,
  year: number
): number | null {
  const shares = code === 'WLD' ? series.world : sharesOf(series, code);
  return shares?.[year - (series.years[0] ?? 0)] ?? null;
}
