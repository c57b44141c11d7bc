import { countryName, speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { Table } from '../chart.ts';
import { shareCell } from '../table/cells.ts';
import type { LookupFrame, ReleaseLine } from './frame.ts';

/** For example “World Bank, November 2024”. */
export function releaseLabel(
  { source, release }: Pick<ReleaseLine, 'source' | 'release'>,
  words: Words
): string {
  return speak(words, `lookup.release.${source}`, { release: formatDate(release, words.language) });
}

/** One row per year and one column per release (A12). */
export function lookupTable(frame: LookupFrame, words: Words): Table {
  return {
    id: 'internet-use-every-release',
    caption: speak(words, 'lookup.table.caption', { place: countryName(words, frame.iso3) }),
    columns: [
      { label: speak(words, 'lookup.table.year'), align: 'start' },
      ...frame.lines.map((line) => ({
        label: speak(words, line.shown ? 'lookup.table.shown' : 'lookup.table.release', {
          release: releaseLabel(line, words)
        }),
        align: 'end' as const
      }))
    ],
    rows: frame.years.map((year, index) => ({
      header: String(year),
      cells: frame.lines.map(({ values }) => shareCell(values[index] ?? null, words))
    })),
    notes: [speak(words, 'lookup.note')]
  };
}
