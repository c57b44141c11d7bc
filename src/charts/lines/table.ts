import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import { endColumn, shareCell, startColumn } from '../table/cells.ts';
import { releaseSources } from '../table/table-source.ts';
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
      startColumn(speak(words, 'speed.table.since')),
      ...lines.map(({ code, points, release }) => {
        const slots = { place: placeName(code, words), year: String(points[0]!.year) };
        return endColumn(
          release === undefined
            ? speak(words, 'speed.table.place', slots)
            : speak(words, 'speed.table.place.earlier', { ...slots, release: formatDate(release, words.language) })
        );
      })
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
    sources: releaseSources(
      [vintage, ...(earlier && places.some(({ release }) => release !== undefined) ? [earlier.vintage] : [])],
      'speed',
      words
    )
  };
}
