import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { countOf, largeOf, type PictureRecord, type ShownNumber } from '../picture-record.ts';
import { releaseLines } from '../source-line.ts';
import { changePhrase, releaseDates, revisionPlace } from './describe.ts';
import { revisionFrame } from './frame.ts';

/** Returns what the figure says: the last year of each panel then and now, how far the named places moved, and how many figures did not. */
export function revisionRecord(data: Pick<StoryData, 'internetUse' | 'then'>, words: Words): PictureRecord {
  const { panels, changes } = revisionFrame(data);
  const releases = releaseDates(data, words);
  const source = releaseLines([data.then!.vintage, data.internetUse.vintage], 'revision', words)[0]!;
  const year = String(changes.year);
  const readings = panels.flatMap(({ code, points }) => {
    const last = points.at(-1)!;
    return (['then', 'now'] as const).flatMap((release): ShownNumber[] => {
      const value = last[release];
      if (value === null) return [];
      const slots = { place: revisionPlace(code, words), year: String(last.year), release: releases[release] };
      return [
        { id: `${code}-${release}`, value, text: formatPercent(value, words.language, 1), label: speak(words, 'share.published', slots) }
      ];
    });
  });
  const moved = changes.named
    .filter(({ change }) => change !== 0)
    .map(({ code, change }): ShownNumber => ({
      id: `${code}-change`,
      value: change,
      text: changePhrase(change, words),
      label: speak(words, 'share.change', { place: revisionPlace(code, words), year })
    }));
  const count = (id: 'total' | 'unchanged', value: number) => countOf(id, value, speak(words, `share.${id}`, { year }), words);
  return {
    numbers: [...readings, ...moved, count('total', changes.total), count('unchanged', changes.unchanged.count)],
    large: readings
      .filter(({ id }) => id.startsWith('WLD-'))
      .map((one) => largeOf(one, { mark: { form: 'part', filled: one.value, of: 100 }, kind: 'connection', source }))
  };
}
