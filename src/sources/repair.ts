import { z } from 'zod';
import { checkedJson } from './checked-json.ts';
import { atStart, refuseAt, type SourceFault } from './source-error.ts';

/** A day, or a month where the day is not known. */
const release = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);

const schema = z.array(
  z
    .strictObject({
      /** Code of the economy or treaty party whose figure is wrong. */
      iso3: z.string().regex(/^[A-Z]{3}$/),
      /**
       * The year of the figure; for a treaty party there is only one figure, its year, and this is
       * left out.
       */
      year: z.number().int().optional(),
      /** What the source says now. */
      expects: z.number(),
      /** What it should say; null where nobody knows, so that the figure is left out. */
      value: z.number().nullable(),
      /** The first release with the error; releases before it are left as they are. */
      since: release.optional(),
      /** The last release with the error; releases after it are healed, and left as they are. */
      until: release.optional(),
      /** Why, with the evidence, in words. */
      reason: z.string().min(10)
    })
    .refine(
      ({ value, year }) => value !== null || year !== undefined,
      'leaves out a figure without a year'
    )
    .refine(
      ({ since, until }) => since === undefined || until === undefined || reaches(until, since),
      'has "until" before "since"'
    )
);

/**
 * A declared fix of an error in a source: it fails loudly once the source is healed, so that it is
 * ended.
 */
export type Repair = z.infer<typeof schema>[number];

/** Where repairs are declared, and what is known of the releases that they are of. */
export interface Declared {
  source: string;
  /** The last kept release before the one that is read; undefined where none is known. */
  before?: string | undefined;
}

const fileOf = ({ source }: Declared) => `data/repairs/${source}.json`;

/**
 * Returns the repairs in `data/repairs/<source>.json`.
 * @throws SourceError when the file is not a list of repairs.
 */
export function readRepairs(text: string, file: string): Repair[] {
  return checkedJson(
    text,
    schema,
    file,
    'Give a list of repairs, [{ … }], each with iso3, expects, value and reason.'
  );
}

/**
 * Whether a release is of a day or later. A month that is known without its day may be any day of
 * it.
 */
const reaches = (release: string, day: string): boolean => release.padEnd(10, '~') >= day;

interface Known {
  repairs?: readonly Repair[];
  released?: string;
  kept?: readonly string[];
}

/** Returns the repairs of a release: that of the file, or the one that the desk knows of. */
export function repairsFor({ repairs = [], released }: Known, printed: string | null): Repair[] {
  const release = printed ?? released ?? '';
  return repairs.filter(
    ({ since, until }) =>
      (since === undefined || reaches(release, since)) &&
      (until === undefined || reaches(until, release))
  );
}

/**
 * Returns where the repairs of a release are declared, with the last kept release before it: at
 * that one they end when it is healed.
 */
export function declaredFor(
  source: string,
  { released, kept = [] }: Known,
  printed: string | null
): Declared {
  const release = printed ?? released;
  return {
    source,
    before: kept.filter((other) => release === undefined || other < release).at(-1)
  };
}

/**
 * @throws SourceError naming every repair whose figure is another one than it expects, and what to
 * write into its entry.
 */
export function refuseHealed(
  healed: readonly { repair: Repair; found: number }[],
  at: Pick<SourceFault, 'file' | 'line' | 'column'>,
  declared: Declared
): never {
  const entries = healed.map(({ repair }) => entryOf(repair)).join(' and ');
  const mended = healed.every(({ repair, found }) => found === repair.value);
  const repairs = healed.map(({ repair }) => repair);
  const end = howToEnd(repairs, declared);
  const one = healed.length === 1;
  return refuseAt(
    at.file,
    at,
    healed.map(({ repair, found }) => `${found} for ${repairKey(repair)}`).join(' and '),
    `${healed.map(({ repair }) => repair.expects).join(' and ')}, the ${one ? 'error' : 'errors'} that the ${one ? 'entry' : 'entries'} ${entries} in ${fileOf(declared)} ${one ? 'mends' : 'mend'}`,
    mended
      ? `the publisher has mended it: ${end}`
      : `if the publisher has mended it, ${end}; if this is another error, correct the ${one ? 'entry' : 'entries'}`
  );
}

/** @throws SourceError when a declared repair found nothing to mend in the file. */
export function refuseUnusedRepairs(
  repairs: readonly Repair[],
  seen: ReadonlySet<string>,
  file: string,
  declared: Declared
): void {
  const unused = repairs.filter((repair) => !seen.has(repairKey(repair)));
  if (unused.length === 0) return;
  const expected = unused
    .map(
      (one) =>
        `${one.expects}, the error that the entry ${entryOf(one)} in ${fileOf(declared)} mends`
    )
    .join('; ');
  const advice = `if the publisher gives no figure any more, ${howToEnd(unused, declared)}; else look for what became of it`;
  refuseAt(file, atStart, `no figure for ${unused.map(repairKey).join(' and ')}`, expected, advice);
}

const entryOf = ({ iso3, year, expects }: Repair): string =>
  JSON.stringify({ iso3, ...(year === undefined ? {} : { year }), expects });

function howToEnd(repairs: readonly Repair[], { before }: Declared): string {
  const it = repairs.length === 1 ? 'the entry' : 'each entry';
  // No kept release has the error when the last one is older than it: then nothing needs the entry.
  if (
    before === undefined ||
    repairs.some(({ since }) => since !== undefined && !reaches(before, since))
  )
    return `take ${it} out of the file`;
  return `write "until": "${before}", the last kept release with the error, into ${it}`;
}

/** Returns the name under which a repair and a figure meet: `NZL`, or `NZL 2016`. */
export function repairKey(key: { iso3: string; year?: number | undefined }): string {
  return key.year === undefined ? key.iso3 : `${key.iso3} ${key.year}`;
}
