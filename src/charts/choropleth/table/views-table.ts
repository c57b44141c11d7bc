import { countryName, speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import type { Table } from '../../chart.ts';
import { endColumn, numberCell, startColumn, releaseSources } from '../../table/table-parts.ts';
import { choroplethFrame, classLimits, markIn } from '../frame.ts';
import { shareIn } from '../../yearly-shares.ts';
import { followed } from '../describe.ts';
import { layerOf, mapReleases, stopsOf, type MapData } from '../geometry/world.ts';
import { formatShare } from '../share.ts';

/** One row per stop of the story, with the legend's counts (A12). */
export function choroplethViewsTable(data: MapData, words: Words): Table {
  const share = (value: number | null) => ({
    text: value === null ? speak(words, 'map.missing.short') : formatShare(value, words),
    value,
    digits: 1
  });
  const earlierShare = (value: number | null, release: string) =>
    speak(words, 'map.views.earlier', {
      share: formatShare(value, words),
      release: formatDate(release, words.language)
    });
  const frames = stopsOf(data).map((view) => {
    const series = layerOf(data, view.layer);
    const frame = choroplethFrame(series, view);
    // The published value, since a table rounds only once (V38).
    const shown = (iso3: string) => shareIn(series, iso3, markIn(frame, iso3)?.year ?? NaN);
    const { world } = frame.worldRelease === undefined ? series : { world: series.earlier!.values };
    return { ...frame, world: shareIn({ ...series, world }, 'WLD', frame.view.year), shown };
  });
  return {
    id: 'map-views',
    caption: speak(words, 'map.views.caption'),
    columns: [
      startColumn(speak(words, 'map.views.view')),
      endColumn(speak(words, 'map.views.world')),
      ...followed.map((iso3) => endColumn(countryName(words, iso3))),
      ...classLimits
        .slice(1)
        .map((high, level) =>
          endColumn(speak(words, 'map.legend.class', { low: classLimits[level]!, high }))
        ),
      endColumn(speak(words, 'map.views.missing')),
      endColumn(speak(words, 'map.views.older'))
    ],
    rows: frames.map(({ view, counts, world, worldRelease, shown }) => ({
      header: speak(words, `map.views.${view.layer}`, { year: String(view.year) }),
      cells: [
        worldRelease === undefined
          ? share(world)
          : { ...share(world), text: earlierShare(world, worldRelease) },
        ...followed.map((iso3) => share(shown(iso3))),
        ...[...counts.levels, counts.missing, counts.older].map((value) => numberCell(value, words))
      ]
    })),
    notes: [speak(words, 'map.views.note')],
    sources: releaseSources(mapReleases(data), 'world', words)
  };
}
