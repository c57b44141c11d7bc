import type { MapSeries } from './choropleth/frame.ts';

export type YearlyShares = Pick<MapSeries, 'years' | 'economies'>;

export function sharesOf(series: Pick<MapSeries, 'economies'>, code: string) {
  return series.economies.find((economy) => economy.iso3 === code)?.values ?? [];
}

/** Share of an economy, or of the world as published (V27); null when there is none. */
export function shareIn(
  series: YearlyShares & Pick<MapSeries, 'world'>,
  code: string,
  year: number
) {
  const shares = code === 'WLD' ? series.world : sharesOf(series, code);
  return shares?.[year - (series.years[0] ?? 0)] ?? null;
}
