import { quoted, onceOnly } from '../tables/csv-table.ts';
import { longTable } from './long-table.ts';
import { partyCount, type Party } from './party-count.ts';
import { readDay } from '../cells/read-year.ts';
import { refuseAt, type TableCell } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';
import { say } from '../../locale/say.ts';

const bound = 'Ratification, Accession(a), Succession(d)';

/**
 * Counts states bound by year in a table of the UN Treaty Collection: participants by name, with
 * the days of signature and ratification (`19 Sep 2002 a` for accession, `d` for succession). A
 * signature does not bind. Names only serve to find a participant listed twice.
 */
export function unTreatyCollection(
  file: PublishedFile,
  source: Source,
  options: ImportOptions
): Imported {
  const { rows } = longTable(
    file,
    source,
    [['Participant', 'Signature', bound]],
    say`a table of the UN Treaty Collection`
  );
  const once = onceOnly(file.name);
  const parties: Party[] = [];
  let unbound = 0;
  const refuse = (at: TableCell, kind: string, wrong: string): never =>
    refuseAt(file.name, at, kind, wrong, say`The file was damaged: download it again.`);
  for (const cell of rows) {
    const name = cell('Participant');
    if (name.text === '') refuse(name, 'no-participant', say`The row has no participant.`);
    once(name.text.replace(/\s+/g, ' ').toLowerCase(), quoted(name.text), name);
    const ratification = cell(bound);
    const signed = readDay(cell('Signature'), file.name, options.lastYear, []);
    const ratified = readDay(ratification, file.name, options.lastYear, ['a', 'd']);
    if (signed !== null && ratified !== null && ratified < signed)
      refuse(
        ratification,
        'ratified-before-signed',
        say`${quoted(ratification.text)} is before the signature, ${signed}: the columns may have been swapped.`
      );
    if (ratified !== null) parties.push({ year: Number(ratified.slice(0, 4)), at: ratification });
    else if (signed !== null) unbound++;
    else
      refuse(
        ratification,
        'no-day',
        say`${quoted(name.text)} has no day of signature and none of ratification.`
      );
  }
  const dropped = { reason: 'states that signed and are not bound', count: unbound };
  return partyCount({ file: file.name, source: source.id, options }, parties, dropped);
}
