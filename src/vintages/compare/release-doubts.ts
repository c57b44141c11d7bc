import { type Release, type Vintage, vintageName } from '../vintage.ts';
import {
  alike,
  allOf,
  cellOf,
  sharedValues,
  type Tables,
  byEconomy,
  scaleOf,
  unchangedMove
} from './by-economy.ts';
import {
  firstRows,
  type Doubt,
  cellPositions,
  doubtIfAny,
  shortValue,
  rowPosition
} from './doubt.ts';
import { say, number, counted } from '#locale/say.ts';
import { greatest, least } from 'd3';
import type { Observation } from '#sources/source.ts';
import type { FilePosition } from '#sources/source-error.ts';
import type { ReleaseTables } from './value-doubts.ts';
import {
  codesByName,
  kindIn,
  plainName,
  type Listed,
  type PublisherList
} from '#sources/publisher-list.ts';

export interface ListKnown {
  list: PublisherList | undefined;
  /** The names in the nearest kept release, by code, if it recorded them. */
  before: Readonly<Record<string, string>> | undefined;
}

export function listDoubts(listed: readonly Listed[], { list, before = {} }: ListKnown) {
  const known = new Map<string, string[]>(
    Object.entries(before).map(([iso3, name]) => [iso3, [name]])
  );
  for (const [iso3, names] of [...(list?.economies ?? []), ...(list?.groups ?? [])])
    known.set(iso3, [...(known.get(iso3) ?? []), ...names]);
  const owners = codesByName(known);
  const named = listed.flatMap(({ iso3, name, ...place }) => {
    const names = known.get(iso3) ?? [];
    if (name === '' || names.length === 0 || names.map(plainName).includes(plainName(name)))
      return [];
    const owner = owners.get(plainName(name));
    const row = say`${iso3}, ${rowPosition(place)}: “${name}”${owner === undefined ? '' : say`, the name of ${owner}`}; before: “${names[0]}”`;
    return [{ owner, row }];
  });
  const swapped = named.filter(({ owner }) => owner !== undefined);
  const renamed = named.filter(({ owner }) => owner === undefined);
  const came = listed.filter(
    ({ iso3 }) => list && kindIn(list, iso3) === 'aggregate' && !known.has(iso3)
  );
  return [
    ...doubtIfAny(swapped, () => ({
      kind: 'names-swapped',
      says: say`${counted(swapped.length, 'row has', 'rows have')} the code of one place and the name of another: a name, a code or a row may have been moved`,
      rows: firstRows(swapped.map(({ row }) => row)),
      cells: []
    })),
    ...doubtIfAny(renamed, () => ({
      kind: 'new-names',
      says: say`${counted(renamed.length, 'name is', 'names are')} new; figures are joined on codes, and the story has its own names`,
      rows: firstRows(
        renamed.map(({ row }) => row),
        12
      ),
      cells: []
    })),
    ...doubtIfAny(came, () => ({
      kind: 'group-new',
      says: say`${counted(came.length, 'code is', 'codes are')} new and kept as a group; if it is an economy, or here to stay, add it to ${list!.file}`,
      rows: firstRows(
        came.map(({ iso3, name, ...place }) => `${iso3} (${name}), ${rowPosition(place)}`)
      ),
      cells: []
    }))
  ];
}

type PlaceOf = (iso3: string, year: number) => FilePosition | undefined;

function valueRow({ iso3, year, value }: Omit<Observation, 'status'>, placeOf: PlaceOf) {
  const place = placeOf(iso3, year);
  return `${iso3}, ${cellPositions(place ? [place] : [])}: ${year} ${shortValue(value)}`;
}

/** Kept releases of other publishers, and how far a value may be from the nearest of them. */
export interface SameMeasure {
  vintages: readonly Vintage[];
  tolerance: number;
}

/**
 * Doubts values that stand as in the release before, or in a first release, and that no release of
 * another publisher has: an error that is repeated does not move, so no other check sees it. A
 * value that moved is a revision, which others do not have yet. A value is known if an older
 * release of another publisher contradicted it already when the release before was kept.
 */
