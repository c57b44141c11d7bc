import { z } from 'zod';
import { problemsOf, refuseAny } from '../problem.ts';
import type { FilePosition } from '#sources/source-error.ts';
import { placeOfPath } from '#sources/checked-json.ts';
import { readJson } from '../read-json.ts';
import type { LedgerRow } from './ledger.ts';
import { nearestOf } from '../claims/nearest.ts';
import { say } from '#locale/say.ts';

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

export function readRereadings(text: string): Rereadings {
  const read = readJson(
    text,
    readAgainFile,
    schema,
    say`Give estimates and protection, each a list of { row, replaced_by, why } (docs/newsroom.md, “A ledger row”).`
  );
  const placed = (ledger: keyof Rereadings) =>
    read[ledger].map((entry, index): Rereading => ({
      ...entry,
      placeOf: (field) => placeOfPath(text, [ledger, index, field])
    }));
  return { estimates: placed('estimates'), protection: placed('protection') };
}

export interface LaterReadings {
  lastOf: ReadonlyMap<string, string>;
  later: readonly string[];
}

export function laterReadings(
  rows: readonly LedgerRow<'id' | 'unit'>[],
  rereadings: readonly Rereading[],
  file: string
): LaterReadings {
  const units = new Map(rows.map(({ cells }) => [cells.id, cells.unit]));
  const order = [...units.keys()];
  const isStatement = (id: string) => units.get(id) === statementUnit;
  const problems = rereadings.flatMap((entry, index) => {
    const { row, replaced_by: by } = entry;
    const fault = (field: 'row' | 'replaced_by', wrong: string, fix: string) =>
      problemsOf('ledger', readAgainFile, 'D07')(entry.placeOf(field), wrong, fix);
    const ofField = (['row', 'replaced_by'] as const).flatMap((field) => {
      const id = entry[field];
      if (!units.has(id))
        return fault(
          field,
          say`No row of ${file} has the id “${id}”.`,
          say`Correct “${field}”${nearestOf(id, order)}, or delete the entry.`
        );
      const first = rereadings.findIndex((other) => other[field] === id);
      if (first === index) return [];
      return fault(
        field,
        say`“${field}” is “${id}” on line ${rereadings[first]!.placeOf(field).line} as well.`,
        say`Delete one of the two entries.`
      );
    });
    if (ofField.length > 0) return ofField;
    if (order.indexOf(by) <= order.indexOf(row))
      return fault(
        'replaced_by',
        say`“replaced_by” is “${by}”, whose row is not below that of “${row}” in ${file}.`,
        say`Write the id of the row that was read later, or move that row down in ${file}.`
      );
    if (isStatement(row) === isStatement(by)) return [];
    return fault(
      'replaced_by',
      say`Only one of “${row}” and “${by}” has a number.`,
      say`Give the later reading an id of its own.`
    );
  });
  refuseAny(problems);
  const next = new Map(rereadings.map(({ row, replaced_by: by }) => [row, by]));
  const later = [...next.values()];
  const lastFrom = (id: string): string => (next.has(id) ? lastFrom(next.get(id)!) : id);
  return {
    later,
    lastOf: new Map(
      [...next.keys()].filter((id) => !later.includes(id)).map((id) => [id, lastFrom(id)])
    )
  };
}
