import type { MapView } from '../charts/choropleth/frame.ts';

/** A view in the page's markup: `internet-use 2018`, `nca-2018`, `2`. */
export const viewText = (view: object): string => Object.values(view).join(' ');

/**
 * Years pass only in this part of the way between two steps: before it the step's words are in full
 * view, after it the next begin.
 */
const going = [0.7, 1] as const;

/** The map between two steps. Between two layers there is nothing. */
export function viewBetween(from: MapView, to: MapView | undefined, share: number): MapView {
  if (to?.layer !== from.layer) return from;
  const gone = Math.min(1, Math.max(0, (share - going[0]) / (going[1] - going[0])));
  return { layer: from.layer, year: Math.round(from.year + (to.year - from.year) * gone) };
}

export function readMapView(text: string): MapView {
  const [layer, year] = text.split(' ');
  return { layer: layer as MapView['layer'], year: Number(year) };
}
