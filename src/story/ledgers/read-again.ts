import { z } from 'zod';
import { problemsOf, StoryRefused, type Problem } from '../problem.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { readJson } from '../read-json.ts';
import type { LedgerRow } from './ledger.ts';

export const readAgainFile = 'data/read-again.json';

const entries = z.array(
  z.strictObject({
    row: z.string().min(1),
    replaced_by: z.string().min(1),
    why: z.string().min(1)
  })
);
const schema = z.strictObject({ estimates: entries, protection: entries });

/** The unit of a row without a number. */
export const statementUnit = 'statement';

type Entry = z.infer<typeof entries>[number];

/**
 * The ledger keeps both readings (D07); the story states the later under the id of the first. The
 * lock of texts holds both rows.
 */
export interface Rereading extends Entry {
  placeOf: (field: keyof Entry) => FilePosition;
}

export type Rereadings = Readonly<Record<keyof z.infer<typeof schema>, readonly Rereading[]>>;

/** @throws StoryRefused with the field that is wrong. */
export function readRereadings(text: string): Rereadings {
  const read = readJson(
    text,
    readAgainFile,
    schema,
    'Give estimates and protection, each a list of { row, replaced_by, why } (docs/newsroom.md, “A row of a ledger”).'
  );
  const placed = (ledger: keyof Rereadings) =>
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

export interface LaterReadings {
  /** Id of the last reading, by id of the first. */
  lastOf: ReadonlyMap<string, string>;
  /** Ids of all later readings, which the story never states. */
  later: readonly string[];
}

/** Returns the last reading of each row. @throws StoryRefused when an entry is wrong. */
export function laterReadings(
  rows: readonly LedgerRow<'id' | 'unit'>[],
  rereadings: readonly Rereading[],
  file: string
): LaterReadings {
  const units = new Map(rows.map(({ cells }) => [cells.id, cells.unit]));
  const next = new Map(rereadings.map(({ row, replaced_by }) => [row, replaced_by]));
  const isStatement = (id: string) => units.get(id) === statementUnit;
  const mixed = rereadings.filter((one) => isStatement(one.row) !== isStatement(one.replaced_by));
  const problems = [
    ...pairProblems(rereadings, new Set(units.keys()), file),
    ...circleProblems(rereadings, next),
    ...mixed.map((entry) =>
      complain(
        entry,
        'replaced_by',
        `Only one of “${entry.row}” and “${entry.replaced_by}” has a number.`,
        'Give the later reading an id of its own.'
      )
    )
  ];
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
