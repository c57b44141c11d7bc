import { firstYears } from '../../story/data.ts';
import { mountChoropleth } from './mount.ts';
import type { MapFile } from './wire.ts';

/** A map that a measuring script can drive. */
export interface ChoroplethBench {
  ready: boolean;
  /** Shows internet use `t` years after the first, at once. Fractions show the year they fall in; a `t` outside the data shows its nearest year. */
  seek(t: number): void;
}

/** Returns the map in `root` ready to be driven; nothing else on the page moves it. @throws Error when `root` holds no map. */
export function benchChoropleth(root: HTMLElement, data: MapFile): ChoroplethBench {
  const map = mountChoropleth(root, data);
  return {
    ready: true,
    seek: (t) => map.show({ layer: 'internet-use', year: firstYears.internetUse + Math.floor(Number.isFinite(t) ? t : 0) }, false)
  };
}