export function unlikeOthers(
  later: ReleaseTables,
  earlier: ReleaseTables | undefined,
  { vintages, tolerance }: SameMeasure,
  placeOf: PlaceOf
) {
  const scale = scaleOf(later.unit);
  const before = earlier && byEconomy(allOf(earlier));
  const others = vintages.map((vintage) => ({
    name: vintageName(vintage),
    isOlder: earlier !== undefined && vintage.release <= earlier.release,
    values: byEconomy(allOf(vintage))
  }));
  const apart = (one: number, other: number) => Math.abs(scale(one) - scale(other));
  const found = allOf(later).flatMap(({ iso3, year, value }) => {
    const was = before?.get(iso3)?.get(year);
    if (before && (was === undefined || apart(value, was) > unchangedMove)) return [];
    const nearest = least(
      others.flatMap(({ name, values }) => {
        const other = values.get(iso3)?.get(year);
        return other === undefined ? [] : [{ name, other, size: apart(value, other) }];
      }),
      ({ size }) => size
    );
    const isKnown = others.some(({ isOlder, values }) => isOlder && values.get(iso3)?.has(year));
    return nearest && nearest.size > tolerance ? [{ iso3, year, value, ...nearest, isKnown }] : [];
  });
  found.sort((one, other) => other.size - one.size);
  const sources = [...new Set(vintages.map(({ source }) => source))].join(', ');
  const isCount = later.unit === 'people' || later.unit === 'states';
  const by = isCount ? `${tolerance}%` : say`${tolerance} points`;
  const since = earlier
    ? say`and did not move since ${earlier.release}`
    : say`and no older release is kept`;
  const doubtOf = (some: typeof found, isKnown: boolean) => ({
    kind: 'unlike-others',
    says: isKnown
      ? say`${counted(some.length, 'value differs', 'values differ')} by more than ${by} from every release of ${sources}, as in ${earlier!.release} already`
      : say`${counted(some.length, 'value differs', 'values differ')} by more than ${by} from every release of ${sources}, ${since}: an error may be repeated in each release`,
    rows: firstRows(
      some.map(
        ({ name, other, ...one }) =>
          `${valueRow(one, placeOf)}; ${say`nearest in ${name}: ${shortValue(other)}`}`
      )
    ),
    cells: some.map(cellOf),
    ...(isKnown && { isKnown })
  });
  return [true, false].flatMap((isKnown) =>
    doubtIfAny(
      found.filter((one) => one.isKnown === isKnown),
      (some) => doubtOf([...some], isKnown)
    )
  );
}

/** Kept releases share at most 95 % of their values (World Bank, 2018-08-28 and 2019-01-30). */
const nearlyAll = 0.99;

/** Doubts a release whose values are those of another day: the day may be wrong. */
export function sameValues(later: ReleaseTables, kept: readonly Vintage[]): Doubt[] {
  const values = allOf(later);
  const shares = kept.map((other) => {
    const before = allOf(other);
    const same = sharedValues(before, values).filter((one) => alike(one.before, one.after)).length;
    return { release: other.release, same, of: Math.max(before.length, values.length) };
  });
  const nearest = greatest(shares, ({ same, of }) => same / of);
  if (!nearest || nearest.same < nearlyAll * nearest.of) return [];
  const { release, same, of } = nearest;
  const all = same === of ? say`all ${number(of)}` : say`${number(same)} of ${number(of)}`;
  return [
    {
      kind: 'same-values',
      says: say`these are the values of ${release}, ${all}: it may be that file again, and ${later.release} the wrong day`,
      rows: [],
      cells: []
    }
  ];
}

/** Doubts values of a year that was not over on the day of release; a treaty counts every day. */
export function unfinishedYear(later: ReleaseTables, placeOf: PlaceOf) {
  const { release, unit } = later;
  const last = Number(release.slice(0, 4));
  if (unit === 'states' || release.endsWith('-12-31')) return [];
  return doubtIfAny(
    allOf(later).filter(({ year }) => year >= last),
    (early) => ({
      kind: 'unfinished-year',
      says: say`the release ${release} is before the end of ${last}, for which the file has ${counted(early.length, 'value')}: the day or the year may be wrong`,
      rows: firstRows(early.map((one) => valueRow(one, placeOf))),
      cells: early.map(cellOf)
    })
  );
}

/** The rest of the changes may be the publisher's own. */
const most = 0.9;
/** Fewer values may agree by chance. */
const enough = 4;

/** True for a value rounded or cut to its own last digit: 73 or 72 for 72.781. */
function isRounded(value: number, was: number) {
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const lastDigit = 10 ** (Number(power) - (digits.split('.')[1] ?? '').length);
  const isCut = Math.abs(value) < Math.abs(was);
  const farthest = isCut ? lastDigit * (1 - 1e-9) : (lastDigit / 2) * (1 + 1e-9);
  return Math.abs(value - was) <= farthest;
}

/** Doubts a release with fewer digits than the older one: no value moves far enough for a leap. */
export function roundedDoubts(later: Tables, earlier: Tables & { release: Release }): Doubt[] {
  const shared = sharedValues(allOf(earlier), allOf(later));
  const changed = shared.filter(({ before, after }) => !alike(before, after));
  const rounded = changed.filter(({ before, after }) => isRounded(after, before));
  if (
    rounded.length < enough ||
    changed.length <= shared.length / 2 ||
    rounded.length < most * changed.length
  )
    return [];
  return [
    {
      kind: 'rounded',
      says: say`${number(rounded.length)} of ${number(shared.length)} values are those of ${earlier.release} with fewer digits: a spreadsheet may have saved the file; download it again and do not open it`,
      rows: firstRows(
        rounded.map(
          ({ iso3, year, before, after }) =>
            say`${iso3} ${year}: ${after}; in ${earlier.release} ${before}`
        )
      ),
      cells: rounded.map(cellOf)
    }
  ];
}
