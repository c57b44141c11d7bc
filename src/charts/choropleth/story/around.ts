import { speak, type Words } from '../../../copy/words.ts';
import { formatList } from '../../../locale/numbers.ts';
import { markIn, toTenths, type MapFrame } from '../frame.ts';
import { shortShare } from '../describe.ts';

/** Compares a place with its neighbours by land, in words. Places without a name are left out. */
export function tellAround(groups: readonly string[], words: Words) {
  const around = new Map<string, string[]>();
  const join = (one: string, other: string) => around.set(one, [...(around.get(one) ?? []), other]);
  for (const group of groups) {
    const [first = '', ...others] = group.match(/.../g) ?? [];
    for (const other of others.filter((code) => words.countries[code] && words.countries[first])) {
      join(first, other);
      join(other, first);
    }
  }
  const valueIn = (frame: MapFrame, iso3: string) => markIn(frame, iso3)?.value ?? undefined;
  const counted = (frame: MapFrame, iso3: string) =>
    (around.get(iso3) ?? []).filter((other) => valueIn(frame, other) !== undefined);

  return {
    /** How many neighbours have more and less, in tenths of a percent. */
    compare(frame: MapFrame, iso3: string): string {
      if (!around.has(iso3)) return speak(words, 'map.around.none');
      const own = valueIn(frame, iso3);
      const others = counted(frame, iso3).map((other) => toTenths(valueIn(frame, other)!));
      if (own === undefined) return speak(words, 'map.around.count', { of: others.length });
      const above = others.filter((tenths) => tenths > toTenths(own)).length;
      const below = others.filter((tenths) => tenths < toTenths(own)).length;
      return speak(words, 'map.around', { of: others.length, above, below });
    },
    /** The neighbours with their figures, in alphabetical order. */
    list(frame: MapFrame, iso3: string): string {
      const { compare } = new Intl.Collator(words.language);
      const named = counted(frame, iso3)
        .map((other) => `${words.countries[other]} ${shortShare(markIn(frame, other), words)}`)
        .sort(compare);
      return named.length > 0
        ? formatList(named, words.language, 'unit')
        : speak(words, 'map.around.none');
    }
  };
}
