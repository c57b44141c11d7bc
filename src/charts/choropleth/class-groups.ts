import { groups, sort } from 'd3';
import { fillClass, type MapFrame } from './frame.ts';

/** CSS class by economy; economies that the source does not list are absent. */
export type FillClasses = ReadonlyMap<string, string>;

export const fillClasses = ({ marks }: MapFrame): FillClasses =>
  new Map(marks.map((mark) => [mark.iso3, fillClass(mark)]));

/** The class of an economy that the source does not list. */
const unlisted = 'u';

/** Groups places by class. Places alike on most maps are adjacent, which compresses well. */
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
