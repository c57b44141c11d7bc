import { z } from 'zod';
import { checkedJson } from './checked-json.ts';
import { atStart, refuseAt, type FilePosition } from './source-error.ts';
import { say } from '#locale/say.ts';

const release = z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/);

const schema = z.array(
  z
    .strictObject({
      iso3: z.string().regex(/^[A-Z]{3}$/),
      /** Left out for a treaty party, whose only figure is its year. */
      year: z.number().int().optional(),
      expects: z.number(),
      /** The right figure; null if unknown, so that the figure is left out. */
      value: z.number().nullable(),
      since: release.optional(),
      until: release.optional(),
      reason: z.string().min(10)
    })
    .refine(
      ({ value, year }) => value !== null || year !== undefined,
      say`leaves out a figure without a year`
    )
    .refine(
      ({ since, until }) => since === undefined || until === undefined || reaches(until, since),
      say`has "until" before "since"`
    )
);

/** A declared fix of a publisher's error. Once the publisher fixes it, the import is refused. */
export type Repair = z.infer<typeof schema>[number];

export function readRepairs(text: string, file: string) {
  return checkedJson(
    text,
    schema,
    file,
    say`Give a list of repairs, [{ … }], each with iso3, expects, value and reason.`
  );
}

/** True for a release on or after a day. A month without its day may be any day of it. */
const reaches = (release: string, day: string) => release.padEnd(10, '~') >= day;

/** Returns the repairs of a release: the printed one, or else the one that the desk knows. */
export function repairsFor(
  { repairs = [], released = '' }: { repairs?: readonly Repair[]; released?: string | undefined },
  printed: string | null
) {
  const release = printed ?? released;
  return repairs.filter(
    ({ since, until }) =>
      (since === undefined || reaches(release, since)) &&
      (until === undefined || reaches(until, release))
  );
}

/** @throws SourceError naming every repair without a figure, or with another than it expects. */
export function checkRepairs(
  repairs: readonly Repair[],
  figureOf: (repair: Repair) => { value: number; at: FilePosition } | undefined,
  file: string,
  source: string
) {
  const path = `data/repairs/${source}.json`;
  const end = say`add "until", the last kept release with the error, to the entry; if no kept release has it, take the entry out`;
  const unused = repairs.filter((repair) => figureOf(repair) === undefined);
  if (unused.length > 0)
    refuseAt(
      file,
      atStart,
      'repair-unused',
      say`There is no figure for ${unused.map(repairKey).join(' and ')}, which ${path} repairs in ${unused.map(entryOf).join(' and ')}.`,
      say`If the publisher no longer gives one, ${end}. Otherwise find out what became of it.`
    );
  const outdated = repairs
    .map((repair) => ({ repair, ...figureOf(repair)! }))
    .filter(({ repair, value }) => value !== repair.expects);
  if (!outdated[0]) return;
  const isFixed = outdated.every(({ repair, value }) => value === repair.value);
  refuseAt(
    file,
    outdated[0].at,
    isFixed ? 'repair-outdated' : 'repair-of-other-value',
    say`${path} expects another figure: ${outdated.map(({ repair, value }) => say`${repairKey(repair)} is ${value}, not ${repair.expects} as in ${entryOf(repair)}`).join('; ')}.`,
    isFixed
      ? say`The publisher has fixed it: ${end}.`
      : say`If the publisher has fixed it, ${end}. If this is another error, correct the repair.`
  );
}

const entryOf = ({ iso3, year, expects }: Repair) => JSON.stringify({ iso3, year, expects });

export function repairKey(key: { iso3: string; year?: number | undefined }) {
  return key.year === undefined ? key.iso3 : `${key.iso3} ${key.year}`;
}
