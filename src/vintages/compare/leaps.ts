import { ascending, mean } from 'd3';
import { counted, number } from '../../locale/counted.ts';
import type { Unit } from '../../sources/source.ts';
import { yearsByPlace, unchangedMove, scaleOf, sharedYears, type PlaceRow } from './by-economy.ts';
import { firstRows, shortValue, type Doubt } from './doubt.ts';
import type { Release } from '../vintage.ts';

/** A suspicious move while the neighbours stay: in points, or in percent for counts. */
const alone = 10;
/** A suspicious move even if the neighbours moved too. */
const far = 20;
/** Expected growth in a year without other values, in the same units. */
const growth: Record<Unit, number> = { percent: 2, people: 1, states: 2, 'per 100 people': 2 };

interface Leap {
  iso3: string;
  year: number;
  value: number;
  size: number;
  /** Its position in its row: adjacent leaps may have a single cause. */
  index: number;
  /** True if it is an outlier whatever its neighbours are: then it is the wrong one. */
  isOutlier: boolean;
  /** Neighbours that may be wrong instead. */
  instead?: { year: number; value: number }[];
}

type Run = [Leap, ...Leap[]];

/**
 * Finds outliers in a row: values that moved by more than 10 points while their neighbours did not,
 * or by more than 20 at all, and new values far from the interpolation.
 */
export function leapsOf({ iso3, now, before }: PlaceRow, unit: Unit): Leap[] {
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
    const isFarFrom = (expected: number | undefined): expected is number =>
      isFar({ year, at }, expected);
    const one = { iso3, year, value, index };
    const own = moves.get(year);
    if (own) {
      const { move, beside } = own;
      const isStill =
        Math.abs(move) <= unchangedMove &&
        beside.some((other) => other !== undefined && Math.abs(other) <= unchangedMove);
      const leaps =
        (!isStill && Math.abs(move - (mean(beside) ?? 0)) > alone) || Math.abs(move) > far;
      if (!leaps) return [];
      return [
        {
          ...one,
          size: Math.abs(move),
          isOutlier:
            Math.abs(move) > unchangedMove && isFarFrom(expectedOf(left, year, right, unit))
        }
      ];
    }
    const expected = expectedOf(left, year, right, unit);
    // A place's only value has no expectation; it is doubted if the older release has others.
    if (expected === undefined)
      return before === undefined ? [] : [{ ...one, size: 0, isOutlier: false }];
    if (!isFarFrom(expected)) return [];
    const asItWas = (other: typeof left) =>
      other?.was === undefined ? other : { year: other.year, at: other.was };
    const moved = isFarFrom(expectedOf(asItWas(left), year, asItWas(right), unit))
      ? []
      : [left, right].filter((other) => hasMoved(other));
    // An outlier kept from the earlier release makes a correct value beside it look wrong.
    const outliersBeside = [
      ...(left && isFar(left, expectedOf(values[index - 2], left.year, undefined, unit))
        ? [left]
        : []),
      ...(right && isFar(right, expectedOf(undefined, right.year, values[index + 2], unit))
        ? [right]
        : [])
    ];
    const instead = [...new Set([...moved, ...outliersBeside])].flatMap((other) =>
      other ? [{ year: other.year, value: other.value }] : []
    );
    return [{ ...one, size: Math.abs(at - expected), isOutlier: instead.length === 0, instead }];
  });
}

const isFar = ({ at }: Scaled, expected: number | undefined) =>
  expected !== undefined && Math.abs(at - expected) > alone;
const hasMoved = (one: { at: number; was: number | undefined } | undefined) =>
  one?.was !== undefined && one.at !== one.was;

/** Finds values far from both neighbours, which are close: all that a first release can show. */
export function spikesOf({ iso3, now }: PlaceRow, unit: Unit): Leap[] {
  const scale = scaleOf(unit);
  const values = [...now].map(([year, value]) => ({ year, value, at: scale(value) }));
  return values.flatMap(({ year, value, at }, index): Leap[] => {
    const [left, right] = [values[index - 1]?.at, values[index + 1]?.at];
    if (left === undefined || right === undefined || Math.abs(left - right) > alone) return [];
    const size = Math.min(Math.abs(at - left), Math.abs(at - right));
    return size > far ? [{ iso3, year, value, size, index, isOutlier: true }] : [];
  });
}

type Scaled = { year: number; at: number };

/** Interpolates a year from its neighbours, or extrapolates from one. */
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

/** Lists the values of a run, any of which may be wrong; nothing for a single value. */
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
    .map(([year, value]) => `${year} ${shortValue(value)} (${cell(iso3, year)})`);
  const cells =
    all.length <= namedCells
      ? all
      : [...all.slice(0, namedCells - 1), `${all.length - namedCells} between`, ...all.slice(-1)];
  const list = `${cells.slice(0, -1).join(', ')} and ${cells.at(-1)}`;
  return [
    `${iso3}: one of ${list} is wrong, and the file does not show which: check each on the publisher’s page`
  ];
}

/** Proposes a repair only for a single outlier: of adjacent leaps any may be the wrong one. */
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
      ? '1 value differs'
      : `${number(leaps.length)} values of ${counted(places.size, 'place')} differ`;
  const runs = runsOf(leaps);
  const sure = new Set(runs.flatMap((run) => (run.length === 1 && run[0].isOutlier ? run : [])));
  const outlier = leaps.find((leap) => sure.has(leap));
  const undecided = runs.flatMap((run) => undecidedLine(run, cell));
  return {
    kind: 'leap',
    says: `${count} by more than ${size} from what ${release === undefined ? '' : `${release} and `}the neighbouring years suggest, the largest first`,
    rows: [
      ...firstRows(
        [...places].map(([iso3, years]) =>
          beside(iso3, years.length <= 2 ? years.slice(0, 1) : years)
        )
      ),
      ...firstRows(undecided)
    ],
    cells: leaps.map(({ iso3, year }) => ({ iso3, year })),
    ...(outlier
      ? { repair: { iso3: outlier.iso3, year: outlier.year, expects: outlier.value } }
      : {})
  };
}
