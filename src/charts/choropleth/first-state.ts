import { choroplethFrame, type MapSeries, type MapView } from './frame.ts';
import type { MapReading } from './map-state.svelte.ts';
import { seriesOf } from './map-painter.ts';

/** Returns the controls' state before the reader has done anything: the same on the server and when the browser takes over. */
export function firstState(layers: readonly MapSeries[], view: MapView): MapReading {
  const series = seriesOf(layers, view);
  const shown = choroplethFrame(series, view).view;
  return {
    view: shown,
    first: series.years[0] ?? shown.year,
    last: series.years.at(-1) ?? shown.year,
    playing: false,
    picked: null,
    mark: null,
    countries: [],
    said: ''
  };
}
