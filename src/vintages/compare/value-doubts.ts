import { extent, group, sort, sum } from 'd3';
import type { FilePosition } from '#sources/source-error.ts';
import type { Unit } from '#sources/source.ts';
import {
  alike,
  allOf,
  byEconomy,
  cellOf,
  keyOf,
  missingFrom,
  yearsByPlace,
  unchangedMove,
  scaleOf,
  sharedYears,
  type PlaceRow
} from './by-economy.ts';
import {
  doubtIfAny,
  firstRows,
  rowPosition,
  cellPositions,
  shortValue,
  valuesAround,
  yearRuns,
  type Doubt,
  type Values
} from './doubt.ts';
import { leapDoubt, leapsOf, spikesOf, copiedYears } from './leaps.ts';
import type { PublisherList } from '#sources/publisher-list.ts';
import type { Release, Vintage } from '../vintage.ts';
import { say, counted, number } from '#locale/say.ts';

export type ReleaseTables = Pick<Vintage, 'release' | 'unit' | 'economies' | 'aggregates'>;

export interface ValueContext {
  list: PublisherList | undefined;
  placeOf(iso3: string, year: number): FilePosition | undefined;
  says(iso3: string): string;
}

/** A newest value of 0 is doubted if the value before it is above this. */
const something: Record<Unit, number> = {
  percent: 5,
  people: 1000,
  states: 5,
  'per 100 people': 5
};
const factors = [10, 100, 1000, 0.1, 0.01, 0.001] as const;
/** Fewer values may agree by chance. */
const pattern = 4;
/** In points or percent: a group averages many places, so its moves are small. */
const farOfGroup = 5;
/** If the world's parts are unknown, it is checked only against at least this many economies. */
const enough = 20;
/** Share of a row that must agree with a pattern. */
const most = 0.8;
/** Kept releases withdrew at most 13 % of the values before them (Gapminder, 2025-03-30). */
const mostWithdrawn = 0.2;
const rounding = 0.15;

const same = (one: number | undefined, other: number | undefined) =>
  one !== undefined && other !== undefined && alike(one, other);

const near = (ratio: number, factor: number) => Math.abs(ratio / factor - 1) <= 0.02;

const cellsOf = (rows: readonly { iso3: string; years: Iterable<number> }[]) =>
  rows.flatMap(({ iso3, years }) => [...years].map((year) => ({ iso3, year })));

type Beside = (iso3: string, years: readonly number[], other?: string) => string[];

/**
 * Returns the doubts about values. Every value that moved by more than 20 points (about 20 % for
 * counts) since the earlier release is in the `cells` of a doubt.
 */
export function valueDoubts(
  later: ReleaseTables,
  earlier: ReleaseTables | undefined,
  context: ValueContext
): Doubt[] {
  const { unit } = later;
  const now = byEconomy(allOf(later));
  const before = byEconomy(earlier ? allOf(earlier) : []);
  const rows: PlaceRow[] = [...now].map(([iso3, values]) => ({
    iso3,
    now: values,
    before: before.get(iso3)
  }));
  const lastYear = Math.max(...[...now.values()].flatMap((values) => [...values.keys()]));
  const beside: Beside = (iso3, years, other = iso3) => [
    `${iso3}, ${cellPositions(years.flatMap((year) => context.placeOf(iso3, year) ?? []))}: ${valuesAround(now.get(iso3), years, lastYear)}`,
    ...(earlier
      ? [say`${other} in ${earlier.release}: ${valuesAround(before.get(other), years, lastYear)}`]
      : [])
  ];

  const moved = earlier ? movedRows(rows, before, unit, beside, earlier.release) : [];
  const zeros = newestZeros(rows, unit, beside);
  const rowsMoved = new Set(moved.flatMap(({ cells }) => cells.map(({ iso3 }) => iso3)));
  // A newest zero is doubted already.
  const zero = new Set(zeros.flatMap(({ cells }) => cells.map(keyOf)));
  const leaps = rows
    .filter(({ iso3 }) => !rowsMoved.has(iso3))
    .map(({ iso3, now: values, before: old }) => ({
      iso3,
      now: new Map([...values].filter(([year]) => !zero.has(keyOf({ iso3, year })))),
      before: old
    }))
    .flatMap((row) => (earlier ? leapsOf(row, unit) : spikesOf(row, unit)));
  const doubts = [...moved, ...zeros, ...leapDoubt(leaps, beside, unit, earlier?.release)];
  const doubted = new Set(doubts.flatMap(({ cells }) => cells.map(keyOf)));
  return [
    ...doubts,
    ...copiedYears(rows, unit, beside, earlier?.release),
    ...(earlier
      ? [
          ...groupsMoved(later, rows, doubted, beside, earlier.release),
          ...appeared(rows, beside, earlier.release),
          ...withdrawn(later, earlier, context)
        ]
      : []),
    ...worldOutside(later, now, context)
  ];
}

