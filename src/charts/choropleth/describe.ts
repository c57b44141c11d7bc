import { countryName, speak, type Words } from '#copy/words.ts';
import type { Description } from '../chart.ts';
import {
  choroplethFrame,
  markIn,
  type MapFrame,
  type MapMark,
  type MapSeries,
  type MapView
} from './frame.ts';
import { formatPercent } from '#locale/numbers.ts';
import { newestYear } from '#story/data.ts';
import { formatMark, formatShare, isUnderOne } from './share.ts';

/** The two countries the story follows; a description names no others (S01, S09). */
export const followed = ['GBR', 'IDN'] as const;

/** Text alternative: pattern, range, gaps and limits (A13, S05). */
export function describeChoropleth(series: MapSeries, view: MapView, words: Words): Description {
  const frame = choroplethFrame(series, view);
  const last = newestYear(series);
  const then = choroplethFrame(series, { layer: view.layer, year: series.years[0] ?? last });
  const now = choroplethFrame(series, { layer: view.layer, year: last });
  const sentences = [
    speak(words, 'map.describe.classes', {
      year: String(frame.view.year),
      total: frame.marks.length,
      ...Object.fromEntries(frame.counts.levels.map((count, level) => [`c${level}`, count]))
    }),
    speak(words, 'map.describe.gaps', { missing: frame.counts.missing, older: frame.counts.older }),
    ...(frame.world === null ? [] : [`${worldPhrase(frame, words)}.`]),
    ...followed.flatMap((iso3) => {
      const mark = markIn(frame, iso3);
      const slots = { country: countryName(words, iso3), share: formatMark(mark, words) };
      return mark ? [speak(words, 'map.describe.country', slots)] : [];
    }),
    speak(words, 'map.describe.range', {
      first: String(then.view.year),
      firstTop: then.counts.levels[5],
      last: String(last),
      lastTop: now.counts.levels[5]
    }),
    speak(words, `map.limits.${view.layer}`)
  ];
  return { name: mapName(frame.view, words), text: sentences.join(' ') };
}

export const mapName = (view: MapView, words: Words) =>
  speak(words, `map.name.${view.layer}`, { year: String(view.year) });

/** For example “World: 49%”, with the release if it is an earlier one; empty if there is none. */
export function worldPhrase(
  { world, worldRelease }: Pick<MapFrame, 'world' | 'worldRelease'>,
  words: Words
) {
  if (world === null) return '';
  // Only the year of the release fits on a phone.
  const release = worldRelease?.slice(0, 4) ?? '';
  return speak(words, worldRelease ? 'map.world.earlier' : 'map.world', {
    share: formatShare(world, words),
    release
  });
}

/** Omits the release: beside the map's year it would be taken for the year of the figure. */
export const worldShare = ({ world }: Pick<MapFrame, 'world'>, words: Words) =>
  world === null
    ? ''
    : speak(words, 'map.world', { share: isUnderOne(world) ? '<1%' : formatShare(world, words) });

/** Counts the places at half or more, of those with a figure for the year. */
export const halfPhrase = ({ half }: Pick<MapFrame, 'half'>, words: Words) =>
  speak(words, 'map.half', {
    share: formatPercent(50, words.language),
    reached: half.reached,
    of: half.of
  });

export function shortShare(mark: MapMark | undefined, words: Words) {
  if (!mark || mark.value === null) return speak(words, 'map.missing.short');
  return isUnderOne(mark.value) && !mark.older ? '<1%' : formatMark(mark, words);
}
