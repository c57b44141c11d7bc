import { speak, type Words } from '../../copy/words.ts';
import { formatDate, formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import { largeNumberOf, type PictureRecord, type ShownNumber } from '../picture-record.ts';
import { releaseLines } from '../source-line.ts';
import { endColumn, shareCell, startColumn } from '../table/cells.ts';
import { releaseSources } from '../table/table-source.ts';
import { lineNotes, jumpNotes, linePlaceName } from './describe.ts';
import { linesFrame, type Line } from './frame.ts';

const dateOf = (release: string | undefined, words: Words) =>
  release ? formatDate(release, words.language) : '';

export function linesRecord(
  data: Pick<StoryData, 'internetUse' | 'regions'>,
  words: Words
): PictureRecord {
  const { places } = linesFrame(data);
  const { vintage, earlier } = data.internetUse;
  const shown = places.map(({ release }) =>
    release !== undefined && earlier ? earlier.vintage : vintage
  );
  const source = releaseLines(shown, 'speed', words)[0]!;
  const spanOf = ({ code, points, half, release }: Line): ShownNumber[] => {
    if (!half) return [];
    const label = speak(words, release ? 'share.span.earlier' : 'share.span', {
      place: linePlaceName(code, words),
      first: String(points[0]!.year),
      half: String(half.year),
      release: dateOf(release, words)
    });
    const text = speak(words, 'speed.years', { count: half.since });
    return [{ id: `${code}-span`, value: half.since, text, label }];
  };
  const lastOf = ({ code, points, release }: Line): ShownNumber => {
    const { value, year } = points.at(-1)!;
    const label = speak(words, release ? 'share.world.earlier' : 'share.internet-use', {
      country: linePlaceName(code, words),
      year: String(year),
      release: dateOf(release, words)
    });
    return { id: `${code}-last`, value, text: formatPercent(value, words.language), label };
  };
  return {
    numbers: places.flatMap((line) => [...spanOf(line), lastOf(line)]),
    large: places.flatMap((line) =>
      spanOf(line).map((span) =>
        largeNumberOf(span, {
          mark: { form: 'length', value: span.value },
          kind: 'connection',
          source
        })
      )
    )
  };
}

/** One row per year since the first tenth, with every point drawn (A12). */
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
      ...lines.map(({ code, points, release }) =>
        endColumn(
          speak(words, release ? 'speed.table.place.earlier' : 'speed.table.place', {
            place: linePlaceName(code, words),
            year: String(points[0]!.year),
            release: dateOf(release, words)
          })
        )
      )
    ],
    rows: Array.from({ length: last + 1 }, (_, since) => ({
      header: String(since),
      cells: lines.map(({ points }) => {
        const point = points.find((candidate) => candidate.since === since);
        return shareCell(point?.value ?? null, words);
      })
    })),
    notes: [
      ...(['speed.note.clock', 'speed.note.own', 'speed.note.end'] as const).map((key) =>
        speak(words, key)
      ),
      ...lineNotes(frame, words),
      ...jumpNotes({ places }, words)
    ],
    sources: releaseSources(
      [
        vintage,
        ...(earlier && places.some(({ release }) => release !== undefined) ? [earlier.vintage] : [])
      ],
      'speed',
      words
    )
  };
}
