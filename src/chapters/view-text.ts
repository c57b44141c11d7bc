import type { MapView } from '../charts/choropleth/frame.ts';

/** Returns a view as the page carries it beside its step, for the script: `internet-use 2018`, `nca-2018`, `2`. */
export function viewText(view: object): string {
  return Object.values(view).join(' ');
}

/** Returns the view of the map that `viewText` wrote. */
export function readMapView(text: string): MapView {
  const [layer, year] = text.split(' ');
  return { layer: layer as MapView['layer'], year: Number(year) };
}
