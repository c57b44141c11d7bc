import { benchChoropleth, type ChoroplethBench } from './bench.ts';

declare global {
  interface Window {
    __bench?: ChoroplethBench;
  }
}

window.__bench = benchChoropleth(document.body);
