import type { Words } from '#copy/words.ts';
import type { Language } from '#locale/languages.ts';
import type { MapLayer, MapSeries, MapView } from '../frame.ts';
import { decodeSeries, type SeriesPayload } from './series-payload.ts';

export interface MapFile {
  layers: MapSeries[];
  words: Words;
  view: MapView;
  /** In the order of the list. */
  countries: (readonly [iso3: string, name: string])[];
  /**
   * Land neighbours, not in a card: for each country by code, the distance in that order to each
   * later neighbour, as characters.
   */
  neighbours?: string;
  tableYears: Readonly<Partial<Record<MapLayer, readonly number[]>>>;
}

export interface MapPayload extends Omit<MapFile, 'layers' | 'words'> {
  language: Language;
  layers: SeriesPayload[];
  labels: Record<string, string>;
}

export function readPayload(text: string): MapFile {
  const { language, labels, ...file } = JSON.parse(text) as MapPayload;
  return {
    ...file,
    layers: file.layers.map(decodeSeries),
    words: { language, labels, countries: Object.fromEntries(file.countries) }
  };
}
