import { countryName, speak, type Words } from '../../copy/words.ts';
import type { Description } from '../chart.ts';
import {
  choroplethFrame,
  markIn,
  type MapFrame,
  type MapMark,
  type MapSeries,
  type MapView
} from './frame.ts';
import { newestYear } from '../../story/newest-year.ts';
import { sayMark, shareLabels, speakShare } from './share.ts';

/**
 * The two countries the story follows: the only ones a description names, so that none is singled
 * out (standards S01, S09).
 */
export const followed = ['GBR', 'IDN'] as const;

/**
 * Returns the map's name and description in words: pattern, range, gaps, and what it does not show
 * (standards A13, S05).
 */
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
      const slots = { country: countryName(words, iso3), share: sayMark(mark, shareLabels(words)) };
      return mark ? [speak(words, 'map.describe.country', slots)] : [];
    }),
    speak(words, 'map.describe.range', {
      first: String(then.view.year),
      firstTop: then.counts.levels[4],
      last: String(last),
      lastTop: now.counts.levels[4]
    }),
    speak(words, `map.limits.${view.layer}`)
  ];
  return { name: mapName(frame.view, words), text: sentences.join(' ') };
}

/** Returns the one sentence that names the picture of a view. */
export const mapName = (view: MapView, words: Words): string =>
  speak(words, `map.name.${view.layer}`, { year: String(view.year) });

/**
 * Returns the world's share as the map prints it: World: 49%, with its release where that is not
 * the one shown; empty where none gives one.
 */
export function worldPhrase(
  { world, worldRelease }: Pick<MapFrame, 'world' | 'worldRelease'>,
  words: Words
): string {
  if (world === null) return '';
  // Of its release the year: on a phone the line of the rail runs where its month would stand.
  const release = worldRelease?.slice(0, 4) ?? '';
  return speak(words, worldRelease ? 'map.world.earlier' : 'map.world', {
    share: speakShare(world, words),
    release
  });
}

/**
 * Returns the share of a place for a label on the map, where there is no room for a sentence: a
 * place without a figure has “no data”.
 */
export function shortShare(mark: MapMark | undefined, words: Words): string {
  return mark && mark.value !== null
    ? sayMark(mark, shareLabels(words))
    : speak(words, 'map.missing.short');
}
