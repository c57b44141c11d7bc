import { speak, type Words } from '#copy/words.ts';
import { formatList } from '#locale/numbers.ts';
import { markIn, toTenths, type MapFrame } from '../frame.ts';
import { shortShare } from '../describe.ts';
import { fromCharacter } from '../payload/series-payload.ts';

/** Compares a place with its neighbours by land, in words. `rows` is `neighbours` of the map. */
export function tellAround(rows: string, words: Words) {
  const codes = Object.keys(words.countries).sort();
  const around = new Map<string, string[]>();
  const join = (one: string, other: string) => around.set(one, [...(around.get(one) ?? []), other]);
  rows.split(' ').forEach((row, at) => {
    for (const step of row) {
      const [one, other] = [codes[at]!, codes[at + fromCharacter(step)]!];
      join(one, other);
      join(other, one);
    }
  });
  const valueIn = (frame: MapFrame, iso3: string) => markIn(frame, iso3)?.value ?? undefined;
  const counted = (frame: MapFrame, iso3: string) =>
    (around.get(iso3) ?? []).filter((other) => valueIn(frame, other) !== undefined);

  return {
    compare(frame: MapFrame, iso3: string) {
      const own = valueIn(frame, iso3);
      const others = counted(frame, iso3).map((other) => toTenths(valueIn(frame, other)!));
      if (own === undefined || others.length === 0) return '';
      const above = others.filter((tenths) => tenths > toTenths(own)).length;
      const below = others.filter((tenths) => tenths < toTenths(own)).length;
      return speak(words, 'map.around', { of: others.length, above, below });
    },
    list(frame: MapFrame, iso3: string) {
      const { compare } = new Intl.Collator(words.language);
      const named = counted(frame, iso3)
        .map((other) => `${words.countries[other]} ${shortShare(markIn(frame, other), words)}`)
        .sort(compare);
      return formatList(named, words.language, 'unit');
    }
  };
}
