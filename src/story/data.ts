import type { VintageRecord } from '#vintages/vintage.ts';
import type { Estimate, Statement } from './ledgers/estimate.ts';
import type { ProtectionFact } from './ledgers/protection.ts';
import { say } from '#locale/say.ts';

export const outlineFile = 'data/story/outline.md';

/** The indicators that an edition pins. The map may show only `mappable` (S01). */
export const indicators = [
  'internet-use',
  'coverage-4g',
  'coverage-3g',
  'coverage-2g',
  'population',
  'opsc-parties'
] as const;
export type IndicatorId = (typeof indicators)[number];

/** A map shows connection, never anything about children or protection (S01, S06). */
export const mappable = ['internet-use', 'coverage-3g'] as const satisfies readonly IndicatorId[];
export type MapLayer = (typeof mappable)[number];

/** The estimates of the figure of demand, oldest first, one card each (V04). */
export const unitEstimates = ['nca-2018', 'nca-2020', 'nca-2021'] as const;
/** “later” is every estimate after the first, as text. */
export const unitViews = ['nca-2018', 'later'] as const;
export const unknownViews = ['surveys', 'known', 'nobody', 'reached'] as const;

export type PerIndicator<Value> = Record<IndicatorId, Value>;

/** The first connections, the first world figure of 3G coverage, the first 4G networks. */
export const firstYears = { internetUse: 1990, coverage: 2010, formerCoverage: 2012 } as const;

export interface GeoSeries {
  indicator: IndicatorId;
  /** Consecutive, ascending. */
  years: number[];
  /**
   * Sorted by code; `values[i]` of `years[i]`, null where the source has none, never zero (V15).
   */
  economies: { iso3: string; values: (number | null)[] }[];
  /** The publisher's own world figure by year (V27). */
  world: (number | null)[];
  vintage: VintageRecord;
  /** Set when the shown release lacks the world's first years and a kept one has them. */
  earlier?: EarlierWorld;
}

/** From an earlier release; `values[i]` belongs to the years of the shown series. */
export interface EarlierWorld {
  /** Null from the first year that the shown release covers. */
  values: (number | null)[];
  /** The whole series of the earlier release, so that a line never mixes two releases. */
  whole: (number | null)[];
  vintage: VintageRecord;
}

/** World figures by ascending year, without gaps. */
export interface WorldSeries {
  points: { year: number; value: number }[];
  vintage: VintageRecord;
}

export interface MapStop {
  step: string;
  layer: MapLayer;
  year: number;
}

/** Everything the pinned vintages and ledgers of an edition hold. Plain JSON data. */
export interface EditionData {
  /** The day the edition was locked: `2026-11-25`. */
  edition: string;
  internetUse: GeoSeries;
  /** In the publisher's regions, for the years of `internetUse`. Some releases have none. */
  regions: { iso3: string; values: (number | null)[] }[];
  /** As published when the warning came; unset when the edition has not that release. */
  then?: GeoSeries;
  /** Every pinned or kept release of internet use, oldest first. */
  releases: GeoSeries[];
  coverage: GeoSeries;
  /** 4G, which earlier editions mapped; its table keeps its address. */
  formerCoverage: GeoSeries;
  /** 3G: the world's figures run on after those of countries. */
  worldCoverage: WorldSeries;
  opscParties: WorldSeries;
  estimates: Record<string, Estimate>;
  /** Publications without a number, by id of `data/estimates.csv`. */
  statements: Record<string, Statement>;
  protection: Record<string, ProtectionFact>;
}

export interface StoryData extends EditionData {
  stops: readonly MapStop[];
}

/**
 * Reads the number of countries from a ledger's geography: `13 countries`, `World (196 countries)`.
 */
export function countriesOf(id: string, geography: string) {
  const count = /(?:^|\()(\d+) countries(?:$|\))/.exec(geography)?.[1];
  if (count === undefined)
    throw new Error(say`“${id}” does not say of how many countries: “${geography}”`);
  return Number(count);
}

/** The day the story's warning was reported. */
export const theWarning = { day: '2018-10-08', month: '2018-10', year: 2018 } as const;

/** `values[i]` belongs to `years[i]`. */
interface SeriesByYear {
  years: readonly number[];
  economies: readonly { values: readonly (number | null)[] }[];
}

/** Returns the newest year in which most economies with figures have one; else the last year. */
export function newestYear({ years, economies }: SeriesByYear) {
  const known = economies.filter(({ values }) => values.some((value) => value !== null)).length;
  const most = years.filter(
    (_, at) => 2 * economies.filter(({ values }) => (values[at] ?? null) !== null).length > known
  );
  return most.at(-1) ?? years.at(-1) ?? 0;
}

/** The release of internet use on its publisher's page when the warning came. */
export const publishedIn2018 = 'wb-internet-users/2018-08-28';

/** The newest year of that release. */
export const newestIn2018 = 2016;

/** In percentage points. Smaller changes are another rounding of the same figure. */
export const smallestRevision = 0.05;

/** Percentage points from 3.2 to 8.2 are exactly 5: rounds the floating-point error away. */
export const movedBy = (before: number, after: number) => Number((after - before).toFixed(4));
