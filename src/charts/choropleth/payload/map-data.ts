import { countryName, type Words } from '#copy/words.ts';
import { locales } from '#locale/languages.ts';
import { figures } from '../../figures.ts';
import { mappable } from '../frame.ts';
import { tableYears } from '../table/table.ts';
import type { MapPayload } from './payload.ts';
import { encodeSeries, toCharacter } from './series-payload.ts';
import {
  layerOf,
  mappedEconomies,
  newestView,
  worldGeometry,
  type MapData
} from '../geometry/world.ts';

const mapLabels = [
  /^map\.(?!views|borders|unit|older|instruction|legend\.[^m]|limit$|place|.*4g$)/,
  /^table\.(box|none)$/,
  /^place\.(?!title|table|limits|private|share)/,
  /^lookup\.(?!title|lead|csv|release)/,
  /^country\.unread$/
];

function encodeNeighbours(groups: readonly string[], codes: readonly string[]) {
  const others = new Map(groups.map((group) => [group.slice(0, 3), group.match(/.../g)!.slice(1)]));
  const rows = codes.map((code, row) =>
    (others.get(code) ?? [])
      .map((other) => codes.indexOf(other) - row)
      .filter((step) => step > 0)
      .map(toCharacter)
  );
  return rows
    .map((row) => row.join(''))
    .join(' ')
    .trimEnd();
}

/** JSON that is safe inside `<script>`. */
export function mapData(data: MapData, words: Words) {
  const { compare } = new Intl.Collator(locales[words.language]);
  const kept = [...mapLabels, ...figures.flatMap((figure) => figure.clientLabels ?? [])];
  const payload: MapPayload = {
    language: words.language,
    view: newestView(data, 'internet-use'),
    countries: mappedEconomies(data)
      .map((iso3) => [iso3, countryName(words, iso3)] as const)
      .sort(([, one], [, other]) => compare(one, other)),
    neighbours: encodeNeighbours(worldGeometry(data).neighbours, mappedEconomies(data)),
    tableYears: Object.fromEntries(mappable.map((layer) => [layer, tableYears(data, layer)])),
    layers: mappable.map((layer) => encodeSeries(layerOf(data, layer), layer)),
    labels: Object.fromEntries(
      Object.entries(words.labels).filter(([key]) => kept.some((labels) => labels.test(key)))
    )
  };
  return JSON.stringify(payload).replaceAll('<', '\\u003c');
}
