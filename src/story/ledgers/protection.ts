import { verifications } from './estimate.ts';
import {
  addressed,
  dated,
  filled,
  matching,
  notAfter,
  noteDuplicates,
  numberIn,
  numeric
} from './ledger-cells.ts';
import { readLedger, type Columns } from './ledger.ts';
import type { Link } from './links.ts';
import { laterReadings, type LaterReadings, type Rereading } from './read-again.ts';
import { refuseAny } from '../problem.ts';
import { say } from '#locale/say.ts';

type Column =
  | ('id' | 'instrument' | 'geography' | 'status' | 'date' | 'value')
  | ('unit' | 'publisher' | 'url' | 'note' | 'verification');

const columns: Columns<Column> = {
  id: [],
  instrument: [filled],
  geography: [filled],
  status: [filled],
  date: [filled, dated],
  value: [numeric],
  unit: [],
  publisher: [filled],
  url: [addressed],
  note: [],
  verification: [
    filled,
    matching(
      new RegExp(`^(?:${verifications.join('|')})(?:;|$)`),
      say`which does not begin with a known word`,
      say`Write how the fact was checked: ${verifications.join(', ')}. A remark may follow after “;”.`
    )
  ]
};

/** Something that exists, or a world total; never what a country lacks (S02). */
export interface ProtectionFact extends Omit<Record<Column, string>, 'value'> {
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; or the ledger's words when undated. */
  date: string;
  value: number | null;
  link?: Link;
}

/** Only the date comes from the later row; publisher and address stay. */
function takeLaterDates(facts: Record<string, ProtectionFact>, { lastOf, later }: LaterReadings) {
  for (const [first, last] of lastOf) facts[first]!.date = facts[last]!.date;
  for (const id of later) delete facts[id];
}

export const protectionFile = 'data/protection.csv';

/** Reads `data/protection.csv` by id, each with the date that was found last. */
export function readProtection(text: string, rereadings: readonly Rereading[]) {
  const facts: Record<string, ProtectionFact> = {};
  const { rows, problems } = readLedger(text, protectionFile, columns);
  for (const { cells, note } of rows) {
    // A row derived from other rows has their addresses.
    const unaddressed = cells.verification === 'derived' ? undefined : filled(cells.url);
    if (unaddressed) note('url', ...unaddressed);
    if (cells.value !== '' && cells.unit === '')
      note('unit', say`but the row has a value`, say`Write what the value counts.`);
    facts[cells.id] = { ...cells, value: numberIn(cells.value) };
  }
  if (problems.length === 0)
    noteDuplicates(rows, ['date', 'instrument', 'geography', 'status', 'unit'], rereadings);
  refuseAny(problems);
  takeLaterDates(facts, laterReadings(rows, rereadings, protectionFile));
  return facts;
}

export const futureFacts = (text: string, day: string) =>
  readLedger(text, protectionFile, { ...columns, date: [notAfter(day)] }).problems;
