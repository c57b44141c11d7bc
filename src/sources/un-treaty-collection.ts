import { quoted } from './csv-table.ts';
import type { Imported, ImportOptions, PublishedFile } from './imported.ts';
import { longTable } from './long-table.ts';
import { partyCount, type Party } from './party-count.ts';
import { SourceError } from './source-error.ts';
import type { Source } from './source.ts';

const bound = 'Ratification, Accession(a), Succession(d)';
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * Returns the count of states bound by year from a table of the UN Treaty Collection: participants by name, with the day
 * of signature and the day of ratification (`19 Sep 2002 a` for accession, `d` for succession). A signature alone does not bind.
 * @throws SourceError naming the line and cell of the first thing that is not as it should be.
 */
export function unTreatyCollection(file: PublishedFile, _source: Source, options: ImportOptions): Imported {
  const { rows } = longTable(file, ['Participant', 'Signature', bound], 'a table of the UN Treaty Collection');
  const parties: Party[] = [];
  let signed = 0;
  for (const row of rows) {
    const name = row.cell('Participant');
    if (name.text === '') {
      throw new SourceError({ file: file.name, line: row.line, column: name.column, found: 'no participant', expected: 'the name of a state', advice: 'the file was damaged: download it again' });
    }
    readDay(row.cell('Signature'), row.line, file.name);
    const ratified = row.cell(bound);
    const year = readDay(ratified, row.line, file.name);
    if (year === null) signed++;
    else parties.push({ key: name.text, year, at: { line: row.line, column: ratified.column } });
  }
  return partyCount(file.name, parties, options, new Set(), signed ? [{ reason: 'states that signed and are not bound', count: signed }] : []);
}

/** Returns the year of a day such as `19 Sep 2002 a`; null when the cell is empty. */
function readDay(cell: { text: string; column: number }, line: number, file: string): number | null {
  if (cell.text === '') return null;
  const match = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})(?: [a-zA-Z])?$/.exec(cell.text);
  const day = Number(match?.[1]);
  if (match && months.includes(match[2] ?? '') && day >= 1 && day <= 31) return Number(match[3]);
  throw new SourceError({ file, line, column: cell.column, found: quoted(cell.text), expected: 'a day such as 19 Sep 2002, with a for accession or d for succession', advice: 'the columns may have been swapped: download the file again' });
}
