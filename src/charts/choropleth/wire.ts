import type { Words } from '../../copy/words.ts';
import type { Language } from '../../locale/languages.ts';
import type { MapLayer, MapSeries, MapView } from './frame.ts';
import { decodeSeries, encodeSeries, type SeriesWire } from './series-wire.ts';

/** Everything the script of one map needs, carried in the page beside it: no request is made. */
interface MapWire {
  language: Language;
  view: MapView;
  layers: SeriesWire[];
  labels: Record<string, string>;
}

/** Labels that only the server speaks stay there. */
const serverOnly = /^map\.(table|views|borders|unit|short|legend|missing\.short)/;

/** Returns the JSON of the layers, the map's labels and the first view, safe inside a `<script>` element. */
export function wireOf(layers: readonly MapSeries[], order: readonly MapLayer[], words: Words, view: MapView): string {
  const wire: MapWire = {
    language: words.language,
    view,
    layers: order.flatMap((layer) => layers.filter(({ indicator }) => indicator === layer).map((series) => encodeSeries(series, layer))),
    labels: Object.fromEntries(Object.entries(words.labels).filter(([key]) => key.startsWith('map.') && !serverOnly.test(key)))
  };
  return JSON.stringify(wire).replaceAll('<', '\\u003c');
}

/**
 * Returns what `wireOf` wrote; `countries` are the names the page's own list shows.
 * @throws SyntaxError when the text is not JSON.
 */
export function readWire(text: string, countries: Words['countries']): { layers: MapSeries[]; words: Words; view: MapView } {
  const wire = JSON.parse(text) as MapWire;
  return { layers: wire.layers.map(decodeSeries), words: { language: wire.language, labels: wire.labels, countries }, view: wire.view };
}
