import type { CsvRow } from './csv-table.ts';
import { refuseAt } from '../source-error.ts';
import type { Source } from '../source.ts';

/**
 * Refuses a table whose last line is not ended: cut inside its last number it would read as whole, with a wrong value.
 * A source whose publisher leaves the last line open says `"finalNewline": false`, and cannot be checked in this way.
 * @throws SourceError at the last cell.
 */
export function checkLastLine(last: CsvRow, file: string, source: Pick<Source, 'id' | 'finalNewline'>): void {
  if (source.finalNewline === false || last.ended) return;
  refuseAt(
    file,
    { line: last.line, column: last.cells.length },
    'the end of the file inside a line',
    'a line break after the last line',
    `the file was cut off: download it again; if the publisher really leaves the last line open, say "finalNewline": false in data/sources/${source.id}.json`
  );
}
