import { z } from 'zod';
import { problemsOf, StoryRefused, type Problem } from '../problem.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { readJson } from '../read-json.ts';
import { cellName } from './ledger-cells.ts';
import type { LedgerRow } from './ledger.ts';

export const readAgainFile = 'data/read-again.json';

/** Everything that makes up a number, its bound, date and unit. */
export const comparedColumns = {
  estimates: [
    'series',
    'published',
    'ref_year',
    'geography',
    'bound',
    'low',
    'value',
    'high',
    'unit'
  ],
  protection: ['date']
} as const;

const entriesOf = <Column extends string>(columns: readonly Column[]) =>
  z.array(
    z.strictObject({
      row: z.string().min(1),
      replaced_by: z.string().min(1),
      /** Values of the replaced row where the two differ: neither can change unnoticed. */
      differs: z.partialRecord(z.enum(columns), z.string()),
      why: z.string().min(1)
    })
  );
// From a later fact only the date is taken, because it often cites another publisher.
const schema = z.strictObject({
  estimates: entriesOf(comparedColumns.estimates),
  protection: entriesOf(comparedColumns.protection)
});

/** The unit of a row without a number. */
export const statementUnit = 'statement';

type Ledger = keyof typeof comparedColumns;
type Entry = z.infer<typeof schema>[Ledger][number];

/** The ledger keeps both readings (D07); the story states the later under the id of the first. */
export interface Rereading extends Omit<Entry, 'differs'> {
  differs: Readonly<Partial<Record<string, string>>>;
  placeOf: (field: keyof Entry) => FilePosition;
}

export type Rereadings = Readonly<Record<Ledger, readonly Rereading[]>>;

/** @throws StoryRefused with the field that is wrong. */
export function readRereadings(text: string): Rereadings {
  const read = readJson(
    text,
    readAgainFile,
    schema,
    'Give estimates and protection, each a list of { row, replaced_by, differs, why } (docs/newsroom.md, “A row of a ledger”).'
  );
  const placed = (ledger: Ledger) =>
    read[ledger].map((entry, index): Rereading => ({
      ...entry,
      placeOf: (field) => placeOfPath(text, [ledger, index, field])
    }));
  return { estimates: placed('estimates'), protection: placed('protection') };
}

const complain = (entry: Rereading, field: keyof Entry, wrong: string, fix: string) =>
  problemsOf('ledger', readAgainFile, 'D07')(entry.placeOf(field), wrong, fix);

/** Names each entry that does not lead from one row to one later row. */
function pairProblems(
  rereadings: readonly Rereading[],
  ids: ReadonlySet<string>,
  file: string
): Problem[] {
  return rereadings.flatMap((entry, index) =>
    (['row', 'replaced_by'] as const).flatMap((field) => {
      const id = entry[field];
      if (!ids.has(id))
        return complain(entry, field, `No row of ${file} has the id “${id}”.`, 'Correct it.');
      if (rereadings.findIndex((other) => other[field] === id) < index)
        return complain(
          entry,
          field,
          `Another entry names “${id}” as well.`,
          'Delete one of the two: a row is replaced once, and replaces one row.'
        );
      return [];
    })
  );
}

function circleProblems(
  rereadings: readonly Rereading[],
  next: ReadonlyMap<string, string>
): Problem[] {
  return rereadings.flatMap((entry) => {
    let id: string | undefined = entry.row;
    for (let steps = 0; steps <= next.size && id !== undefined; steps++) id = next.get(id);
    if (id === undefined) return [];
    return complain(
      entry,
      'replaced_by',
      `“${entry.replaced_by}” leads back to the row that it replaces.`,
      'Name the row that was read last. If this row is the last, delete the entry.'
    );
  });
}

/** A replaced row must agree with the table and with the row that replaces it. */
function cellProblems<Column extends string>(
  entry: Rereading,
  first: LedgerRow<Column>,
  later: LedgerRow<Column>,
  compared: readonly Column[]
): Problem[] {
  return compared.flatMap((column) => {
    const written = entry.differs[column];
    const [said, says] = [first.cells[column], later.cells[column]];
    const isMixed = column === 'unit' && (said === statementUnit) !== (says === statementUnit);
    if (isMixed) {
      return complain(
        entry,
        'replaced_by',
        `Only one of “${entry.row}” and “${entry.replaced_by}” has a number.`,
        'Give the later reading an id of its own.'
      );
    }
    if (written === says) {
      return complain(
        entry,
        'differs',
        `“differs” names “${column}”, but “${entry.replaced_by}” has “${says}” there too.`,
        'Delete it from “differs”.'
      );
    }
    if (said === (written ?? says)) return [];
    const other =
      written === undefined
        ? `“${entry.replaced_by}” (line ${later.line}), which replaces it, has “${says}”`
        : `“differs” in ${readAgainFile} says “${written}”`;
    return first.fault(
      column,
      `${cellName(first, column)} is “${said}”, but ${other}.`,
      `Restore the cell that was changed. If the source has changed, add a row and name it in ${readAgainFile}. If the two readings are meant to differ, write “${said}” under “differs” there.`
    );
  });
}

export interface LaterReadings {
  /** Id of the last reading, by id of the first. */
  lastOf: ReadonlyMap<string, string>;
  /** Ids of all later readings, which the story never states. */
  later: readonly string[];
}

/**
 * Returns the last reading of each row.
 * @throws StoryRefused when a replaced row and the later one differ and no entry says so (an edit
 * there would reach no reader), or an entry is wrong.
 */
export function laterReadings<Column extends string>(
  rows: readonly LedgerRow<Column | 'id'>[],
  rereadings: readonly Rereading[],
  compared: readonly Column[],
  file: string
): LaterReadings {
  const byId = new Map(rows.map((row) => [row.cells.id, row]));
  const next = new Map(rereadings.map(({ row, replaced_by }) => [row, replaced_by]));
  const faulty = [
    ...pairProblems(rereadings, new Set(byId.keys()), file),
    ...circleProblems(rereadings, next)
  ];
  if (faulty.length > 0) throw new StoryRefused(faulty);
  const problems = rereadings.flatMap((entry) =>
    cellProblems(entry, byId.get(entry.row)!, byId.get(entry.replaced_by)!, compared)
  );
  if (problems.length > 0) throw new StoryRefused(problems);
  const later = [...next.values()];
  const lastFrom = (id: string): string => (next.has(id) ? lastFrom(next.get(id)!) : id);
  return {
    later,
    lastOf: new Map(
      [...next.keys()].filter((id) => !later.includes(id)).map((id) => [id, lastFrom(id)])
    )
  };
}
