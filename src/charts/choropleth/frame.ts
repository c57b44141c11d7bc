import { mappable, type MapLayer } from '../../story/data.ts';

export { mappable, type MapLayer };

/** What the map shows: one layer in one year. */
export interface MapView {
  layer: MapLayer;
  year: number;
}

/**
 * What the map needs of a series: percent by economy and year. A `GeoSeries` of a mappable
 * indicator fits.
 */
export interface MapSeries {
  indicator: string;
  /** Consecutive, oldest first. */
  years: readonly number[];
  /** Percent points; null where the source has no value. */
  economies: readonly { iso3: string; values: readonly (number | null)[] }[];
  /**
   * The publisher's own world figure, in percent points (standards V27); absent where a map does
   * not print it.
   */
  world?: readonly (number | null)[];
  /** What an earlier release gives of the world before the first year that this one does. */
  earlier?: { values: readonly (number | null)[]; vintage: { release: string } };
}

/**
 * Limits of the five classes in percent, the same for every year, layer and language (standards
 * V14). A class holds its lower limit.
 */
export const classLimits = [0, 20, 40, 60, 80, 100] as const;
export const classLevels = [0, 1, 2, 3, 4] as const;
export type ClassLevel = (typeof classLevels)[number];

/**
 * A value this many years old is still shown, marked as older; beyond it the economy counts as
 * missing (standards V16).
 */
const oldestShown = 3;

/** How one economy is drawn. */
export interface MapMark {
  iso3: string;
  /** Percent to one tenth; null where the source has nothing recent enough. */
  value: number | null;
  year: number | null;
  level: ClassLevel | null;
  /** True when the value is of an earlier year than the one shown. */
  older: boolean;
}

/** One map: a mark for each economy of the source, and what the legend counts. */
export interface MapFrame {
  view: MapView;
  marks: MapMark[];
  counts: { levels: [number, number, number, number, number]; missing: number; older: number };
  /** The world's own figure for that very year, to a tenth of a point; null where there is none. */
  world: number | null;
  /** The earlier release that it is of; undefined where it is of the one shown. */
  worldRelease?: string;
}

/**
 * Returns the marks of one view; a year outside the series shows its nearest.
 * @throws Error for a series that may not be mapped (standards S01).
 */
export function choroplethFrame(series: MapSeries, view: MapView): MapFrame {
  if (series.indicator !== view.layer || !mappable.includes(view.layer))
    throw new Error(`S01: ${series.indicator} as ${view.layer}`);
  return frameOf(series, view);
}

/**
 * Returns the same where the series can be no other: a card carries the one layer that its build
 * has drawn.
 */
export function frameOf(series: MapSeries, view: MapView): MapFrame {
  const first = series.years[0] ?? view.year;
  const year = Math.min(Math.max(view.year, first), first + series.years.length - 1);
  const counts: MapFrame['counts'] = { levels: [0, 0, 0, 0, 0], missing: 0, older: 0 };
  const marks = series.economies.map(({ iso3, values }): MapMark => {
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
  const own = series.world?.[year - first] ?? null;
  const world = own ?? series.earlier?.values[year - first] ?? null;
  return {
    view: { layer: view.layer, year },
    marks,
    counts,
    world: world === null ? null : toTenths(world) / 10,
    ...(own === world ? {} : { worldRelease: series.earlier!.vintage.release })
  };
}

/** Returns how an economy is drawn; undefined where the source does not list it. */
export const markIn = ({ marks }: MapFrame, iso3: string | null): MapMark | undefined =>
  marks.find((mark) => mark.iso3 === iso3);

/**
 * Returns a percentage in whole tenths of a point: the precision in which the page carries it to
 * its script. A figure just short of half a point stays short of it, so that whole points printed
 * from tenths are those of the published figure (standards V38): 95.46 is carried as 95.4 and
 * printed as 95. A value above zero never becomes zero: somebody was online.
 */
export function toTenths(percent: number): number {
  if (percent <= 0) return 0;
  const tenths = Math.round(percent * 10);
  return Math.max(1, Math.round(tenths / 10) > Math.round(percent) ? tenths - 1 : tenths);
}

/** Returns the class of a percentage (standards V14). */
export const classOf = (percent: number): ClassLevel =>
  Math.min(4, Math.max(0, Math.floor(percent / 20))) as ClassLevel;

/**
 * Returns the class that draws a mark: `k0` … `k4`, `n` for no data, `u` for a place that the
 * source does not list (standards V16).
 */
export function fillClass(mark: MapMark | undefined): string {
  if (!mark) return 'u';
  return mark.level === null ? 'n' : `k${mark.level}`;
}

/** Returns `fillClass`, with ` o` for older data, which the story's map shows when asked. */
export const markClass = (mark: MapMark | undefined): string =>
  fillClass(mark) + (mark?.older ? ' o' : '');