function newestZeros(rows: readonly PlaceRow[], unit: Unit, beside: Beside) {
  const zeros = rows.flatMap(({ iso3, now }) => {
    const [newest, last] = [...now].slice(-2).reverse();
    return newest?.[1] === 0 && last && last[1] > something[unit]
      ? [{ iso3, year: newest[0], value: 0 }]
      : [];
  });
  return doubtIfAny(zeros, () => ({
    kind: 'newest-zero',
    says: say`${counted(zeros.length, 'place has', 'places have')} 0 as the newest value, after more in an earlier year: if it means no figure, repair it to null`,
    rows: firstRows(zeros.map(({ iso3, year }) => beside(iso3, [year]))),
    cells: zeros.map(cellOf)
  }));
}

function movedRows(
  rows: readonly PlaceRow[],
  before: ReadonlyMap<string, Values>,
  unit: Unit,
  beside: Beside,
  release: Release
): Doubt[] {
  const found = rows.flatMap((row) => {
    const has = patternOf(row, before, scaleOf(unit), release);
    return has === undefined ? [] : [{ iso3: row.iso3, years: [...row.now.keys()], ...has }];
  });
  return [...group(found, ({ figures }) => figures)].map(([figures, all]) => ({
    kind: 'row-moved',
    says: say`${counted(all.length, 'place has', 'places have')} ${figures}: cells, rows or the header may have moved, or the unit may be another`,
    rows: firstRows(all.map(({ iso3, years, other }) => beside(iso3, years, other))),
    cells: cellsOf(all)
  }));
}

function patternOf(
  row: PlaceRow,
  all: ReadonlyMap<string, Values>,
  scale: (value: number) => number,
  release: Release
): { figures: string; other?: string } | undefined {
  const { iso3, now, before } = row;
  if (before === undefined) return undefined;
  const shared = sharedYears(row);
  const agrees = (other: Values, shift: number) => {
    const telling = [...now.keys()].filter(
      (year) =>
        other.has(year - shift) && (shift === 0 || !same(other.get(year), other.get(year - shift)))
    );
    const agreeing = telling.filter(
      (year) => same(now.get(year), other.get(year - shift)) && now.get(year) !== 0
    );
    return agreeing.length >= pattern && agreeing.length >= most * telling.length;
  };
  const exactly = shared.filter(({ value, was }) => same(value, was)).length;
  const shift = exactly > shared.length / 2 ? undefined : [1, -1].find((by) => agrees(before, by));
  if (shift !== undefined)
    return {
      figures:
        shift > 0
          ? say`the figures of ${release} a year late`
          : say`the figures of ${release} a year early`
    };
  const positive = shared.filter(({ value, was }) => was > 0 && value > 0);
  const factor = factors.find((by) => {
    const scaled = positive.filter(({ value, was }) => near(value / was, by));
    return scaled.length >= pattern && scaled.length >= most * positive.length;
  });
  if (factor !== undefined) return { figures: say`${factor} times the figures of ${release}` };
  const own = shared.filter(
    ({ value, was }) => Math.abs(scale(value) - scale(was)) <= unchangedMove
  ).length;
  if (own > shared.length / 2) return undefined;
  const [other] = [...all].find(([code, values]) => code !== iso3 && agrees(values, 0)) ?? [];
  return other === undefined
    ? undefined
    : { figures: say`the figures of another in ${release}`, other };
}

/** Doubts places that had no value: it may belong to another row. */
function appeared(rows: readonly PlaceRow[], beside: Beside, release: Release) {
  const fresh = rows
    .filter(({ before }) => before === undefined)
    .map(({ iso3, now }) => ({ iso3, years: [...now.keys()] }));
  return doubtIfAny(fresh, () => ({
    kind: 'first-values',
    says: say`${counted(fresh.length, 'place has', 'places have')} values for the first time, and none in ${release}`,
    rows: firstRows(fresh.flatMap(({ iso3, years }) => beside(iso3, years).slice(0, 1))),
    cells: cellsOf(fresh)
  }));
}

const byWeight = <Place extends { iso3: string; years: readonly number[] }>(
  places: readonly Place[]
) => sort(places, ({ iso3, years }) => (iso3 === 'WLD' ? -Infinity : -years.length));

