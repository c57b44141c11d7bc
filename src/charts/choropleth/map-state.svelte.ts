import type { MapMark, MapView } from './frame.ts';

/** What the controls show. The painter's side writes it, the controls only read it. */
export interface MapState {
  view: MapView;
  first: number;
  last: number;
  playing: boolean;
  /** The country asked for: code, or null. */
  picked: string | null;
  /** Its mark in the view; null when the source does not list it. */
  mark: MapMark | null;
  /** Said to screen readers after the reader's own action, never because of scrolling (standards A02). */
  said: string;
}

/** Returns reactive state from its first value. */
export function mapState(initial: MapState): MapState {
  const state = $state(initial);
  return state;
}
