import { benchChoropleth, type ChoroplethBench } from './bench.ts';
import { readWire } from './wire.ts';

declare global {
  interface Window {
    __bench?: ChoroplethBench;
  }
}

window.__bench = benchChoropleth(document.body, readWire(document.getElementById('map-data')!.textContent));
