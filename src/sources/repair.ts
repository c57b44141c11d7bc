import { z } from 'zod';
import { SourceError } from './source-error.ts';

const schema = z.array(
  z
    .object({
      /** Code of the economy or treaty party whose figure is wrong. */
      iso3: z.string().regex(/^[A-Z]{3}$/),
      /** The year of the figure; for a treaty party there is only one figure, its year, and this is left out. */
      year: z.number().int().optional(),
      /** What the source says now. */
      expects: z.number(),
      /** What it should say; null where nobody knows, so that the figure is left out. */
      value: z.number().nullable(),
      /** The first release with the error; releases before it are left as they are. */
      since: z
        .string()
        .regex(/^\d{4}-\d{2}(-\d{2})?$/)
        .optional(),
      /** Why, with the evidence, in words. */
      reason: z.string().min(10)
    })
    .strict()
    .refine(({ value, year }) => value !== null || year !== undefined, 'a figure without a year cannot be left out')
);

/** A declared fix of an error in a source: it fails loudly once the source is healed, so that it is taken out again. */
export type Repair = z.infer<typeof schema>[number];

/** Returns the repairs in `data/repairs/<source>.json`. @throws SourceError when the file is not a list of repairs. */
export function readRepairs(text: string, file: string): Repair[] {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    const found =
      error instanceof z.ZodError ? `${error.issues[0]?.path.join('.')}: ${error.issues[0]?.message}` : (error as Error).message;
    throw new SourceError({
      file,
      line: 1,
      column: 1,
      found,
      expected: 'a list of repairs with iso3, expects, value and reason',
      advice: 'correct the declared repair'
    });
  }
}

/** Returns the repairs of a release: that of the file, or the one that the desk knows of. */
export function repairsFor(
  { repairs = [], released }: { repairs?: readonly Repair[]; released?: string },
  printed: string | null
): Repair[] {
  const release = printed ?? released ?? '';
  // A month that is known without its day may be any day of it.
  return repairs.filter(({ since }) => since === undefined || release.padEnd(10, '~') >= since);
}

/**
 * Returns the figure to use for `iso3` (and `year`): the repaired one where a repair is declared, null where it is to be left out, else
 * `found` itself.
 * @throws SourceError when the source no longer says what the repair expects.
 */
export function repaired(
  repairs: readonly Repair[],
  key: { iso3: string; year?: number },
  found: number,
  at: { file: string; line: number; column: number }
): number | null {
  const repair = repairs.find((candidate) => candidate.iso3 === key.iso3 && candidate.year === key.year);
  if (!repair) return found;
  if (found !== repair.expects) {
    throw new SourceError({
      ...at,
      found: `${found} for ${key.iso3}`,
      expected: `${repair.expects}, the error that a declared repair mends`,
      advice:
        found === repair.value
          ? 'the source is healed: take the repair out of data/repairs'
          : 'look at the source again and correct the repair'
    });
  }
  return repair.value;
}

/** @throws SourceError when a declared repair found nothing to mend in the file. */
export function refuseUnusedRepairs(repairs: readonly Repair[], seen: ReadonlySet<string>, file: string): void {
  const unused = repairs.find((repair) => !seen.has(repairKey(repair)));
  if (unused) {
    throw new SourceError({
      file,
      line: 1,
      column: 1,
      found: `no figure for ${repairKey(unused)}`,
      expected: `${unused.expects}, the error that a declared repair mends`,
      advice: 'take the repair out of data/repairs, or look for what became of the figure'
    });
  }
}

/** Returns the name under which a repair and a figure meet: `NZL`, or `NZL 2016`. */
export function repairKey(key: { iso3: string; year?: number | undefined }): string {
  return key.year === undefined ? key.iso3 : `${key.iso3} ${key.year}`;
}
