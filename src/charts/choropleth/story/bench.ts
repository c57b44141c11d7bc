// The map alone, for a measuring script to drive: nothing else on the page moves it.
import { firstYears } from '../../../story/data.ts';
import { mountChoropleth } from './mount.ts';
import { readPayload } from '../payload/payload.ts';

declare global {
  interface Window {
    __bench?: {
      ready: boolean;
      /**
       * Shows internet use `t` years after the first, at once. Fractions show the year they fall
       * in; a `t` outside the data shows its nearest year.
       */
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
