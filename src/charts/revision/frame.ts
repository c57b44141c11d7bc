import type { StoryData } from '../../story/data.ts';
import { movedBy, newestIn2018, smallestRevision } from '../../story/revised.ts';
import { dotPath, yearsPath } from '../plot/plot-path.ts';
import { shareIn } from '../yearly-shares.ts';

/**
 * The places with a panel each, in reading order: the world, then the countries that the text
 * speaks of.
 */
export const revisionPlaces = ['WLD', 'IDN', 'IND', 'GBR'] as const;
/**
 * The places named in the distribution, besides the reader's own. Nothing else in it is named
 * (standards S01, V24).
 */
export const namedChanges = ['GBR', 'IDN', 'IND'] as const;

/**
 * The years of the panels: from when most economies count, to the newest that was published when
 * the warning came.
 */
export const revisionYears = { from: 2000, to: newestIn2018 } as const;
const everyYear = Array.from(
  { length: revisionYears.to - revisionYears.from + 1 },
  (_, index) => revisionYears.from + index
);

/** The levels of a panel's scale. */
export const revisionLevels = [0, 50, 100].map((value) => ({ value, y: value / 100 }));

/** Percentage points of one bin of the distribution. */
const binWidth = 2;
/** Marks in one row of it; a bin with more takes another row. */
export const marksPerRow = 24;

/**
 * One place's years, each as published then and as published now; `x` is a share of the panel's
 * width.
 */
export interface RevisionPanel {
  code: string;
  points: { year: number; x: number; then: number | null; now: number | null }[];
}

/** A place's shares in a release, in percent: one for each of `revisionYears`. */
export type Shares = readonly (number | null)[];

/** Returns the shares of a place in a release. */
export function revisionShares(series: Parameters<typeof shareIn>[0], code: string): Shares {
  return everyYear.map((year) => shareIn(series, code, year));
}

/** Returns one place's panel from its shares in the two releases. */
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

/** Returns the path of one of a panel's lines in a box of 100 by 100. */
export const revisionPath = ({ points }: RevisionPanel, release: 'then' | 'now'): string =>
  yearsPath(
    points.flatMap(({ year, x, [release]: value }) =>
      value === null ? [] : [{ year, x, y: value / 100 }]
    )
  );

/** One bin of the distribution: changes above `low` up to `high` points, or no change at all. */
export interface ChangeBin {
  direction: 'up' | 'none' | 'down';
  /** Percentage points, both positive; 0 for no change. */
  low: number;
  high: number;
  count: number;
  /** The first of its rows, from the top, and how many it takes. */
  row: number;
  rows: number;
}

/**
 * Every economy with a figure for the year in both releases, by how far it moved: in percentage
 * points, negative for down.
 */
export type ChangesFrame = ReturnType<typeof distribution>;

/**
 * Returns how far a figure moved, in points: zero when it is the same figure, rounded otherwise.
 */
export function changeOf(then: number, now: number): number {
  const change = movedBy(then, now);
  return Math.abs(change) > smallestRevision ? change : 0;
}

/**
 * Returns the signed number of a change's bin: 1 for up to two points up, -1 for down, 0 for none.
 */
export const binOf = (change: number): number =>
  Math.sign(change) * Math.ceil(Math.abs(change) / binWidth);

/**
 * Returns the panels and the distribution of changes.
 * @throws Error when the edition does not keep what was published in 2018.
 */
export function revisionFrame(data: Pick<StoryData, 'internetUse' | 'then'>) {
  const { internetUse: now, then } = data;
  if (!then)
    throw new Error(
      'the edition keeps no release of internet use from 2018; add it to "kept" in data/edition.lock.json'
    );
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
    // A named place takes the last free mark of its bin: the others are no one's in particular.
    const index = bins[at]!.count - 1 - (taken.get(at) ?? 0);
    taken.set(at, (taken.get(at) ?? 0) + 1);
    return [{ ...found, ...placeOfMark(bins[at]!, index) }];
  });
  // From the largest rise to the largest fall, empty bins too: the scale is even, but for the rows
  // of no change.
  return { year, bins, rows: rowsOf(bins), total: changed.length, unchanged: bins[reach]!, named };
}

/**
 * Rows left free around the marks of no change: they are many rows of one value, and no part of the
 * scale above and below them.
 */
const pause = 1;

/**
 * Returns the bins of the given counts, the largest rise first, no change in the middle, each below
 * the one before.
 */
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

/**
 * Returns the ticks of a distribution, every ten points at the far edge of its bin, and no change
 * in the middle; `row` counts from the top.
 */
export function changeTicks({ bins }: Pick<ChangesFrame, 'bins'>): { said: string; row: number }[] {
  return bins.flatMap(({ direction, high, row, rows }) => {
    if (direction === 'none') return [{ said: '0', row: row + rows / 2 }];
    if (high % (5 * binWidth) !== 0) return [];
    return [direction === 'up' ? { said: `+${high}`, row } : { said: `−${high}`, row: row + rows }];
  });
}

/** Returns how many rows the bins take. */
export const rowsOf = (bins: readonly ChangeBin[]): number =>
  bins.reduce((last, { row, rows }) => Math.max(last, row + rows), 0);

function placeOfMark({ row }: ChangeBin, index: number): { column: number; row: number } {
  return { column: index % marksPerRow, row: row + Math.floor(index / marksPerRow) };
}

/** Returns the path of one bin's marks, strokes of no length, in a box of 100 by 100. */
export function marksPath(bin: ChangeBin, rows: number): string {
  return Array.from({ length: bin.count }, (_, index) =>
    markAt(placeOfMark(bin, index), rows)
  ).join('');
}

/** Returns the path of one mark. */
export function markAt({ column, row }: { column: number; row: number }, rows: number): string {
  return dotPath({ x: (column + 0.5) / marksPerRow, y: 1 - (row + 0.5) / rows });
}
