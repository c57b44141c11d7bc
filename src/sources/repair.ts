import { z } from 'zod';
import { checkedJson } from './checked-json.ts';
import { atStart, refuseAt, type SourceFault } from './source-error.ts';

const release = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);

const schema = z.array(
  z
    .strictObject({
      iso3: z.string().regex(/^[A-Z]{3}$/),
      /** Left out for a treaty party, whose only figure is its year. */
      year: z.number().int().optional(),
      /** The wrong figure in the source. */
      expects: z.number(),
      /** The right figure; null if unknown, so that the figure is left out. */
      value: z.number().nullable(),
      since: release.optional(),
      until: release.optional(),
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

/** A declared fix of a publisher's error. Once the publisher fixes it, the import is refused. */
export type Repair = z.infer<typeof schema>[number];

export interface Declared {
  source: string;
  before?: string | undefined;
}

const fileOf = ({ source }: Declared) => `data/repairs/${source}.json`;

/** Reads `data/repairs/<source>.json`. @throws SourceError at a wrong field. */
export function readRepairs(text: string, file: string): Repair[] {
  return checkedJson(
    text,
    schema,
    file,
    'Give a list of repairs, [{ … }], each with iso3, expects, value and reason.'
  );
}

/** True for a release on or after a day. A month without its day may be any day of it. */
const reaches = (release: string, day: string): boolean => release.padEnd(10, '~') >= day;

interface Known {
  repairs?: readonly Repair[];
  released?: string;
  kept?: readonly string[];
}

/** Returns the repairs of a release: the printed one, or else the one that the desk knows. */
export function repairsFor({ repairs = [], released }: Known, printed: string | null): Repair[] {
  const release = printed ?? released ?? '';
  return repairs.filter(
    ({ since, until }) =>
      (since === undefined || reaches(release, since)) &&
      (until === undefined || reaches(until, release))
  );
}

export function repairContext(
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

/** @throws SourceError naming every repair whose figure is not the one it expects. */
export function refuseOutdatedRepairs(
  outdated: readonly { repair: Repair; found: number }[],
  at: Pick<SourceFault, 'file' | 'line' | 'column'>,
  declared: Declared
): never {
  const isFixed = outdated.every(({ repair, found }) => found === repair.value);
  const repairs = outdated.map(({ repair }) => repair);
  const end = howToEnd(repairs, declared);
  return refuseAt(at.file, at, {
    kind: isFixed ? 'repair-outdated' : 'repair-of-other-value',
    wrong: `${fileOf(declared)} expects another figure: ${outdated.map(({ repair, found }) => `${repairKey(repair)} is ${found}, not ${repair.expects} as in ${entryOf(repair)}`).join('; ')}.`,
    fix: isFixed
      ? `The publisher has fixed it: ${end}.`
      : `If the publisher has fixed it, ${end}. If this is another error, correct the repair.`
  });
}

export function refuseUnusedRepairs(
  repairs: readonly Repair[],
  seen: ReadonlySet<string>,
  file: string,
  declared: Declared
): void {
  const unused = repairs.filter((repair) => !seen.has(repairKey(repair)));
  if (unused.length === 0) return;
  refuseAt(file, atStart, {
    kind: 'repair-unused',
    wrong: `There is no figure for ${unused.map(repairKey).join(' and ')}, which ${fileOf(declared)} repairs in ${unused.map(entryOf).join(' and ')}.`,
    fix: `If the publisher no longer gives one, ${howToEnd(unused, declared)}. Otherwise find out what became of it.`
  });
}

const entryOf = ({ iso3, year, expects }: Repair): string =>
  JSON.stringify({ iso3, ...(year === undefined ? {} : { year }), expects });

function howToEnd(repairs: readonly Repair[], { before }: Declared): string {
  const it = repairs.length === 1 ? 'the entry' : 'each entry';
  // When the error is newer than every kept release, none needs the entry.
  if (
    before === undefined ||
    repairs.some(({ since }) => since !== undefined && !reaches(before, since))
  )
    return `take ${it} out of the file`;
  return `add "until": "${before}", the last kept release with the error, to ${it}`;
}

export function repairKey(key: { iso3: string; year?: number | undefined }): string {
  return key.year === undefined ? key.iso3 : `${key.iso3} ${key.year}`;
}
