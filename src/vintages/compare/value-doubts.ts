import { extent, sum } from 'd3';
import { counted, number } from '../../locale/counted.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import type { Unit } from '../../sources/source.ts';
import {
  alike,
  byEconomy,
  yearsByPlace,
  unchangedMove,
  scaleOf,
  sharedYears,
  type PlaceRow
} from './by-economy.ts';
import { copiedYears } from './copied-years.ts';
import {
  doubtIfAny,
  firstRows,
  mergeRepeated,
  rowPosition,
  cellPositions,
  shortValue,
  valuesAround,
  yearRuns
} from './doubt.ts';
import type { Doubt, RepeatableDoubt, Values } from './doubt.ts';
import { leapDoubt, leapsOf, spikesOf } from './leaps.ts';
import type { ListKnown } from './list-doubts.ts';
import type { Release, Vintage } from '../vintage.ts';

export type ReleaseTables = Pick<Vintage, 'release' | 'unit' | 'economies' | 'aggregates'>;

export interface ValueContext extends Pick<ListKnown, 'list' | 'consequence'> {
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
/** Tolerance for a publisher's rounding. */
const rounding = 0.15;

const same = (one: number | undefined, other: number | undefined) =>
  one !== undefined && other !== undefined && alike(one, other);

const factorWords = (factor: number) =>
  factor > 1
    ? `${factor} times`
    : `a ${{ 0.1: 'tenth', 0.01: 'hundredth' }[factor] ?? 'thousandth'} of`;

const near = (ratio: number, factor: number) => Math.abs(ratio / factor - 1) <= 0.02;

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
  const now = byEconomy([...later.economies, ...later.aggregates]);
  const before = byEconomy([...(earlier?.economies ?? []), ...(earlier?.aggregates ?? [])]);
  const rows: PlaceRow[] = [...now].map(([iso3, values]) => ({
    iso3,
    now: values,
    before: before.get(iso3)
  }));
  const lastYear = Math.max(...[...now.values()].flatMap((values) => [...values.keys()]));
  const where = (iso3: string, years: readonly number[]) =>
    cellPositions(years.flatMap((year) => context.placeOf(iso3, year) ?? []));
  const beside = (iso3: string, years: readonly number[], other = iso3): string[] => [
    `${iso3}, ${where(iso3, years)}: ${valuesAround(now.get(iso3), years, lastYear)}`,
    ...(earlier
      ? [`${other} in ${earlier.release}: ${valuesAround(before.get(other), years, lastYear)}`]
      : [])
  ];

  const whole = rows.flatMap((row): (RepeatableDoubt & { iso3: string })[] => {
    const found = earlier && wholeRow(row, before, earlier.release, scaleOf(unit), context.says);
    if (found === undefined) return [];
    const { other, ...seems } = found;
    const years = [...row.now.keys()];
    return [
      {
        iso3: row.iso3,
        ...seems,
        rows: beside(row.iso3, years, other),
        cells: years.map((year) => ({ iso3: row.iso3, year }))
      }
    ];
  });
  const handled = new Set(whole.map(({ iso3 }) => iso3));
  const zeros = rows.flatMap((row): RepeatableDoubt[] => {
    const [newest, last] = [...row.now].slice(-2).reverse();
    if (!newest || !last || newest[1] !== 0 || last[1] <= something[unit]) return [];
    const [year] = newest;
    return [
      {
        kind: 'newest-zero',
        says: `${context.says(row.iso3)} is 0 in ${year}, after ${shortValue(last[1])} in ${last[0]}: it may mean no figure`,
        group: String(year),
        together: (count) =>
          `${count} places are 0 in ${year}, after more in an earlier year: zeros may mean no figure`,
        rows: beside(row.iso3, [year]),
        cells: [{ iso3: row.iso3, year }],
        repair: { iso3: row.iso3, year, expects: 0 }
      }
    ];
  });
  const seen = new Set(
    zeros.flatMap(({ cells }) => cells.map(({ iso3, year }) => `${iso3} ${year}`))
  );
  const leaps = rows
    .filter(({ iso3 }) => !handled.has(iso3))
    // A newest zero is doubted already.
    .map((row) => ({
      ...row,
      now: new Map([...row.now].filter(([year]) => !seen.has(`${row.iso3} ${year}`)))
    }))
    .flatMap((row) => (earlier ? leapsOf(row, unit) : spikesOf(row, unit)))
    .sort((one, other) => other.size - one.size);
  const telling = { beside, cell: (iso3: string, year: number) => where(iso3, [year]) };
  const leapDoubts = doubtIfAny(leaps, () => leapDoubt(leaps, telling, unit, earlier?.release));
  const doubted = [...whole, ...zeros, ...leapDoubts].flatMap(({ cells }) =>
    cells.map(({ iso3, year }) => `${iso3} ${year}`)
  );
  return [
    ...mergeRepeated(whole.map(({ iso3: _iso3, ...doubt }) => doubt)),
    ...mergeRepeated(zeros),
    ...copiedYears(rows, unit, beside, earlier?.release),
    ...leapDoubts,
    ...(earlier
      ? groupsMoved(
          later,
          rows,
          { beside, earlier: earlier.release, doubted: new Set(doubted) },
          context
        )
      : []),
    ...(earlier ? appeared(rows, beside, earlier.release) : []),
    ...(earlier ? withdrawn(later, earlier, context) : []),
    ...worldOutside(later, now, context)
  ];
}

