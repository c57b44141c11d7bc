import type { StoryData } from '../../story/data.ts';
import { toTenths } from '../choropleth/frame.ts';
import { sharesOf, type YearlyShares } from '../yearly-shares.ts';

/** A line's clock starts in its first year at or above a tenth; both in percent. */
const tenth = 10;
export const half = 50;

/** Bold lines in reading order. `WLD` is the publisher's own world figure (V27). */
const linePlaces = ['GBR', 'IDN', 'WLD'] as const;

const tickYears = 10;

/** Returns the last tick of the axis: no economy of the source has a longer line. */
export function axisLength({ years, economies }: YearlyShares): number {
  const longest = Math.max(
    0,
    ...economies.map(
      ({ iso3, values }) => alignLine(iso3, years, values, 1)?.points.at(-1)?.since ?? 0
    )
  );
  return Math.max(1, Math.ceil(longest / tickYears)) * tickYears;
}

/** `x` and `y` are shares of the plot, from its lower left corner. */
interface LinePoint {
  year: number;
  /** Years since the line's first. */
  since: number;
  value: number;
  x: number;
  y: number;
}

/** A place's shares from its first tenth on. */
export interface Line {
  code: string;
  /** Never empty, ordered by year; years without a value are left out. */
  points: LinePoint[];
  /** The first point at or above half, if any. */
  half: LinePoint | undefined;
  /** The earlier release that it is drawn from, if any. */
  release?: string;
}

export type LinesFrame = ReturnType<typeof linesFrame>;

/** Compares in tenths: the page carries rounded values, and server and script must agree. */
const reached = (value: number, mark: number) => toTenths(value) >= mark * 10;

/** Returns the first known year if it is at a tenth or above: the start is unknown (V37). */
export function startYearAbove(
  years: readonly number[],
  values: readonly (number | null)[]
): number | undefined {
  const first = values.findIndex((value) => value !== null);
  return first >= 0 && reached(values[first]!, tenth) ? years[first] : undefined;
}

/** Aligns a line on its first tenth; undefined if there is none. `end` is the axis in years. */
export function alignLine(
  code: string,
  years: readonly number[],
  values: readonly (number | null)[],
  end: number
): Line | undefined {
  const start = values.findIndex((value) => value !== null && reached(value, tenth));
  if (start < 0 || startYearAbove(years, values) !== undefined) return undefined;
  const first = years[start]!;
  const points = values.slice(start).flatMap((value, index): LinePoint[] => {
    if (value === null) return [];
    const year = years[start + index]!;
    return [{ year, since: year - first, value, x: (year - first) / end, y: value / 100 }];
  });
  return { code, points, half: points.find(({ value }) => reached(value, half)) };
}

/** @throws Error naming a place that never reached a tenth. */
export function linesFrame(data: Pick<StoryData, 'internetUse' | 'regions'>) {
  const { years, world, earlier } = data.internetUse;
  const end = axisLength(data.internetUse);
  /** Places without a line: their first value is already at or above a tenth. */
  const above: { code: string; year: number }[] = [];
  const places = linePlaces.flatMap((code): Line[] => {
    const shown = code === 'WLD' ? world : sharesOf(data.internetUse, code);
    // A line is from one release: the newest that has its first tenth.
    const older =
      code === 'WLD' && startYearAbove(years, shown) !== undefined ? earlier : undefined;
    const values = older?.whole ?? shown;
    const first = startYearAbove(years, values);
    if (first !== undefined) {
      above.push({ code, year: first });
      return [];
    }
    const line = alignLine(code, years, values, end);
    if (!line)
      throw new Error(
        `${code} never reached ${tenth} percent in the shown release of internet use. Choose another release.`
      );
    return [{ ...line, ...(older ? { release: older.vintage.release } : {}) }];
  });
  return {
    places,
    above,
    regionsAbove: data.regions
      .filter(({ values }) => startYearAbove(years, values) !== undefined)
      .map(({ iso3 }) => iso3),
    regions: data.regions.flatMap(({ iso3, values }) => alignLine(iso3, years, values, end) ?? []),
    xTicks: Array.from({ length: end / tickYears + 1 }, (_, index) => ({
      since: index * tickYears,
      x: (index * tickYears) / end
    })),
    yTicks: [0, tenth, half, 100].map((value) => ({ value, y: value / 100 }))
  };
}
