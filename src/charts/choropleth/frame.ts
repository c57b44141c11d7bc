import { mappable, type MapLayer } from '#story/data.ts';

export { mappable, type MapLayer };

export interface MapView {
  layer: MapLayer;
  year: number;
}

/** Percent by economy and year; a `GeoSeries` of a mappable indicator fits. */
export interface MapSeries {
  indicator: string;
  /** Consecutive, oldest first. */
  years: readonly number[];
  /** Null where the source has no value. */
  economies: readonly { iso3: string; values: readonly (number | null)[] }[];
  /** The publisher's own world figure (V27); absent if the map does not print it. */
  world?: readonly (number | null)[];
  /** World figures of an earlier release, for the years before this one's first. */
  earlier?: {
    values: readonly (number | null)[];
    /** Its whole series. */
    whole?: readonly (number | null)[];
    vintage: { release: string };
  };
}

/** In percent, for every year, layer and language (V14). The lower limit is inclusive. */
export const classLimits = [0, 10, 25, 50, 75, 90, 100] as const;
export const classLevels = [0, 1, 2, 3, 4, 5] as const;
export type ClassLevel = (typeof classLevels)[number];
const halfLevel = 3;

/** An older value counts as missing (V16). */
const oldestShown = 3;

export interface MapMark {
  iso3: string;
  /** Percent to one tenth; null where the source has nothing recent enough. */
  value: number | null;
  year: number | null;
  level: ClassLevel | null;
  /** From an earlier year than the view's. */
  older: boolean;
}

export interface MapFrame {
  view: MapView;
  marks: MapMark[];
  counts: {
    levels: Record<ClassLevel, number> & readonly number[];
    missing: number;
    older: number;
  };
  /** Of the places with a figure for that year, those at half or more. */
  half: { reached: number; of: number };
  /** The world's own figure for that year, to a tenth; null if there is none. */
  world: number | null;
  /** The earlier release that `world` is from, if any. */
  worldRelease?: string;
}

/** A year outside the series becomes the nearest. @throws Error for another indicator (S01). */
export function choroplethFrame(series: MapSeries, view: MapView): MapFrame {
  if (series.indicator !== view.layer || !mappable.includes(view.layer))
    throw new Error(`No map of ${series.indicator} as ${view.layer} (S01).`);
  const first = series.years[0] ?? view.year;
  const year = Math.min(Math.max(view.year, first), first + series.years.length - 1);
  const counts: MapFrame['counts'] = { levels: [0, 0, 0, 0, 0, 0], missing: 0, older: 0 };
  const marks = series.economies.map(({ iso3, values }) => {
    for (let age = 0; age <= oldestShown; age++) {
      const value = values[year - first - age];
      if (value === null || value === undefined) continue;
      const shown = toTenths(value) / 10;
      const level = classOf(shown);
      counts.levels[level]++;
      if (age > 0) counts.older++;
      return { iso3, value: shown, year: year - age, level, older: age > 0 };
    }
    counts.missing++;
    return { iso3, value: null, year: null, level: null, older: false };
  });
  const own = marks.filter((mark) => mark.year === year);
  const newest = series.world?.[year - first] ?? null;
  const world = newest ?? series.earlier?.values[year - first] ?? null;
  return {
    view: { layer: view.layer, year },
    marks,
    counts,
    half: { reached: own.filter(({ level }) => level! >= halfLevel).length, of: own.length },
    world: world === null ? null : toTenths(world) / 10,
    ...(newest === world ? {} : { worldRelease: series.earlier!.vintage.release })
  };
}

export const markIn = ({ marks }: MapFrame, iso3: string | null) =>
  marks.find((mark) => mark.iso3 === iso3);

/**
 * Rounds to tenths, as the page carries values. A value just below half a point stays below it, so
 * that points rounded from tenths equal the published figure (V38): 95.46 becomes 95.4 and prints
 * as 95. A value above zero never becomes zero.
 */
export function toTenths(percent: number) {
  if (percent <= 0) return 0;
  const tenths = Math.round(percent * 10);
  return Math.max(1, Math.round(tenths / 10) > Math.round(percent) ? tenths - 1 : tenths);
}

export const classOf = (percent: number): ClassLevel =>
  classLevels.findLast((level) => percent >= classLimits[level]) ?? 0;

/** `k0` … `k5`, `n` for no data, `u` for a place that the source does not list (V16). */
export function fillClass(mark: MapMark | undefined) {
  if (!mark) return 'u';
  return mark.level === null ? 'n' : `k${mark.level}`;
}
