import type { Words } from '../../../copy/words.ts';
import type { Language } from '../../../locale/languages.ts';
import { mappable, type MapLayer, type MapSeries, type MapView } from '../frame.ts';
import { decodeSeries, encodeSeries, type SeriesPayload } from './series-payload.ts';

/** A column each, ascending, of the table of each layer. */
type TableYears = Readonly<Partial<Record<MapLayer, readonly number[]>>>;

/** A country of a list: its code and its name. */
type ListedCountry = readonly [iso3: string, name: string];

/** Everything that the script of one map needs: a file of its own, asked for with the script. */
interface MapPayload {
  language: Language;
  view: MapView;
  /** In the order of the list. */
  countries: ListedCountry[];
  tableYears: TableYears;
  layers: SeriesPayload[];
  labels: Record<string, string>;
}

/** What a map carries. */
export interface MapFile {
  layers: MapSeries[];
  words: Words;
  view: MapView;
  countries: ListedCountry[];
  /** The years of the table of each layer. */
  tableYears: TableYears;
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
