import { ascending } from 'd3';
import { fillClass, type MapFrame } from './frame.ts';

/** The class of each economy on one map, by its code; an economy without one is not listed by the map's source. */
export type Looks = ReadonlyMap<string, string>;

/** Returns the classes of a map. */
export const looksOf = ({ marks }: MapFrame): Looks => new Map(marks.map((mark) => [mark.iso3, fillClass(mark)]));

/** The class of an economy that the source does not list. */
export const unlisted = 'u';

/**
 * Returns places by their class, the classes in order. Places that fill alike on most of the maps stand together, which packing writes once.
 * @param looks of the map that is drawn. @param every the looks of all maps on the page, those that should tell most first.
 */
export function classGroups<Place extends { iso3: string }>(
  places: readonly Place[],
  looks: Looks,
  every: readonly Looks[]
): [look: string, places: Place[]][] {
  const like = new Map(places.map(({ iso3 }) => [iso3, every.map((one) => one.get(iso3) ?? unlisted).join()]));
  const groups = new Map<string, Place[]>();
  for (const place of [...places].sort((a, b) => ascending(like.get(a.iso3), like.get(b.iso3)))) {
    const look = looks.get(place.iso3) ?? unlisted;
    groups.set(look, [...(groups.get(look) ?? []), place]);
  }
  return [...groups].sort(([a], [b]) => ascending(a, b));
}
