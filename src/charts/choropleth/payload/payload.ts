import type { Words } from '../../../copy/words.ts';
import type { Language } from '../../../locale/languages.ts';
import { mappable, type MapLayer, type MapSeries, type MapView } from '../frame.ts';
import { decodeSeries, encodeSeries, type SeriesPayload } from './series-payload.ts';

/** What a map carries: a file of its own, asked for with the script. */
export interface MapFile {
  layers: MapSeries[];
  words: Words;
  view: MapView;
  /** In the order of the list. */
  countries: (readonly [iso3: string, name: string])[];
  /** The years of the table of each layer, ascending. */
  tableYears: Readonly<Partial<Record<MapLayer, readonly number[]>>>;
}

/** The same as it is written. */
interface MapPayload extends Omit<MapFile, 'layers' | 'words'> {
  language: Language;
  layers: SeriesPayload[];
  labels: Record<string, string>;
}

/** Labels that a script speaks: on the map, in its table, and where a reader looks up a country or says a place. Those that only the server speaks stay there. */
const spoken =
  /^(map\.(?!views|borders|unit|short|legend|limit$|place|control\.(?!pause|country|choose))|table\.|place\.(?!title|lead|table|limits)|lookup\.|country\.unread$)/;

/** Returns the JSON of a map, its labels cut to those that its script speaks and those that other pictures speak, safe inside a `<script>` element. */
export function payloadOf({ layers, words, view, countries, tableYears }: MapFile, alsoSpoken: readonly RegExp[]): string {
  const payload: MapPayload = {
    language: words.language,
    view,
    countries,
    tableYears,
    layers: mappable.flatMap((layer) => layers.filter(({ indicator }) => indicator === layer).map((series) => encodeSeries(series, layer))),
    labels: Object.fromEntries(Object.entries(words.labels).filter(([key]) => [spoken, ...alsoSpoken].some((labels) => labels.test(key))))
  };
  return JSON.stringify(payload).replaceAll('<', '\\u003c');
}

/** Returns what `payloadOf` wrote. @throws SyntaxError when the text is not JSON. */
export function readPayload(text: string): MapFile {
  const { language, labels, ...file } = JSON.parse(text) as MapPayload;
  return { ...file, layers: file.layers.map(decodeSeries), words: { language, labels, countries: Object.fromEntries(file.countries) } };
}
