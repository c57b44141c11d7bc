import type { MapMark, MapView } from './frame.ts';
import type { ListedCountry } from './wire.ts';

/** What the controls show before and after anything happens. */
export interface MapReading {
  view: MapView;
  /** First and last year of the layer. */
  first: number;
  last: number;
  playing: boolean;
  /** The country asked for: code, or null. */
  picked: string | null;
  /** Its mark in the view; null when the source does not list it. */
  mark: MapMark | null;
  /** In the order of the list; none until the script has them: without it there is no list. */
  countries: readonly ListedCountry[];
  /** Said to screen readers after the reader's own action, never because of scrolling (standards A02). */
  said: string;
}

/** A reading that the controls follow. Fields are replaced whole, never changed inside, which costs a year step least. */
export class MapState implements MapReading {
  view = $state.raw<MapView>({ layer: 'internet-use', year: 0 });
  first = $state.raw(0);
  last = $state.raw(0);
  playing = $state.raw(false);
  picked = $state.raw<string | null>(null);
  mark = $state.raw<MapMark | null>(null);
  countries = $state.raw<readonly ListedCountry[]>([]);
  said = $state.raw('');

  constructor(reading: MapReading) {
    Object.assign(this, reading);
  }
}