/** Detects a row that was shifted, scaled or swapped with another. */
function wholeRow(
  { iso3, now, before }: PlaceRow,
  all: ReadonlyMap<string, Values>,
  release: Release,
  scale: (value: number) => number,
  says: (iso3: string) => string
):
  | (Pick<RepeatableDoubt, 'says' | 'kind' | 'group' | 'together'> & { other?: string })
  | undefined {
  if (before === undefined) return undefined;
  const shared = sharedYears(now, before);
  const own = shared.filter(
    ({ value, was }) => Math.abs(scale(value) - scale(was)) <= unchangedMove
  ).length;
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
  for (const shift of exactly > shared.length / 2 ? [] : [1, -1]) {
    if (agrees(before, shift)) {
      const when = shift > 0 ? 'late' : 'early';
      return {
        kind: 'row-shifted',
        says: `${says(iso3)} has the figures of ${release} a year ${when}: its row may have shifted by a cell`,
        group: when,
        together: (count) =>
          `${count} places have the figures of ${release} a year ${when}: the header or the rows may have shifted by a cell`
      };
    }
  }
  const positive = shared.filter(({ value, was }) => was > 0 && value > 0);
  for (const factor of factors) {
    const scaled = positive.filter(({ value, was }) => near(value / was, factor));
    if (scaled.length >= pattern && scaled.length >= most * positive.length)
      return {
        kind: 'row-scaled',
        says: `${says(iso3)} has ${factorWords(factor)} the figures of ${release}: it may be in another unit`,
        group: factorWords(factor),
        together: (count) =>
          `${count} places have ${factorWords(factor)} the figures of ${release}: they may be in another unit`
      };
  }
  if (own > shared.length / 2) return undefined;
  const other = [...all].find(([code, values]) => code !== iso3 && agrees(values, 0));
  return (
    other && {
      kind: 'rows-swapped',
      says: `${says(iso3)} has the figures of ${says(other[0])} in ${release}: rows may have been swapped`,
      group: '',
      together: (count) =>
        `${count} places have the figures of others in ${release}: rows may have been swapped or moved`,
      other: other[0]
    }
  );
}

/** Doubts places that had no value: it may belong to another row. */
function appeared(
  rows: readonly PlaceRow[],
  beside: (iso3: string, years: readonly number[]) => string[],
  release: Release
): Doubt[] {
  const fresh = rows.filter(({ before }) => before === undefined);
  return doubtIfAny(fresh, () => ({
    kind: 'first-values',
    says: `${counted(fresh.length, 'place has', 'places have')} values for the first time, and none in ${release}`,
    rows: firstRows(fresh.flatMap(({ iso3, now }) => beside(iso3, [...now.keys()]).slice(0, 1))),
    cells: fresh.flatMap(({ iso3, now }) => [...now.keys()].map((year) => ({ iso3, year })))
  }));
}

/** The world first, then what the story uses. */
const rankIn = (consequence: ValueContext['consequence']) => (iso3: string) =>
  iso3 === 'WLD' ? 0 : consequence(iso3).startsWith('it is used') ? 1 : 2;

/** Doubts groups that moved far, in values that are not doubted already. */
function groupsMoved(
  { unit, aggregates }: ReleaseTables,
  rows: readonly PlaceRow[],
  found: {
    beside(iso3: string, years: readonly number[]): string[];
    earlier: Release;
    doubted: ReadonlySet<string>;
  },
  { consequence }: ValueContext
): Doubt[] {
  const scale = scaleOf(unit);
  const groups = new Set(aggregates.map(({ iso3 }) => iso3));
  const rank = rankIn(consequence);
  // A state once bound stays so: another count is a missing row or another date. The 1e-6 makes
  // 21.4 → 26.4 five points despite floating point.
  const movedFar = (value: number, was: number) =>
    unit === 'states' ? value !== was : Math.abs(scale(value) - scale(was)) + 1e-6 >= farOfGroup;
  const moved = rows
    .filter(({ iso3 }) => groups.has(iso3))
    .map(({ iso3, now, before }) => ({
      iso3,
      years: sharedYears(now, before ?? new Map())
        .filter(
          ({ year, value, was }) => !found.doubted.has(`${iso3} ${year}`) && movedFar(value, was)
        )
        .map(({ year }) => year)
    }))
    .filter(({ years }) => years.length > 0)
    .sort(
      (one, other) => rank(one.iso3) - rank(other.iso3) || other.years.length - one.years.length
    );
  const count = sum(moved, ({ years }) => years.length);
  const size = unit === 'people' ? 'a twentieth' : '5 points';
  return doubtIfAny(moved, () => ({
    kind: unit === 'states' ? 'states-changed' : 'groups-moved',
    says:
      unit === 'states'
        ? `${counted(count, 'count')} of bound states ${count === 1 ? 'differs' : 'differ'} from ${found.earlier}: a state may be missing, or have another date`
        : `${counted(count, 'value')} of the world, regions and groups moved by ${size} or more since ${found.earlier}`,
    rows: firstRows(
      moved.map(({ iso3, years }) =>
        `${found.beside(iso3, years).join('\n')}; ${consequence(iso3)}`.split('\n')
      )
    ),
    cells: moved.flatMap(({ iso3, years }) => years.map((year) => ({ iso3, year })))
  }));
}

