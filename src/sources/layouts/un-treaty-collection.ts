import { quoted, onceOnly } from '../tables/csv-table.ts';
import { longTable } from './long-table.ts';
import { partyCount } from './party-count.ts';
import { readDay } from '../cells/read-year.ts';
import { refuseAt, swapped, type TableCell } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';

const bound = 'Ratification, Accession(a), Succession(d)';

/**
 * Returns the count of states bound by year from a table of the UN Treaty Collection: participants
 * by name, with the day of signature and the day of ratification (`19 Sep 2002 a` for accession,
 * `d` for succession). A signature alone does not bind. Names are never joined on: they serve to
 * find a participant that is listed twice.
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
    'a table of the UN Treaty Collection'
  );
  const once = onceOnly(file.name, 'each state once');
  const years: number[] = [];
  let unbound = 0;
  const refuse = (
    at: TableCell,
    found: string,
    expected: string,
    advice = 'the file was damaged: download it again'
  ): never => refuseAt(file.name, at, found, expected, advice);
  for (const cell of rows) {
    const name = cell('Participant');
    if (name.text === '') refuse(name, 'no participant', 'the name of a state');
    once(name.text.replace(/\s+/g, ' ').toLowerCase(), quoted(name.text), name);
    const ratification = cell(bound);
    const signed = readDay(cell('Signature'), file.name, options.lastYear, []);
    const ratified = readDay(ratification, file.name, options.lastYear, ['a', 'd']);
    if (signed !== null && ratified !== null && ratified < signed) {
      refuse(
        ratification,
        `${quoted(ratification.text)}, before the signature`,
        `a day from ${signed} on`,
        swapped
      );
    }
    if (ratified !== null) years.push(Number(ratified.slice(0, 4)));
    else if (signed !== null) unbound++;
    else
      refuse(
        ratification,
        `${quoted(name.text)} without a day`,
        'a signature, a ratification or both'
      );
  }
  const dropped = { reason: 'states that signed and are not bound', count: unbound };
  return partyCount({ file: file.name, source: source.id, options }, years, dropped);
}
