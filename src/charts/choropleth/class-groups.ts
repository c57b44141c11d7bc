import { groups, sort } from 'd3';
import { fillClass, type MapFrame } from './frame.ts';

/**
 * The class of each economy on one map, by its code; an economy without one is not listed by the
 * map's source.
 */
export type FillClasses = ReadonlyMap<string, string>;

/** Returns the classes of a map. */
export const fillClasses = ({ marks }: MapFrame): FillClasses =>
  new Map(marks.map((mark) => [mark.iso3, fillClass(mark)]));

/** The class of an economy that the source does not list. */
export const unlisted = 'u';

/**
 * Returns places by class, in order; those alike on most of `every` map stand together, which
 * packing writes once.
 */
export function classGroups<Place extends { iso3: string }>(
  places: readonly Place[],
  looks: FillClasses,
  every: readonly FillClasses[]
): [look: string, places: Place[]][] {
  const alike = sort(places, ({ iso3 }) => every.map((one) => one.get(iso3) ?? unlisted).join());
  return sort(
    groups(alike, ({ iso3 }) => looks.get(iso3) ?? unlisted),
    ([look]) => look
  );
}
