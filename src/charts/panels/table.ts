import { sort } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Cell, Table } from '../chart.ts';
import { endColumn, numberCell, shareCell, startColumn, textCell } from '../table/cells.ts';
import { factSources, releaseSources } from '../table/table-source.ts';
import { earlierNotes } from './describe.ts';
import { lawReadingsOf, panelReleases, panelsFrame, type Panel } from './frame.ts';

/** Returns the three panels as a table, one row a year: every figure that is drawn, and words where a source has none (standards A12, V15). */
export function panelsTable(data: StoryData, words: Words): Table {
  const frame = panelsFrame(data);
  const { panels } = frame;
  const earlier = panels.flatMap((panel) => panel.earlier ?? []);
  const years = sort(new Set([...panels, ...earlier].flatMap(({ points }) => points.map(({ year }) => year))));
  const unfinished = panels.find(({ kind }) => kind === 'treaty')?.points.find(({ date, year }) => date !== String(year));
  return {
    id: 'connection-and-promises',
    caption: speak(words, 'panels.table.caption'),
    columns: [
      startColumn(speak(words, 'panels.table.year')),
      ...panels.map(({ kind }) => endColumn(speak(words, `panels.table.${kind}`))),
      ...earlier.map(({ release }) => endColumn(speak(words, 'panels.table.earlier', { release: formatDate(release, words.language) })))
    ],
    rows: years.map((year) => ({
      header: String(year),
      cells: [
        ...panels.map((panel) => cell(panel, year, words)),
        ...earlier.map(({ points }) => shareCell(points.find((point) => point.year === year)?.value ?? null, words))
      ]
    })),
    notes: [
      speak(words, 'panels.note.online'),
      ...earlierNotes(frame, words),
      ...(unfinished ? [speak(words, 'panels.note.treaty', { date: formatDate(unfinished.date, words.language) })] : []),
      speak(words, 'panels.note.law'),
      speak(words, 'panels.describe.apart')
    ],
    sources: [...releaseSources(panelReleases(data), 'protection', words), ...factSources(lawReadingsOf(data), words)]
  };
}

function cell(panel: Panel, year: number, words: Words): Cell {
  const point = panel.points.find((candidate) => candidate.year === year);
  if (panel.kind === 'online') return shareCell(point?.value ?? null, words);
  const isBefore = panel.kind === 'treaty' && year < (panel.points[0]?.year ?? year);
  if (point) return numberCell(point.value, words);
  // A source may have said more than the panel draws.
  return textCell(speak(words, isBefore ? 'table.before-force' : 'table.not-shown'));
}
