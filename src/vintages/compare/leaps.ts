import { ascending, mean } from 'd3';
import { counted, number } from '../../locale/counted.ts';
import type { Unit } from '../../sources/source.ts';
import { yearsByPlace, itself, scaleOf, sharedYears, type Row } from './by-economy.ts';
import { firstRows, shortly, type Doubt } from './doubt.ts';
import type { Release } from '../vintage.ts';

/**
 * A move that nobody expects of one value while those beside it stay: in points, or in percent
 * where people are counted.
 */
const alone = 10;
/** A move that is looked at even where the values beside it moved alike. */
const far = 20;
/** What a value grows in a year where nothing else is known, in the same measure. */
const growth: Record<Unit, number> = { percent: 2, people: 1, states: 2, 'per 100 people': 2 };

/** One value that is not what the others make one expect. */
interface Leap {
  iso3: string;
  year: number;
  value: number;
  size: number;
  /**
   * Where it stands in its row: leaps that stand side by side may be the doing of one of them
   * alone.
   */
  index: number;
  /**
   * Whether it is strange whatever became of the values beside it: then it is the one that is
   * wrong.
   */
  itself: boolean;
  /**
   * The values beside it that may be the wrong ones instead, though nothing says so of them alone.
   */
  instead?: { year: number; value: number }[];
}

type Run = [Leap, ...Leap[]];

/**
 * Returns the values of a row that moved alone or far, and new ones that do not go with those
 * beside; none that stands beside one that does too.
 */
export function leapsOf({ iso3, now, before }: Row, unit: Unit): Leap[] {
  const scale = scaleOf(unit);
  const values = [...now].map(([year, value], index) => {
    const was = before?.get(year);
    return {
      year,
      value,
      at: scale(value),
      was: was === undefined ? undefined : scale(was),
      index
    };
  });
  const shared = (before ? sharedYears(now, before) : []).map((one) => ({
    ...one,
    move: scale(one.value) - scale(one.was)
  }));
  const moves = new Map(
    shared.map(({ year, move }, index) => [
      year,
      { move, beside: [shared[index - 1]?.move, shared[index + 1]?.move] }
    ])
  );
  return values.flatMap(({ year, value, at, index }): Leap[] => {
    const [left, right] = [values[index - 1], values[index + 1]];
    const strange = (expected: number | undefined): expected is number =>
      isFar({ year, at }, expected);
    const one = { iso3, year, value, index };
    const own = moves.get(year);
    if (own) {
      const { move, beside } = own;
      const stands =
        Math.abs(move) <= itself &&
        beside.some((other) => other !== undefined && Math.abs(other) <= itself);
      const leaps =
        (!stands && Math.abs(move - (mean(beside) ?? 0)) > alone) || Math.abs(move) > far;
      if (!leaps) return [];
      return [
        {
          ...one,
          size: Math.abs(move),
          itself: Math.abs(move) > itself && strange(expectedOf(left, year, right, unit))
        }
      ];
    }
    const expected = expectedOf(left, year, right, unit);
    // Of a place's only value nothing can be said, but in a release that has an older one.
    if (expected === undefined)
      return before === undefined ? [] : [{ ...one, size: 0, itself: false }];
    if (!strange(expected)) return [];
    const asItWas = (other: typeof left) =>
      other?.was === undefined ? other : { year: other.year, at: other.was };
    const moved = strange(expectedOf(asItWas(left), year, asItWas(right), unit))
      ? []
      : [left, right].filter((other) => hasMoved(other));
    // A value that was strange before, and was kept, makes the next one strange that is right.
    const strangeBefore = [
      ...(left && isFar(left, expectedOf(values[index - 2], left.year, undefined, unit))
        ? [left]
        : []),
      ...(right && isFar(right, expectedOf(undefined, right.year, values[index + 2], unit))
        ? [right]
        : [])
    ];
    const instead = [...new Set([...moved, ...strangeBefore])].flatMap((other) =>
      other ? [{ year: other.year, value: other.value }] : []
    );
    return [{ ...one, size: Math.abs(at - expected), itself: instead.length === 0, instead }];
  });
}

const isFar = ({ at }: Scaled, expected: number | undefined) =>
  expected !== undefined && Math.abs(at - expected) > alone;
const hasMoved = (one: { at: number; was: number | undefined } | undefined) =>
  one?.was !== undefined && one.at !== one.was;