function withdrawn(
  later: ReleaseTables,
  earlier: ReleaseTables,
  { says, consequence }: ValueContext
): Doubt[] {
  const [firstYear = Infinity, lastYear = 0] = extent(
    [...later.economies, ...later.aggregates],
    ({ year }) => year
  );
  const rank = rankIn(consequence);
  const gone = (kind: 'economies' | 'aggregates', of: string): Doubt[] => {
    const kept = new Set(later[kind].map(({ iso3, year }) => `${iso3} ${year}`));
    const lost = earlier[kind].filter(({ iso3, year }) => !kept.has(`${iso3} ${year}`));
    if (lost.length === 0) return [];
    const rows = [...yearsByPlace(lost)]
      .sort(
        ([one, years], [other, otherYears]) =>
          rank(one) - rank(other) || otherYears.length - years.length
      )
      .map(([iso3, years]) => {
        const all = lost
          .filter((one) => one.iso3 === iso3)
          .map(({ year, value }) => `${year} ${shortValue(value)}`);
        const used = kind === 'aggregates' ? `; ${consequence(iso3)}` : '';
        return `${says(iso3)} in ${earlier.release}, ${yearRuns(years)}: ${(all.length <= 6 ? all : [...all.slice(0, 3), '…', ...all.slice(-3)]).join(', ')}${used}`;
      });
    const nothing = lost.filter(({ value }) => value === 0).length;
    const range = earlier[kind].some(({ year }) => year < firstYear || year > lastYear)
      ? `; this file only has the years ${firstYear} to ${lastYear}`
      : '';
    const isPart = kind === 'economies' && lost.length > mostWithdrawn * earlier[kind].length;
    return [
      {
        kind:
          kind === 'aggregates'
            ? 'group-values-withdrawn'
            : isPart
              ? 'many-values-withdrawn'
              : 'values-withdrawn',
        says: `${number(lost.length)} of the ${number(earlier[kind].length)} ${of} of ${earlier.release} ${lost.length === 1 ? 'is' : 'are'} gone${
          nothing > 0 ? `, ${number(nothing)} of them 0` : ''
        }${range}${isPart ? ': it may be a part of the file' : ''}`,
        rows: firstRows(rows),
        cells: lost.map(({ iso3, year }) => ({ iso3, year }))
      }
    ];
  };
  return [...gone('economies', 'values'), ...gone('aggregates', 'values of the world and groups')];
}

/** Doubts a world outside the range of the groups that make it up, or else of all economies. */
function worldOutside(
  { unit, economies }: ReleaseTables,
  now: ReadonlyMap<string, Values>,
  { list, placeOf }: ValueContext
): Doubt[] {
  const world = now.get('WLD');
  if (world === undefined || unit === 'states') return [];
  const isCount = unit === 'people';
  const found = [...world].flatMap(
    ([year, value]): { year: number; codes: readonly string[]; row: string }[] => {
      const place = placeOf('WLD', year);
      const at = `WLD${place === undefined ? '' : `, ${rowPosition(place)}`}: ${year} ${shortValue(value)}`;
      for (const codes of list?.worldParts ?? []) {
        const parts = codes.flatMap((code) => now.get(code)?.get(year) ?? []);
        if (parts.length < codes.length) continue;
        const [low, high] = boundsOf(parts, isCount);
        if (value < low - rounding || value > high + rounding)
          return [
            {
              year,
              codes,
              row: `${at}; ${codes.map((code, index) => `${code} ${shortValue(parts[index])}`).join(', ')}`
            }
          ];
      }
      const members = economies.filter((one) => one.year === year).map((one) => one.value);
      if (isCount || members.length < enough) return [];
      const [low, high] = boundsOf(members, false);
      return value < low - rounding || value > high + rounding
        ? [
            {
              year,
              codes: [],
              row: `${at}; its ${members.length} economies are between ${shortValue(low)} and ${shortValue(high)}`
            }
          ]
        : [];
    }
  );
  return doubtIfAny(found, () => ({
    kind: 'world-outside-parts',
    says: `the world (WLD) is outside the range of its parts in ${yearRuns(found.map(({ year }) => year))}: it or one of them is wrong`,
    rows: firstRows(found.map(({ row }) => row)),
    // The file does not show which is wrong, so no repair is proposed.
    cells: found.flatMap(({ year, codes }) => ['WLD', ...codes].map((iso3) => ({ iso3, year })))
  }));
}

function boundsOf(parts: readonly number[], isCount: boolean): [number, number] {
  const [low = NaN, high = NaN] = isCount ? [sum(parts) * 0.99, sum(parts) * 1.01] : extent(parts);
  return [low, high];
}
