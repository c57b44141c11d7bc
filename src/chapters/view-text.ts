import type { MapView } from '#charts/choropleth/frame.ts';

/** A view in the page's markup: `internet-use 2018`, `nca-2018`, `2`. */
export const viewText = (view: object) => Object.values(view).join(' ');

/** The map on the way between two steps. Between two layers there is nothing. */
export function viewBetween(from: MapView, to: MapView | undefined, share: number) {
  return to?.layer === from.layer
    ? { layer: from.layer, year: Math.round(from.year + (to.year - from.year) * share) }
    : from;
}

export function readMapView(text: string): MapView {
  const [layer, year] = text.split(' ');
  return { layer: layer as MapView['layer'], year: Number(year) };
}
