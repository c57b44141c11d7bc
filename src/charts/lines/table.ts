import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import { shareCell } from '../table/share-cell.ts';
import { releaseSource } from '../table/table-source.ts';
import { describeDrawn, describeJumps, placeName } from './describe.ts';
import { linesFrame } from './frame.ts';

/** Returns the aligned lines as a table, one row for each year since the first tenth: every point that is drawn (standards A12). */
export function linesTable(data: Pick<StoryData, 'internetUse' | 'regions'>, words: Words): Table {
  const frame = linesFrame(data);
  const { places, regions } = frame;
  const { vintage, earlier } = data.internetUse;
  const lines = [...places, ...regions];
  const last = Math.max(...lines.map(({ points }) => points.at(-1)!.since));
  return {
    id: 'years-since-a-tenth',
    caption: speak(words, 'speed.table.caption'),
    columns: [
      { label: speak(words, 'speed.table.since'), align: 'start' },
      ...lines.map(({ code, points, release }) => ({
        label: speak(words, release === undefined ? 'speed.table.place' : 'speed.table.place.earlier', {
          place: placeName(code, words),
          year: String(points[0]!.year),
          ...(release === undefined ? {} : { release: formatDate(release, words.language) })
        }),
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
      ...(['speed.note.clock', 'speed.note.own', 'speed.note.end'] as const).map((key) => speak(words, key)),
      ...describeDrawn(frame, words),
      ...describeJumps({ places }, words)
    ],
    sources: [vintage, ...(earlier && places.some(({ release }) => release !== undefined) ? [earlier.vintage] : [])].map((one) =>
      releaseSource(one, 'speed', words)
    )
  };
}
