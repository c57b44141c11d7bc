import type { MapView } from '#charts/choropleth/frame.ts';

/** A view in the page's markup: `internet-use 2018`, `nca-2018`, `2`. */
export const viewText = (view: object) => Object.values(view).join(' ');

/** The map on the way between two steps. */
export function viewBetween(from: MapView, to: MapView | undefined, share: number) {
  if (to?.layer !== from.layer) return from;
  return { layer: from.layer, year: Math.round(from.year + (to.year - from.year) * share) };
}

export function readMapView(text: string): MapView {
  const [layer, year] = text.split(' ');
  return { layer: layer as MapView['layer'], year: Number(year) };
}
