import type { VintageRecord } from '../vintages/vintage.ts';
import type { Estimate, Statement } from './ledgers/estimate.ts';
import type { ProtectionFact } from './ledgers/protection.ts';

/** Where the scenes and steps of the story are ordered. */
export const outlineFile = 'data/story/outline.md';

/** The indicators an edition pins. The map may show only those in `mappable` (standards S01). */
export const indicators = [
  'internet-use',
  'coverage-4g',
  'coverage-3g',
  'coverage-2g',
  'population',
  'opsc-parties'
] as const;
export type IndicatorId = (typeof indicators)[number];

/**
 * The only indicators a map may show: connection, never anything about children or protection
 * (standards S01, S06).
 */
export const mappable = ['internet-use', 'coverage-3g'] as const satisfies readonly IndicatorId[];
export type MapLayer = (typeof mappable)[number];

/** The estimates of the figure of demand, oldest first, one card each (V04). */
export const unitEstimates = ['nca-2018', 'nca-2020', 'nca-2021'] as const;
/** The sheets of the figure of the unknown, in the order of the story. */
export const unknownViews = ['known', 'nobody', 'reached', 'surveys'] as const;

export type PerIndicator<Value> = Record<IndicatorId, Value>;

/**
 * The first year each geographic series is shown for: the first connections; the first year with a
 * world figure of 3G coverage; the first 4G networks. Facts of history, whatever a release holds.
 */
export const firstYears = { internetUse: 1990, coverage: 2010, formerCoverage: 2012 } as const;

/** One indicator by economy and year, at one vintage, in percent. */
export interface GeoSeries {
  indicator: IndicatorId;
  /** Consecutive years, oldest first. */
  years: number[];
  /**
   * Ordered by code. `values[i]` belongs to `years[i]`; null where the source has no value: never
   * zero (standards V15).
   */
  economies: { iso3: string; values: (number | null)[] }[];
  /** The publisher's own world figure by year; null where it gives none (standards V27). */
  world: (number | null)[];
  vintage: VintageRecord;
  /**
   * Undefined where this release has the world from the first year, or no kept one of its source
   * has more.
   */
  earlier?: EarlierWorld;
}

/**
 * What an earlier release gives of the world where the shown one gives nothing yet. `values[i]`
 * belongs to the year of the shown series.
 */
export interface EarlierWorld {
  /** Only of years before the first that the shown release has a world figure for. */
  values: (number | null)[];
  /** All that the earlier release has: a line is of one release. */
  whole: (number | null)[];
  vintage: VintageRecord;
}

/** A world figure by year: years ascending, gaps left out. */
export interface WorldSeries {
  points: { year: number; value: number }[];
  vintage: VintageRecord;
}

/** A step at which the story stops the map, and what it shows there. */
export interface MapStop {
  step: string;
  layer: MapLayer;
  year: number;
}

/** What the pinned vintages and the ledgers of one edition hold. Plain data, JSON-serialisable. */
export interface EditionData {
  /** e.g. `2026-11-25`: the day the edition was locked. */
  edition: string;
  internetUse: GeoSeries;
  /**
   * Internet use in the publisher's own regions, by code; years as in `internetUse`. Not every
   * release has them.
   */
  regions: { iso3: string; values: (number | null)[] }[];
  /**
   * Internet use as it stood published when the warning came; undefined when the edition neither
   * pins nor keeps that release.
   */
  then?: GeoSeries;
  /**
   * Every release of internet use that the edition pins or keeps, by source and release: the shown
   * one among them.
   */
  releases: GeoSeries[];
  coverage: GeoSeries;
  /** 4G, which the map showed in earlier editions: of the table that was published of it. */
  formerCoverage: GeoSeries;
  opscParties: WorldSeries;
  /** By id of `data/estimates.csv`. */
  estimates: Record<string, Estimate>;
  /** What agencies stated without a number, by id of `data/estimates.csv`. */
  statements: Record<string, Statement>;
  /** By id of `data/protection.csv`. */
  protection: Record<string, ProtectionFact>;
}

/**
 * Everything the charts and the copy of one edition may draw on: its data, and where the outline
 * stops in them.
 */
export interface StoryData extends EditionData {
  /** In reading order. */
  stops: readonly MapStop[];
}
