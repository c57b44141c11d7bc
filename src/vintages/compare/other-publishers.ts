import { least } from 'd3';
import { counted } from '../../locale/counted.ts';
import { say } from '../../locale/say.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import { vintageName, type Vintage } from '../vintage.ts';
import { allOf, byEconomy, scaleOf, unchangedMove } from './by-economy.ts';
import { cellPositions, doubtIfAny, firstRows, shortValue, type Doubt } from './doubt.ts';
import type { ReleaseTables } from './value-doubts.ts';

/** Kept releases of other publishers, and how far a value may be from the nearest of them. */
export interface SameMeasure {
  vintages: readonly Vintage[];
  tolerance: number;
}

/**
 * Doubts values that stand as in the release before, or in a first release, and that no release of
 * another publisher has: an error that is repeated does not move, so no other check sees it. A
 * value that moved is a revision, which others do not have yet.
 */
export function unlikeOthers(
  later: ReleaseTables,
  earlier: ReleaseTables | undefined,
  { vintages, tolerance }: SameMeasure,
  placeOf: (iso3: string, year: number) => FilePosition | undefined
): Doubt[] {
  const scale = scaleOf(later.unit);
  const before = earlier && byEconomy(allOf(earlier));
  const others = vintages.map((vintage) => ({
    name: vintageName(vintage),
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
    return nearest && nearest.size > tolerance ? [{ iso3, year, value, ...nearest }] : [];
  });
  found.sort((one, other) => other.size - one.size);
  const sources = [...new Set(vintages.map(({ source }) => source))].join(', ');
  const isCount = later.unit === 'people' || later.unit === 'states';
  const by = isCount ? `${tolerance}%` : say`${tolerance} points`;
  const since = earlier
    ? say`and did not move since ${earlier.release}`
    : say`and no older release is kept`;
  return doubtIfAny(found, () => ({
    kind: 'unlike-others',
    says: say`${counted(found.length, 'value differs', 'values differ')} by more than ${by} from every release of ${sources}, ${since}: an error may be repeated in each release`,
    rows: firstRows(
      found.map(({ iso3, year, value, name, other }) => {
        const place = placeOf(iso3, year);
        return `${iso3}, ${cellPositions(place ? [place] : [])}: ${year} ${shortValue(value)}; ${say`nearest in ${name}: ${shortValue(other)}`}`;
      })
    ),
    cells: found.map(({ iso3, year }) => ({ iso3, year }))
  }));
}
