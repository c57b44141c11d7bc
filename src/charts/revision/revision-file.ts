import type { GeoSeries, StoryData } from '../../story/data.ts';
import { toTenths } from '../choropleth/frame.ts';
import { revisionShares, seriesIn2018, type Shares } from './frame.ts';

/** Shares by economy; the last as published, the others to a tenth, as drawn. */
export type RevisionFile = Record<string, [then: Shares, now: Shares]>;

/** One file for all economies, so that a request names no country. */
export function revisionFile(data: Pick<StoryData, 'internetUse' | 'then'>): RevisionFile {
  const then = seriesIn2018(data);
  const { internetUse } = data;
  const drawn = (share: number | null, index: number, { length }: Shares) =>
    share === null || index === length - 1 ? share : toTenths(share) / 10;
  const sharesOf = (series: GeoSeries, iso3: string) => revisionShares(series, iso3).map(drawn);
  const codes = [
    ...new Set([then, internetUse].flatMap(({ economies }) => economies.map(({ iso3 }) => iso3)))
  ].sort();
  return Object.fromEntries(
    codes.map((iso3) => [iso3, [sharesOf(then, iso3), sharesOf(internetUse, iso3)]])
  );
}
