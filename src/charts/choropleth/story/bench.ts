// The map alone, driven by a benchmark.
import { firstYears } from '../../../story/data.ts';
import { mountChoropleth } from './mount.ts';
import { readPayload } from '../payload/payload.ts';

declare global {
  interface Window {
    __bench?: {
      ready: boolean;
      /** Shows the year `t` years after the first, rounded down and clamped. */
      seek(t: number): void;
    };
  }
}

const map = mountChoropleth(
  document.body,
  readPayload(document.getElementById('map-data')!.textContent)
);
window.__bench = {
  ready: true,
  seek: (t) =>
    map.show({
      layer: 'internet-use',
      year: firstYears.internetUse + Math.floor(Number.isFinite(t) ? t : 0)
    })
};
