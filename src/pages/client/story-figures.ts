import { fillTable } from '../../charts/choropleth/table/fill-table.ts';
import type { MapView } from '../../charts/choropleth/frame.ts';
import { mountChoropleth } from '../../charts/choropleth/story/mount.ts';
import { readPayload } from '../../charts/choropleth/payload/payload.ts';
import type { MountPicture } from '../../charts/figure.ts';

// What a chart's folder has; the map, which the steps move, is brought by itself.
const mounts = import.meta.glob<MountPicture>('../../charts/*/mount.ts', {
  eager: true,
  import: 'mountPicture'
});

/**
 * Brings the server's pictures to life with what `mapData` wrote. Returns what shows a view on the map.
 * @throws SyntaxError when the text is not JSON.
 */
export function bringFigures(document: Document, text: string): (view: MapView) => void {
  const root = (selector: string) => document.querySelector<HTMLElement>(selector);
  const map = root('[data-figure="world"] .choropleth');
  if (!map) return () => undefined;
  const data = readPayload(text);
  const mounted = mountChoropleth(map, data);
  const { folder = '', shown = '', then = '' } = root('.lookup')?.dataset ?? {};
  for (const [path, mountPicture] of Object.entries(mounts)) {
    const picture = root(`.${path.split('/').at(-2)}`);
    if (picture) mountPicture(picture, data, { folder, shown, then });
  }
  for (const series of data.layers) fillTable(document, series, data.words, data.tableYears);
  return mounted.show;
}
