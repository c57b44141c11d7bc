import type { GeoSeries, StoryData } from '../../story/data.ts';
import { movedBy, newestIn2018, smallestRevision } from '../../story/revised.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { dotPath, yearsPath } from '../plot/plot-path.ts';
import { shareIn } from '../yearly-shares.ts';

/** A panel each: the world, then the countries of the text. */
export const revisionPlaces = ['WLD', 'IDN', 'IND', 'GBR'] as const;
/** Named in the distribution, besides the reader's own; nothing else is (S01, V24). */
export const namedChanges = ['GBR', 'IDN', 'IND'] as const;

/** From when most economies have data, to the newest year published at the time of the warning. */
export const revisionYears = { from: 2000, to: newestIn2018 } as const;
const everyYear = Array.from(
  { length: revisionYears.to - revisionYears.from + 1 },
  (_, index) => revisionYears.from + index
);

export const revisionLevels = [0, 50, 100].map((value) => ({ value, y: value / 100 }));

/** Percentage points. */
const binWidth = 2;
/** A bin with more marks takes another row. */
export const marksPerRow = 24;

/** Values as published then and now; `x` is a share of the panel's width. */
export interface RevisionPanel {
  code: string;
  points: { year: number; x: number; then: number | null; now: number | null }[];
}

/** In percent, one for each of `revisionYears`. */
export type Shares = readonly (number | null)[];

export function revisionShares(series: Parameters<typeof shareIn>[0], code: string): Shares {
  return everyYear.map((year) => shareIn(series, code, year));
}

export function revisionPanel(code: string, then: Shares, now: Shares): RevisionPanel {
  const { from, to } = revisionYears;
  const at = (year: number, index: number) => ({
    year,
    x: index / (to - from),
    then: then[index] ?? null,
    now: now[index] ?? null
  });
  return { code, points: everyYear.map(at) };
}

export const revisionPath = ({ points }: RevisionPanel, release: 'then' | 'now'): string =>
  yearsPath(
    points.flatMap(({ year, x, [release]: value }) =>
      value === null ? [] : [{ year, x, y: value / 100 }]
    )
  );

/** Changes above `low` up to `high` points, or no change. */
export interface ChangeBin {
  direction: 'up' | 'none' | 'down';
  /** Percentage points, both positive; 0 for no change. */
  low: number;
  high: number;
  count: number;
  /** First row, counted from the top, and number of rows. */
  row: number;
  rows: number;
}

/** Every economy with data for the year in both releases; changes in points, negative for down. */
export type ChangesFrame = ReturnType<typeof distribution>;

/** Zero when it is the same figure, rounded otherwise. */
export function changeOf(then: number, now: number): number {
  const change = movedBy(then, now);
  return Math.abs(change) > smallestRevision ? change : 0;
}

/** 1 for up to two points up, -1 for down, 0 for no change. */
export const binOf = (change: number): number =>
  Math.sign(change) * Math.ceil(Math.abs(change) / binWidth);

/** @throws Error when the edition keeps no release of 2018. */
export function seriesIn2018({ then }: Pick<StoryData, 'then'>): GeoSeries {
  if (then) return then;
  throw new Error(
    'The edition keeps no release of internet use from 2018. Add it to `kept` in data/edition.lock.json.'
  );
}

export const revisionReleases = (
  data: Pick<StoryData, 'internetUse' | 'then'>
): [then: VintageRecord, now: VintageRecord] => [
  seriesIn2018(data).vintage,
  data.internetUse.vintage
];

/** @throws Error when the edition keeps no release of 2018. */
export function revisionFrame(data: Pick<StoryData, 'internetUse' | 'then'>) {
  const now = data.internetUse;
  const then = seriesIn2018(data);
  const panels = revisionPlaces.map((code) =>
    revisionPanel(code, revisionShares(then, code), revisionShares(now, code))
  );
  const year = revisionYears.to;
  const changed = then.economies.flatMap(({ iso3 }) => {
    const [before, after] = [shareIn(then, iso3, year), shareIn(now, iso3, year)];
    return before === null || after === null
      ? []
      : [{ code: iso3, change: changeOf(before, after) }];
  });
  return { panels, changes: distribution(year, changed) };
}

function distribution(year: number, changed: readonly { code: string; change: number }[]) {
  const reach = Math.max(1, ...changed.map(({ change }) => Math.abs(binOf(change))));
  const counts = Array.from({ length: 2 * reach + 1 }, () => 0);
  for (const { change } of changed) counts[reach - binOf(change)]!++;
  const bins = layBins(counts);
  const taken = new Map<number, number>();
  const named = namedChanges.flatMap((code) => {
    const found = changed.find((candidate) => candidate.code === code);
    if (!found) return [];
    const at = reach - binOf(found.change);
    // A named place takes the last free mark of its bin: marks have no order.
    const index = bins[at]!.count - 1 - (taken.get(at) ?? 0);
    taken.set(at, (taken.get(at) ?? 0) + 1);
    return [{ ...found, ...placeOfMark(bins[at]!, index) }];
  });
  return {
    year,
    /** Empty ones too, so that the scale is even, except for the rows of no change. */
    bins,
    filled: bins.filter(({ count }) => count > 0),
    rows: rowsOf(bins),
    total: changed.length,
    unchanged: bins[reach]!,
    named,
    moved: named.filter(({ change }) => change !== 0),
    still: named.filter(({ change }) => change === 0)
  };
}

/** Empty rows around the marks of no change, which take many rows for one value. */
const pause = 1;

/** The largest rise first, no change in the middle. */
export function layBins(counts: readonly number[]): ChangeBin[] {
  const reach = (counts.length - 1) / 2;
  let row = 0;
  return counts.map((count, index) => {
    const bin = reach - index;
    const high = Math.abs(bin) * binWidth;
    const rows = Math.max(1, Math.ceil(count / marksPerRow));
    const direction = bin > 0 ? 'up' : bin < 0 ? 'down' : 'none';
    const around = direction === 'none' ? pause : 0;
    const laid: ChangeBin = {
      direction,
      low: Math.max(0, high - binWidth),
      high,
      count,
      row: row + around,
      rows
    };
    row += rows + 2 * around;
    return laid;
  });
}

/** Every ten points at the far edge of a bin; `row` counts from the top. */
export function changeTicks({ bins }: Pick<ChangesFrame, 'bins'>): { said: string; row: number }[] {
  return bins.flatMap(({ direction, high, row, rows }) => {
    if (direction === 'none') return [{ said: '0', row: row + rows / 2 }];
    if (high % (5 * binWidth) !== 0) return [];
    return [direction === 'up' ? { said: `+${high}`, row } : { said: `−${high}`, row: row + rows }];
  });
}

export const rowsOf = (bins: readonly ChangeBin[]): number =>
  bins.reduce((last, { row, rows }) => Math.max(last, row + rows), 0);

function placeOfMark({ row }: ChangeBin, index: number): { column: number; row: number } {
  return { column: index % marksPerRow, row: row + Math.floor(index / marksPerRow) };
}

export function binPath(bin: ChangeBin, rows: number): string {
  return Array.from({ length: bin.count }, (_, index) =>
    markAt(placeOfMark(bin, index), rows)
  ).join('');
}

export function markAt({ column, row }: { column: number; row: number }, rows: number): string {
  return dotPath({ x: (column + 0.5) / marksPerRow, y: 1 - (row + 0.5) / rows });
}
