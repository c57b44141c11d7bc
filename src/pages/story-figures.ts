import { fillTable } from '../charts/choropleth/fill-table.ts';
import type { MapView } from '../charts/choropleth/frame.ts';
import { mountChoropleth } from '../charts/choropleth/mount.ts';
import { readWire, type MapFile } from '../charts/choropleth/wire.ts';
import { mountLines } from '../charts/lines/mount.ts';
import { mountLookup } from '../charts/lookup/mount.ts';
import { mountRevision } from '../charts/revision/mount.ts';

/** Adds to the still pictures what only a script can: the reader's own country. */
function addPickers(root: (selector: string) => HTMLElement | null, { layers, words, countries }: MapFile): void {
  const lookup = root('.lookup');
  if (!lookup) return;
  const { folder = '', shown = '', then = '' } = lookup.dataset;
  const lines = root('.lines');
  const revision = root('.revision');
  const use = layers.find(({ indicator }) => indicator === 'internet-use');
  if (lines && use) mountLines(lines, use, words, countries);
  if (revision) mountRevision(revision, { folder, then, now: shown }, words, countries);
  mountLookup(lookup, { folder, shown }, words, countries);
}

/**
 * Brings the server's pictures to life with what `mapData` wrote. Returns what shows a view on the map: played when `animate`, else
 * at once. @throws SyntaxError when the text is not JSON.
 */
export function bringFigures(document: Document, text: string): (view: MapView, animate: boolean) => void {
  const root = (selector: string) => document.querySelector<HTMLElement>(selector);
  const map = root('[data-figure="world"] .choropleth');
  if (!map) return () => undefined;
  const data = readWire(text);
  const mounted = mountChoropleth(map, data);
  addPickers(root, data);
  for (const series of data.layers) fillTable(document, series, data.words, data.tableYears);
  return (view, animate) => mounted.show(view, animate);
}
