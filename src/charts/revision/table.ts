import { speak, type Words } from '../../copy/words.ts';
import { formatList } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { Table } from '../chart.ts';
import { endColumn, numberCell, shareCell, startColumn } from '../table/cells.ts';
import { releaseSources } from '../table/table-source.ts';
import { changePhrase, releaseDates, revisionPlace } from './describe.ts';
import { revisionFrame, type ChangeBin } from './frame.ts';

/** Returns the figure's two tables: the panels' lines by year, and how many figures moved how far (standards A12). */
export function revisionTables(data: Pick<StoryData, 'internetUse' | 'then'>, words: Words): Table[] {
  const { panels, changes } = revisionFrame(data);
  const releases = releaseDates(data, words);
  const sources = releaseSources([data.then!.vintage, data.internetUse.vintage], 'revision', words);
  const byYear: Table = {
    id: 'then-and-now',
    caption: speak(words, 'revision.table.caption', releases),
    columns: [
      startColumn(speak(words, 'revision.table.year')),
      ...panels.flatMap(({ code }) =>
        (['then', 'now'] as const).map((release) =>
          endColumn(speak(words, `revision.table.${release}`, { place: revisionPlace(code, words), release: releases[release] }))
        )
      )
    ],
    rows: (panels[0]?.points ?? []).map(({ year }, index) => ({
      header: String(year),
      cells: panels.flatMap(({ points }) => [shareCell(points[index]!.then, words), shareCell(points[index]!.now, words)])
    })),
    notes: [speak(words, 'revision.note.own')],
    sources
  };
  const named = changes.named.map(({ code, change }) =>
    speak(words, 'revision.named', { place: revisionPlace(code, words), change: changePhrase(change, words) })
  );
  const byChange: Table = {
    id: `changes-of-${changes.year}`,
    caption: speak(words, 'revision.table.changes', { year: String(changes.year), total: changes.total, ...releases }),
    columns: [startColumn(speak(words, 'revision.table.change')), endColumn(speak(words, 'revision.table.economies'))],
    rows: changes.bins.map((bin) => ({ header: binPhrase(bin, words), cells: [numberCell(bin.count, words)] })),
    notes: [
      speak(words, 'revision.note.named', { places: formatList(named, words.language, 'unit') }),
      speak(words, 'revision.note.unnamed')
    ],
    sources
  };
  return [byYear, byChange];
}

/** Returns a bin in words: up by more than 2 to 4 points. */
function binPhrase({ direction, low, high }: ChangeBin, words: Words): string {
  const key = direction === 'none' ? 'none' : (`${direction}${low === 0 ? '.least' : ''}` as const);
  return speak(words, `revision.bin.${key}`, { low, high });
}
