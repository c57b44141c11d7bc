import { verifications } from './estimate.ts';
import {
  checkAddress,
  checkDate,
  checkFilled,
  checkToCome,
  noteTwice,
  plainNumber
} from './ledger-cells.ts';
import { readLedger } from './ledger.ts';
import type { Link } from './links.ts';
import {
  comparedColumns,
  laterReadings,
  type LaterReadings,
  type Rereading
} from './read-again.ts';
import { StoryRefused, type Problem } from '../problem.ts';

const columns = [
  'id',
  'instrument',
  'geography',
  'status',
  'date',
  'value',
  'unit',
  'publisher',
  'url',
  'note',
  'verification'
] as const;

/**
 * One dated fact about protection: something that exists, or a world total. Never what a country
 * lacks (standards S02).
 */
export interface ProtectionFact extends Omit<Record<(typeof columns)[number], string>, 'value'> {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; or the ledger's words when undated. */
  date: string;
  value: number | null;
  /** Where a reader may follow the address. */
  link?: Link;
}

/** Gives a row the day that was found later; who published it, and where, stays as it is. */
function takeLaterDates(
  facts: Record<string, ProtectionFact>,
  { lastOf, later }: LaterReadings
): void {
  for (const [first, last] of lastOf) facts[first]!.date = facts[last]!.date;
  for (const id of later) delete facts[id];
}

export const protectionFile = 'data/protection.csv';

/**
 * Returns the facts of `data/protection.csv` by id, each with the day that was found last.
 * @throws StoryRefused naming each faulty cell.
 */
export function readProtection(
  text: string,
  rereadings: readonly Rereading[]
): Record<string, ProtectionFact> {
  const facts: Record<string, ProtectionFact> = {};
  const { rows, problems } = readLedger(text, protectionFile, columns);
  for (const row of rows) {
    const { cells } = row;
    checkFilled(row, [
      'instrument',
      'geography',
      'status',
      'date',
      'publisher',
      'url',
      'verification'
    ]);
    if (cells.url !== '') checkAddress(row);
    if (cells.date !== '') checkDate(row, 'date');
    // A remark may follow, such as on what was seen where.
    if (
      cells.verification !== '' &&
      !verifications.some((word) => word === cells.verification.split(';')[0])
    ) {
      const expected = `${verifications.join(', ')}; a remark may follow “;”`;
      row.note('verification', `“${cells.verification}”`, expected, 'say how the fact was checked');
    }
    const value = plainNumber(row, 'value');
    if (cells.value !== '' && cells.unit === '')
      row.note('unit', 'an empty cell', 'the unit of the value', 'say what is counted');
    facts[cells.id] = { ...cells, value };
  }
  if (problems.length === 0)
    noteTwice(rows, ['date', 'instrument', 'geography', 'status', 'unit'], rereadings);
  if (problems.length > 0) throw new StoryRefused(problems);
  takeLaterDates(
    facts,
    laterReadings(rows, rereadings, comparedColumns.protection, protectionFile)
  );
  return facts;
}

/**
 * Returns a fault for each date of `data/protection.csv` that has not been by a day.
 * @throws StoryRefused as reading its rows does.
 */
export function factsToCome(text: string, day: string): Problem[] {
  const { rows, problems } = readLedger(text, protectionFile, columns);
  for (const row of rows) checkToCome(row, 'date', day);
  return problems;
}
