import { countryName, type Words } from '../../../copy/words.ts';
import { locales } from '../../../locale/languages.ts';
import { newestYear } from '../../../story/newest-year.ts';
import { figures } from '../../figures.ts';
import { mappable } from '../frame.ts';
import { tableYears } from '../table/table.ts';
import { payloadOf } from './payload.ts';
import { layersOf, mappedEconomies, type MapData } from '../geometry/world.ts';

/** Returns the JSON that brings the map to life, countries in the alphabet. @throws Error when a country has no reviewed name. */
export function mapData(data: MapData, words: Words): string {
  const layers = layersOf(data);
  const collator = new Intl.Collator(locales[words.language]);
  const countries = mappedEconomies(data)
    .map((iso3) => [iso3, countryName(words, iso3)] as const)
    .sort((a, b) => collator.compare(a[1], b[1]));
  const drawn = mappable.filter((layer) => layers.some(({ indicator }) => indicator === layer));
  const years = Object.fromEntries(drawn.map((layer) => [layer, tableYears(data, layer)]));
  const view = { layer: 'internet-use', year: newestYear(data.internetUse) } as const;
  const alsoSpoken = figures.flatMap(({ spoken }) => spoken ?? []);
  return payloadOf({ layers, words, view, countries, tableYears: years }, alsoSpoken);
}
