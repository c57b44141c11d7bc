import { greatest } from 'd3';
import { counted, number } from '../../locale/counted.ts';
import { say } from '../../locale/say.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import type { Vintage } from '../vintage.ts';
import { alike, allOf, sharedValues } from './by-economy.ts';
import { cellPositions, doubtIfAny, firstRows, shortValue, type Doubt } from './doubt.ts';
import type { ReleaseTables } from './value-doubts.ts';

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
export function unfinishedYear(
  later: ReleaseTables,
  placeOf: (iso3: string, year: number) => FilePosition | undefined
): Doubt[] {
  const { release, unit } = later;
  const last = Number(release.slice(0, 4));
  if (unit === 'states' || release.endsWith('-12-31')) return [];
  return doubtIfAny(
    allOf(later).filter(({ year }) => year >= last),
    (early) => ({
      kind: 'unfinished-year',
      says: say`the release ${release} is before the end of ${last}, for which the file has ${counted(early.length, 'value')}: the day or the year may be wrong`,
      rows: firstRows(
        early.map(({ iso3, year, value }) => {
          const place = placeOf(iso3, year);
          return `${iso3}, ${cellPositions(place ? [place] : [])}: ${year} ${shortValue(value)}`;
        })
      ),
      cells: early.map(({ iso3, year }) => ({ iso3, year }))
    })
  );
}
