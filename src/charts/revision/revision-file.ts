import type { StoryData } from '../../story/data.ts';
import { toTenths } from '../choropleth/frame.ts';
import { revisionYears } from './frame.ts';

type Shares = (number | null)[];

/** By economy, its shares as published then and as published now, a number for each of `revisionYears`: the last as published, the others as they are drawn, to a tenth. */
export type RevisionFile = Record<string, [then: Shares, now: Shares]>;

/** Returns the file of all economies that either release lists: one for everybody, so that asking for it names no country. */
export function revisionFile({ internetUse, then }: Pick<StoryData, 'internetUse' | 'then'>): RevisionFile {
  const { from, to } = revisionYears;
  const sharesOf = (series: typeof then, iso3: string): Shares => {
    const values = series?.economies.find((economy) => economy.iso3 === iso3)?.values;
    return Array.from({ length: to - from + 1 }, (_, index) => {
      const value = values?.[from + index - (series?.years[0] ?? 0)] ?? null;
      return value === null || from + index === to ? value : toTenths(value) / 10;
    });
  };
  const codes = [...new Set([then, internetUse].flatMap((series) => series?.economies.map(({ iso3 }) => iso3) ?? []))].sort();
  return Object.fromEntries(codes.map((iso3) => [iso3, [sharesOf(then, iso3), sharesOf(internetUse, iso3)]]));
}

/** Returns what reads a list of the file by year. */
export const atYear =
  (shares: Shares): ((year: number) => number | null) =>
  (year) =>
    shares[year - revisionYears.from] ?? null;