/** Doubts groups that moved far, in values that are not doubted already. */
function groupsMoved(
  { unit, aggregates }: ReleaseTables,
  rows: readonly PlaceRow[],
  doubted: ReadonlySet<string>,
  beside: Beside,
  release: Release
) {
  const scale = scaleOf(unit);
  const groups = new Set(aggregates.map(({ iso3 }) => iso3));
  // A state once bound stays so: another count is a missing row or another date. The 1e-6 makes
  // 21.4 → 26.4 five points despite floating point.
  const movedFar = (value: number, was: number) =>
    unit === 'states' ? value !== was : Math.abs(scale(value) - scale(was)) + 1e-6 >= farOfGroup;
  const all = rows
    .filter(({ iso3 }) => groups.has(iso3))
    .map(({ iso3, ...row }) => ({
      iso3,
      years: sharedYears(row)
        .filter(
          ({ year, value, was }) => !doubted.has(keyOf({ iso3, year })) && movedFar(value, was)
        )
        .map(({ year }) => year)
    }))
    .filter(({ years }) => years.length > 0);
  const moved = byWeight(all);
  const by = {
    states: '',
    people: say` by a twentieth or more`,
    percent: say` by 5 points or more`
  };
  return doubtIfAny(moved, () => ({
    kind: 'groups-moved',
    says: say`${counted(
      sum(moved, ({ years }) => years.length),
      'value'
    )} of the world, regions and groups moved${unit === 'states' || unit === 'people' ? by[unit] : by.percent} since ${release}`,
    rows: firstRows(moved.map(({ iso3, years }) => beside(iso3, years))),
    cells: cellsOf(moved)
  }));
}

function withdrawn(later: ReleaseTables, earlier: ReleaseTables, context: ValueContext) {
  const [all, before] = [allOf(later), allOf(earlier)];
  const lost = missingFrom(all, before);
  const [firstYear = Infinity, lastYear = 0] = extent(all, ({ year }) => year);
  const nothing = lost.filter(({ value }) => value === 0).length;
  const places = [...yearsByPlace(lost)].map(([iso3, years]) => ({ iso3, years }));
  const range = before.some(({ year }) => year < firstYear || year > lastYear)
    ? say`; this file only has the years ${firstYear} to ${lastYear}`
    : '';
  const part =
    lost.length > mostWithdrawn * before.length ? say`: it may be a part of the file` : '';
  return doubtIfAny(lost, () => ({
    kind: 'values-withdrawn',
    says: say`${number(lost.length)} of the ${number(before.length)} values of ${earlier.release} ${lost.length === 1 ? 'is' : 'are'} gone${
      nothing > 0 ? say`, ${number(nothing)} of them 0` : ''
    }${range}${part}`,
    rows: firstRows(
      byWeight(places).map(({ iso3, years }) => {
        const values = lost
          .filter((one) => one.iso3 === iso3)
          .map(({ year, value }) => `${year} ${shortValue(value)}`);
        const shown =
          values.length <= 6 ? values : [...values.slice(0, 3), '…', ...values.slice(-3)];
        return say`${context.says(iso3)} in ${earlier.release}, ${yearRuns(years)}: ${shown.join(', ')}`;
      })
    ),
    cells: lost.map(cellOf)
  }));
}

function worldOutside(
  { unit, economies }: ReleaseTables,
  now: ReadonlyMap<string, Values>,
  { list, placeOf }: ValueContext
) {
  const isCount = unit === 'people';
  const rangesIn = (year: number) => {
    const members = economies.filter((one) => one.year === year).map((one) => one.value);
    const parts = (list?.worldParts ?? []).flatMap((codes) => {
      const values = codes.flatMap((code) => now.get(code)?.get(year) ?? []);
      const says = codes.map((code, index) => `${code} ${shortValue(values[index])}`).join(', ');
      return values.length < codes.length ? [] : [{ codes, ...boundsOf(values, isCount), says }];
    });
    if (isCount || members.length < enough) return parts;
    const { low, high } = boundsOf(members, false);
    const says = say`its ${members.length} economies are between ${shortValue(low)} and ${shortValue(high)}`;
    return [...parts, { codes: [], low, high, says }];
  };
  const found = [...(unit === 'states' ? [] : (now.get('WLD') ?? []))].flatMap(([year, value]) => {
    const outside = rangesIn(year).find(
      ({ low, high }) => value < low - rounding || value > high + rounding
    );
    const place = placeOf('WLD', year);
    const at = `WLD${place === undefined ? '' : `, ${rowPosition(place)}`}: ${year} ${shortValue(value)}`;
    return outside ? [{ year, codes: outside.codes, row: `${at}; ${outside.says}` }] : [];
  });
  return doubtIfAny(found, () => ({
    kind: 'world-outside-parts',
    says: say`the world (WLD) is outside the range of its parts in ${yearRuns(found.map(({ year }) => year))}: it or one of them is wrong`,
    rows: firstRows(found.map(({ row }) => row)),
    // The file does not show which is wrong, so no repair is proposed.
    cells: found.flatMap(({ year, codes }) => ['WLD', ...codes].map((iso3) => ({ iso3, year })))
  }));
}

function boundsOf(parts: readonly number[], isCount: boolean) {
  const [low = NaN, high = NaN] = isCount ? [sum(parts) * 0.99, sum(parts) * 1.01] : extent(parts);
  return { low, high };
}
