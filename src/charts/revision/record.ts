import { speak, type Words } from '../../copy/words.ts';
import { formatList, formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import {
  countShown,
  largeNumberOf,
  type PictureRecord,
  type ShownNumber
} from '../picture-record.ts';
import { releaseLines } from '../source-line.ts';
import { endColumn, numberCell, shareCell, startColumn } from '../table/cells.ts';
import { releaseSources } from '../table/table-source.ts';
import { changePhrase, releaseDates, revisionPlace } from './describe.ts';
import { revisionFrame, revisionReleases, type ChangeBin } from './frame.ts';

/** Last year of each panel then and now, the named changes, and the number of unchanged figures. */
export function revisionRecord(
  data: Pick<StoryData, 'internetUse' | 'then'>,
  words: Words
): PictureRecord {
  const { panels, changes } = revisionFrame(data);
  const releases = releaseDates(data, words);
  const source = releaseLines(revisionReleases(data), 'revision', words)[0]!;
  const year = String(changes.year);
  const readings = panels.flatMap(({ code, points }) => {
    const last = points.at(-1)!;
    return (['then', 'now'] as const).flatMap((release): ShownNumber[] => {
      const value = last[release];
      if (value === null) return [];
      const slots = {
        place: revisionPlace(code, words),
        year: String(last.year),
        release: releases[release]
      };
      return [
        {
          id: `${code}-${release}`,
          value,
          text: formatPercent(value, words.language, 1),
          label: speak(words, 'share.published', slots)
        }
      ];
    });
  });
  const moved = changes.moved.map(({ code, change }): ShownNumber => ({
    id: `${code}-change`,
    value: change,
    text: changePhrase(change, words),
    label: speak(words, 'share.change', { place: revisionPlace(code, words), year })
  }));
  const count = (id: 'total' | 'unchanged', value: number) =>
    countShown(id, value, speak(words, `share.${id}`, { year }), words);
  return {
    numbers: [
      ...readings,
      ...moved,
      count('total', changes.total),
      count('unchanged', changes.unchanged.count)
    ],
    large: readings
      .filter(({ id }) => id.startsWith('WLD-'))
      .map((one) =>
        largeNumberOf(one, {
          mark: { form: 'part', filled: one.value, of: 100 },
          kind: 'connection',
          source
        })
      )
  };
}

/** The lines by year, and the distribution (A12). */
export function revisionTables(
  data: Pick<StoryData, 'internetUse' | 'then'>,
  words: Words
): Table[] {
  const { panels, changes } = revisionFrame(data);
  const releases = releaseDates(data, words);
  const sources = releaseSources(revisionReleases(data), 'revision', words);
  const byYear: Table = {
    id: 'then-and-now',
    caption: speak(words, 'revision.table.caption', releases),
    columns: [
      startColumn(speak(words, 'revision.table.year')),
      ...panels.flatMap(({ code }) =>
        (['then', 'now'] as const).map((release) =>
          endColumn(
            speak(words, `revision.table.${release}`, {
              place: revisionPlace(code, words),
              release: releases[release]
            })
          )
        )
      )
    ],
    rows: (panels[0]?.points ?? []).map(({ year }, index) => ({
      header: String(year),
      cells: panels.flatMap(({ points }) => [
        shareCell(points[index]!.then, words),
        shareCell(points[index]!.now, words)
      ])
    })),
    notes: [speak(words, 'revision.note.own')],
    sources
  };
  const named = changes.named.map(({ code, change }) =>
    speak(words, 'revision.named', {
      place: revisionPlace(code, words),
      change: changePhrase(change, words)
    })
  );
  const byChange: Table = {
    id: `changes-of-${changes.year}`,
    caption: speak(words, 'revision.table.changes', {
      year: String(changes.year),
      total: changes.total,
      ...releases
    }),
    columns: [
      startColumn(speak(words, 'revision.table.change')),
      endColumn(speak(words, 'revision.table.economies'))
    ],
    rows: changes.bins.map((bin) => ({
      header: binPhrase(bin, words),
      cells: [numberCell(bin.count, words)]
    })),
    notes: [
      speak(words, 'revision.note.named', { places: formatList(named, words.language, 'unit') }),
      speak(words, 'revision.note.unnamed')
    ],
    sources
  };
  return [byYear, byChange];
}

/** Up by more than 2 to 4 points. */
function binPhrase({ direction, low, high }: ChangeBin, words: Words): string {
  const key = direction === 'none' ? 'none' : (`${direction}${low === 0 ? '.least' : ''}` as const);
  return speak(words, `revision.bin.${key}`, { low, high });
}