/**
 * Returns the values of a row that stand alone far above or below both beside them, which are
 * close: all that a first release shows.
 */
export function spikesOf({ iso3, now }: Row, unit: Unit): Leap[] {
  const scale = scaleOf(unit);
  const values = [...now].map(([year, value]) => ({ year, value, at: scale(value) }));
  return values.flatMap(({ year, value, at }, index): Leap[] => {
    const [left, right] = [values[index - 1]?.at, values[index + 1]?.at];
    if (left === undefined || right === undefined || Math.abs(left - right) > alone) return [];
    const size = Math.min(Math.abs(at - left), Math.abs(at - right));
    return size > far ? [{ iso3, year, value, size, index, itself: true }] : [];
  });
}

/** A year's value on the scale of its unit. */
type Scaled = { year: number; at: number };

/** Returns what the values beside a year make one expect of it; undefined where there are none. */
function expectedOf(
  left: Scaled | undefined,
  year: number,
  right: Scaled | undefined,
  unit: Unit
): number | undefined {
  const bounded = (value: number) =>
    unit === 'percent' ? Math.min(100, Math.max(0, value)) : value;
  if (left && right)
    return left.at + ((right.at - left.at) * (year - left.year)) / (right.year - left.year);
  if (left) return bounded(left.at + growth[unit] * (year - left.year));
  if (right) return bounded(right.at - growth[unit] * (right.year - year));
  return undefined;
}

/** Returns the leaps of each place, those side by side together, in the order of the years. */
function runsOf(leaps: readonly Leap[]): Run[] {
  const runs: Run[] = [];
  for (const leap of [...leaps].sort(
    (one, other) => ascending(one.iso3, other.iso3) || one.index - other.index
  )) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last?.iso3 === leap.iso3 && last.index === leap.index - 1) run.push(leap);
    else runs.push([leap]);
  }
  return runs;
}

interface Telling {
  beside(iso3: string, years: readonly number[]): string[];
  cell(iso3: string, year: number): string;
}

const namedCells = 4;

/**
 * Returns what is said of leaps of which any, or a value beside them, may be the wrong one; nothing
 * of one that is wrong itself.
 */
function undecidedLine(run: Run, cell: Telling['cell']): string[] {
  const [{ iso3 }] = run;
  const years = new Map(
    run.flatMap(({ year, value, instead = [] }) =>
      [{ year, value }, ...instead].map((one) => [one.year, one.value])
    )
  );
  if (years.size === 1) return [];
  const all = [...years]
    .sort(([one], [other]) => one - other)
    .map(([year, value]) => `${year} ${shortly(value)} (${cell(iso3, year)})`);
  const cells =
    all.length <= namedCells
      ? all
      : [...all.slice(0, namedCells - 1), `${all.length - namedCells} between`, ...all.slice(-1)];
  const list = `${cells.slice(0, -1).join(', ')} and ${cells.at(-1)}`;
  return [
    `${iso3}: the file does not tell which of ${list} is wrong: look at each on the publisher’s page`
  ];
}

/**
 * Returns the doubt about leaps, the largest first. A repair is proposed of one that is strange by
 * itself; side by side, any may be the wrong one.
 */
export function leapDoubt(
  leaps: readonly Leap[],
  { beside, cell }: Telling,
  unit: Unit,
  release: Release | undefined
): Doubt {
  const places = yearsByPlace(leaps);
  const size = unit === 'people' || unit === 'states' ? 'a tenth' : '10 points';
  const count =
    leaps.length === 1
      ? '1 value lies'
      : `${number(leaps.length)} values of ${counted(places.size, 'place')} lie`;
  const runs = runsOf(leaps);
  const sure = new Set(runs.flatMap((run) => (run.length === 1 && run[0].itself ? run : [])));
  const mended = leaps.find((leap) => sure.has(leap));
  const undecided = runs.flatMap((run) => undecidedLine(run, cell));
  return {
    says: `${count} more than ${size} from what ${release === undefined ? 'the years beside it make' : `${release} and the years beside it make`} one expect, the largest first`,
    rows: [
      ...firstRows(
        [...places].map(([iso3, years]) =>
          beside(iso3, years.length <= 2 ? years.slice(0, 1) : years)
        )
      ),
      ...firstRows(undecided)
    ],
    cells: leaps.map(({ iso3, year }) => ({ iso3, year })),
    ...(mended ? { repair: { iso3: mended.iso3, year: mended.year, expects: mended.value } } : {})
  };
}
