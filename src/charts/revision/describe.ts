import { countryName, speak, type Words } from '../../copy/words.ts';
import { formatDate, formatNumber, formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Description } from '../chart.ts';
import {
  changeOf,
  revisionFrame,
  revisionReleases,
  revisionYears,
  type RevisionPanel
} from './frame.ts';

export function revisionPlace(code: string, words: Words): string {
  return code === 'WLD' ? speak(words, 'revision.place.WLD') : countryName(words, code);
}

export function releaseDates(
  data: Pick<StoryData, 'internetUse' | 'then'>,
  { language }: Words
): { then: string; now: string } {
  const [then, now] = revisionReleases(data);
  return { then: formatDate(then.release, language), now: formatDate(now.release, language) };
}

/**
 * For example “13.0 points down”, “unchanged” or “<0.1 points up”: rounded to 0.1, a smaller change
 * would seem to contradict the two figures beside it.
 */
export function changePhrase(change: number, words: Words): string {
  if (change === 0) return speak(words, 'revision.change.none');
  const key = `revision.change.${change > 0 ? 'up' : 'down'}` as const;
  const least = 0.1;
  return Math.abs(change) < least
    ? speak(words, `${key}.slight`, { points: formatNumber(least, words.language, 1) })
    : speak(words, key, { points: formatNumber(Math.abs(change), words.language, 1) });
}

/** The short form beside the lines, with the year of `release`. */
export function panelReading({ points }: RevisionPanel, release: string, words: Words): string {
  const { then, now, year } = points.at(-1)!;
  const share = (value: number | null) =>
    value === null ? speak(words, 'table.none') : formatPercent(value, words.language, 1);
  return speak(words, 'revision.reading', {
    year: String(year),
    then: share(then),
    now: share(now),
    release: release.slice(0, 4)
  });
}

/** The same as a sentence. */
export function describeChange(
  { code, points }: RevisionPanel,
  release: string,
  words: Words
): string {
  const place = revisionPlace(code, words);
  const { then, now, year } = points.at(-1)!;
  if (then === null || now === null)
    return speak(words, 'revision.describe.gap', { place, year: String(year) });
  return speak(words, 'revision.describe.place', {
    place,
    year: String(year),
    then: formatPercent(then, words.language, 1),
    now: formatPercent(now, words.language, 1),
    release: release.slice(0, 4),
    change: changePhrase(changeOf(then, now), words)
  });
}

/** Every named place then and now, and the number of figures that moved (A13). */
export function describeRevision(
  data: Pick<StoryData, 'internetUse' | 'then'>,
  words: Words
): Description {
  const { panels, changes } = revisionFrame(data);
  const count = (direction: 'up' | 'none' | 'down') =>
    changes.bins
      .filter((bin) => bin.direction === direction)
      .reduce((sum, bin) => sum + bin.count, 0);
  return {
    name: speak(words, 'revision.describe.name', releaseDates(data, words)),
    text: [
      ...panels.map((panel) => describeChange(panel, data.internetUse.vintage.release, words)),
      speak(words, 'revision.describe.changes', {
        year: String(revisionYears.to),
        total: changes.total,
        none: count('none'),
        up: count('up'),
        down: count('down'),
        most: Math.max(0, ...changes.filled.map(({ high }) => high))
      })
    ].join(' ')
  };
}
