import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import { shareCell } from '../share-cell.ts';
import { releaseSource } from '../table-source.ts';
import { describeAbove, describeJumps, placeName } from './describe.ts';
import { linesFrame } from './frame.ts';

/** Returns the aligned lines as a table, one row for each year since the first tenth: every point that is drawn (standards A12). */
export function linesTable(data: Pick<StoryData, 'internetUse' | 'regions'>, words: Words): Table {
  const { places, above, regions } = linesFrame(data);
  const lines = [...places, ...regions];
  const last = Math.max(...lines.map(({ points }) => points.at(-1)!.since));
  return {
    id: 'years-since-a-tenth',
    caption: speak(words, 'speed.table.caption'),
    columns: [
      { label: speak(words, 'speed.table.since'), align: 'start' },
      ...lines.map(({ code, points }) => ({
        label: speak(words, 'speed.table.place', { place: placeName(code, words), year: String(points[0]!.year) }),
        align: 'end' as const
      }))
    ],
    rows: Array.from({ length: last + 1 }, (_, since) => ({
      header: String(since),
      cells: lines.map(({ points }) => {
        const point = points.find((candidate) => candidate.since === since);
        return shareCell(point?.value ?? null, words);
      })
    })),
    notes: [
      ...['speed.note.clock', 'speed.note.own', 'speed.note.end'].map((key) => speak(words, key)),
      ...describeAbove({ above }, words),
      ...describeJumps({ places }, words)
    ],
    sources: [releaseSource(data.internetUse.vintage, 'speed', words)]
  };
}
