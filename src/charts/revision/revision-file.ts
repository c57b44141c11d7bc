import type { StoryData } from '../../story/data.ts';
import { toTenths } from '../choropleth/frame.ts';
import { revisionShares, type Shares } from './frame.ts';

/** Shares by economy; the last as published, the others to a tenth, as drawn. */
export type RevisionFile = Record<string, [then: Shares, now: Shares]>;

/** One file for all economies, so that a request names no country. */
export function revisionFile({
  internetUse,
  then
}: Pick<StoryData, 'internetUse' | 'then'>): RevisionFile {
  const none = { years: [], economies: [] };
  const drawn = (share: number | null, index: number, { length }: Shares) =>
    share === null || index === length - 1 ? share : toTenths(share) / 10;
  const sharesOf = (series: typeof internetUse | undefined, iso3: string) =>
    revisionShares(series ?? none, iso3).map(drawn);
  const codes = [
    ...new Set(
      [then, internetUse].flatMap((series) => series?.economies.map(({ iso3 }) => iso3) ?? [])
    )
  ].sort();
  return Object.fromEntries(
    codes.map((iso3) => [iso3, [sharesOf(then, iso3), sharesOf(internetUse, iso3)]])
  );
}
