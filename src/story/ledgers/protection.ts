import { verifications } from './estimate.ts';
import {
  cellName,
  checkUrl,
  checkDate,
  checkFilled,
  checkNotFuture,
  noteDuplicates,
  plainNumber
} from './ledger-cells.ts';
import { readLedger } from './ledger.ts';
import type { Link } from './links.ts';
import { laterReadings, type LaterReadings, type Rereading } from './read-again.ts';
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

/** Something that exists, or a world total; never what a country lacks (S02). */
export interface ProtectionFact extends Omit<Record<(typeof columns)[number], string>, 'value'> {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; or the ledger's words when undated. */
  date: string;
  value: number | null;
  link?: Link;
}

/** Only the date comes from the later row; publisher and address stay. */
function takeLaterDates(
  facts: Record<string, ProtectionFact>,
  { lastOf, later }: LaterReadings
): void {
  for (const [first, last] of lastOf) facts[first]!.date = facts[last]!.date;
  for (const id of later) delete facts[id];
}

export const protectionFile = 'data/protection.csv';

/**
 * Reads `data/protection.csv` by id, each with the date that was found last.
 * @throws StoryRefused with every wrong cell.
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
      'verification',
      // A row derived from other rows has their addresses.
      ...(cells.verification === 'derived' ? [] : (['url'] as const))
    ]);
    if (cells.url !== '') checkUrl(row);
    if (cells.date !== '') checkDate(row, 'date');
    if (
      cells.verification !== '' &&
      !verifications.some((word) => word === cells.verification.split(';')[0])
    ) {
      row.note(
        'verification',
        `${cellName(row, 'verification')} is “${cells.verification}”, which does not begin with a known word.`,
        `Write how the fact was checked: ${verifications.join(', ')}. A remark may follow after “;”.`
      );
    }
    const value = plainNumber(row, 'value');
    if (cells.value !== '' && cells.unit === '')
      row.note(
        'unit',
        `${cellName(row, 'unit')} is empty, but the row has a value.`,
        'Write what the value counts.'
      );
    facts[cells.id] = { ...cells, value };
  }
  if (problems.length === 0)
    noteDuplicates(rows, ['date', 'instrument', 'geography', 'status', 'unit'], rereadings);
  if (problems.length > 0) throw new StoryRefused(problems);
  takeLaterDates(facts, laterReadings(rows, rereadings, protectionFile));
  return facts;
}

/** Returns a fault for each date after `day`. @throws StoryRefused when a row cannot be read. */
export function futureFacts(text: string, day: string): Problem[] {
  const { rows, problems } = readLedger(text, protectionFile, columns);
  for (const row of rows) checkNotFuture(row, 'date', day);
  return problems;
}
