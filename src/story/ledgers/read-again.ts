import { z } from 'zod';
import { problemsOf, StoryRefused, type Problem } from '../problem.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { readJson } from '../read-json.ts';
import type { LedgerRow } from './ledger.ts';

/** Where the rows stand whose source was read again, from the project's root. */
export const readAgainFile = 'data/read-again.json';

/**
 * What two readings of one source are compared in, by ledger: all that a number, its bound, its
 * date and its unit are made of.
 */
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
      /**
       * What the replaced row says where the later reading says something else: neither can then
       * change unseen.
       */
      differs: z.partialRecord(z.enum(columns), z.string()),
      why: z.string().min(1)
    })
  );
// Of a fact of protection, only its day is ever taken from the later row, which often cites another
// publisher.
const schema = z.strictObject({
  estimates: entriesOf(comparedColumns.estimates),
  protection: entriesOf(comparedColumns.protection)
});

/** The unit of a row that is a sentence without a number. */
export const statementUnit = 'statement';

type Ledger = keyof typeof comparedColumns;
type Entry = z.infer<typeof schema>[Ledger][number];

/**
 * A row whose source was read again. The ledger keeps both readings (standards D07); the story
 * states the later under the id of the first.
 */
export interface Rereading extends Omit<Entry, 'differs'> {
  differs: Readonly<Partial<Record<string, string>>>;
  /** Where the entry names one of its fields, in `readAgainFile`. */
  placeOf: (field: keyof Entry) => FilePosition;
}

export type Rereadings = Readonly<Record<Ledger, readonly Rereading[]>>;

/**
 * Returns the rows that were read again, by ledger.
 * @throws StoryRefused naming the line and field that is not what an entry holds.
 */
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

const complain = (
  entry: Rereading,
  field: keyof Entry,
  found: string,
  expected: string,
  remedy: string
) => problemsOf('ledger', readAgainFile, 'D07')(entry.placeOf(field), found, expected, remedy);

const once = 'each row replaced once, and standing for one';

/** Names each entry that does not lead from one row of the ledger to one later row. */
function pairProblems(
  rereadings: readonly Rereading[],
  ids: ReadonlySet<string>,
  file: string
): Problem[] {
  return rereadings.flatMap((entry, index) =>
    (['row', 'replaced_by'] as const).flatMap((field) => {
      const id = entry[field];
      if (!ids.has(id))
        return complain(
          entry,
          field,
          `“${id}”, which no row has as its id`,
          `an id of ${file}, to the letter`,
          'correct it'
        );
      if (rereadings.findIndex((other) => other[field] === id) < index)
        return complain(entry, field, `“${id}” a second time`, once, 'take one of the entries out');
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
      `“${entry.replaced_by}”, which leads back`,
      'a later reading',
      'name the row that was read last'
    );
  });
}

/**
 * Names each cell in which a replaced row does not say what the table, or the row that stands for
 * it, says.
 */
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
      const found = `a statement and a number: “${entry.row}” and “${entry.replaced_by}”`;
      return complain(
        entry,
        'replaced_by',
        found,
        'two numbers or two statements',
        'give the later reading an id of its own'
      );
    }
    if (written === says) {
      const found = `“${column}”, in which “${entry.replaced_by}” says “${says}” as well`;
      return complain(
        entry,
        'differs',
        found,
        'only columns in which the two rows differ',
        'take it out of “differs”'
      );
    }
    if (said === (written ?? says)) return [];
    return first.fault(
      column,
      `“${said}” in “${entry.row}”, which reaches no reader, and “${says}” in “${entry.replaced_by}” on line ${later.line}, which stands for it`,
      `“${written ?? says}”${written === undefined ? '' : `, as “differs” of ${readAgainFile} has it`}`,
      `restore whichever of the two was changed; where the source says otherwise, add a row and name it in ${readAgainFile}; where the later reading is meant to differ in ${column}, write under “differs” there what this row says`
    );
  });
}

/** Which rows the story states. */
export interface LaterReadings {
  /** The id of the row that was read last, by that of the row that was read first. */
  lastOf: ReadonlyMap<string, string>;
  /** Ids under which nothing is stated: of every later reading. */
  later: readonly string[];
}

/**
 * Returns which row stands for which: of a source that was read twice again, the last reading.
 * @throws StoryRefused naming the cell in which a replaced row says another number, bound, date or
 * unit than the row that stands for it and no entry says that it does: what an editor changes there
 * would reach no reader. Names what is wrong with the entries likewise.
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
