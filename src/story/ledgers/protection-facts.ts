import { readLedger } from './ledger.ts';
import { StoryRefused, type Problem } from '../problem.ts';
import type { ProtectionFact } from './protection.ts';

const columns = ['id', 'instrument', 'geography', 'status', 'date', 'value', 'unit', 'publisher', 'url', 'note', 'verification'] as const;

/** Rows whose day was found later, each with the row that has it: the ledger keeps both (standards D07). */
const datedLater: Readonly<Record<string, string>> = { 'uk-iicsa': 'uk-iicsa-date' };

/** Gives a row the day that was found later. */
function takeLaterDates(facts: Record<string, ProtectionFact>): void {
  for (const [first, later] of Object.entries(datedLater)) {
    const [fact, found] = [facts[first], facts[later]];
    if (!fact || !found) continue;
    fact.date = found.date;
    delete facts[later];
  }
}

export const protectionFile = 'data/protection.csv';

/**
 * Returns the facts of `data/protection.csv` by id.
 * @throws StoryRefused naming file, line and column of every row with no instrument, status, date, publisher or
 * address, with a value that is not a number, or with a value that has no unit.
 */
export function readProtection(text: string): Record<string, ProtectionFact> {
  const problems: Problem[] = [];
  const facts: Record<string, ProtectionFact> = {};
  for (const row of readLedger(text, protectionFile, columns)) {
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
  takeLaterDates(facts);
  return facts;
}
