import { mount } from 'svelte';
import { mappable, type MapSeries, type MapView } from '#charts/choropleth/frame.ts';
import { mountChoropleth } from '#charts/choropleth/story/mount.ts';
import { readPayload, type MapFile } from '#charts/choropleth/payload/payload.ts';
import type { MountPicture, SelectCountry } from '#charts/figure.ts';
import { economiesTable } from '#charts/choropleth/table/economies-table.ts';
import TableBox from '#charts/table/TableBox.svelte';

// All charts of the story but the map, which has its own entry.
const mounts = import.meta.glob<MountPicture>('../../charts/*/mount.ts', {
  eager: true,
  import: 'mountPicture'
});

/** Chromium and Firefox let a scroll go first. */
function afterMap(run: () => void) {
  const { scheduler } = window as { scheduler?: Scheduler };
  if (scheduler) void scheduler.postTask(run, { priority: 'background' });
  else setTimeout(run);
}

function whenNear(part: Element, run: () => void) {
  const watcher = new IntersectionObserver(
    (entries) => {
      // A late callback has several entries.
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watcher.disconnect();
      run();
    },
    { rootMargin: '200px 0px' }
  );
  watcher.observe(part);
}

/** Adds the table before its link when it opens: the numbers are loaded. Print keeps the link. */
function fillTable(document: Document, series: MapSeries, { words, tableYears }: MapFile) {
  const layer = mappable.find((indicator) => indicator === series.indicator);
  const link = document.querySelector(`#table-map-${layer} .whole`);
  const box = link?.closest('details');
  if (!layer || !box) return;
  const fill = () =>
    mount(TableBox, {
      target: box,
      anchor: link!,
      props: { table: economiesTable(series, layer, words, tableYears[layer] ?? []), words }
    });
  if (box.open) fill();
  else box.addEventListener('toggle', fill, { once: true });
}

/** Makes the server's pictures interactive. Returns a function that shows a view of the map. */
export function mountFigures(
  document: Document,
  text: string,
  view?: MapView
): (view: MapView) => void {
  const root = (selector: string) => document.querySelector<HTMLElement>(selector);
  const map = root('[data-figure="world"] .choropleth');
  if (!map) return () => undefined;
  const data = readPayload(text);
  const mounted = mountChoropleth(map, data, view);
  const chosen: SelectCountry[] = [mounted.choose];
  for (const [path, mountPicture] of Object.entries(mounts))
    afterMap(() => {
      const picture = root(`.${path.split('/').at(-2)}`);
      const choose = picture && mountPicture(picture, data);
      if (choose) chosen.push(choose);
    });
  const place = root('.place');
  if (place)
    whenNear(place, () => {
      // If this chunk fails to load, the answer for the readers' usual country stays.
      void import('#charts/place/mount-place.ts').then(
        ({ mountPlace }) =>
          mountPlace(place, root('[data-place-again]'), data, (iso3) =>
            chosen.forEach((choose) => choose(iso3))
          ),
        () => undefined
      );
    });
  for (const series of data.layers) fillTable(document, series, data);
  return mounted.show;
}
