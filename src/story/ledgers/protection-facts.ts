import { readLedger } from './ledger.ts';
import { comparedColumns, laterReadings, type LaterReadings, type Rereading } from './read-again.ts';
import { StoryRefused, type Problem } from '../problem.ts';
import type { ProtectionFact } from './protection.ts';

const columns = ['id', 'instrument', 'geography', 'status', 'date', 'value', 'unit', 'publisher', 'url', 'note', 'verification'] as const;

/** Gives a row the day that was found later; who published it, and where, stays as it is. */
function takeLaterDates(facts: Record<string, ProtectionFact>, { lastOf, later }: LaterReadings): void {
  for (const [first, last] of lastOf) facts[first]!.date = facts[last]!.date;
  for (const id of later) delete facts[id];
}

export const protectionFile = 'data/protection.csv';

/**
 * Returns the facts of `data/protection.csv` by id, each with the day that was found last.
 * @param rereadings of which rows the day was found later.
 * @throws StoryRefused naming file, line and column of every row with no instrument, status, date, publisher or
 * address, with a value that is not a number or has no unit, or that says something else than the row that stands for it.
 */
export function readProtection(text: string, rereadings: readonly Rereading[]): Record<string, ProtectionFact> {
  const problems: Problem[] = [];
  const facts: Record<string, ProtectionFact> = {};
  const rows = readLedger(text, protectionFile, columns);
  for (const row of rows) {
    const { cells } = row;
    for (const column of ['instrument', 'geography', 'status', 'date', 'publisher', 'url', 'verification'] as const) {
      if (cells[column] === '') problems.push(row.fault(column, 'an empty cell', column, 'fill it from the source'));
    }
    if (cells.value !== '' && !/^\d+(\.\d+)?$/.test(cells.value)) {
      problems.push(
        row.fault('value', `“${cells.value}”`, 'a plain number, or nothing', 'write the number alone; words belong in status or note')
      );
    }
    if (cells.value !== '' && cells.unit === '')
      problems.push(row.fault('unit', 'an empty cell', 'the unit of the value', 'say what is counted'));
    facts[cells.id] = {
      id: cells.id,
      instrument: cells.instrument,
      geography: cells.geography,
      status: cells.status,
      date: cells.date,
      value: cells.value === '' ? null : Number(cells.value),
      unit: cells.unit,
      publisher: cells.publisher,
      url: cells.url,
      note: cells.note,
      verification: cells.verification
    };
  }
  if (problems.length > 0) throw new StoryRefused(problems);
  takeLaterDates(facts, laterReadings(rows, rereadings, comparedColumns.protection, protectionFile));
  return facts;
}
