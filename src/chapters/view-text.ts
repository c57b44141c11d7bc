import type { MapView } from '../charts/choropleth/frame.ts';

/**
 * Returns a view as the page carries it beside its step, for the script: `internet-use 2018`,
 * `nca-2018`, `2`.
 */
export const viewText = (view: object): string => Object.values(view).join(' ');

/**
 * The shares of the way from a step to the next between which the years go by: before, its words
 * are whole in sight; after, the next begin.
 */
const going = [0.7, 1] as const;

/**
 * Returns the view of the map on the way between two steps: the years go by, and around each step
 * it holds; between layers is nothing.
 */
export function viewBetween(from: MapView, to: MapView | undefined, share: number): MapView {
  if (to?.layer !== from.layer) return from;
  const gone = Math.min(1, Math.max(0, (share - going[0]) / (going[1] - going[0])));
  return { layer: from.layer, year: Math.round(from.year + (to.year - from.year) * gone) };
}

/** Returns the view of the map that `viewText` wrote. */
export function readMapView(text: string): MapView {
  const [layer, year] = text.split(' ');
  return { layer: layer as MapView['layer'], year: Number(year) };
}
