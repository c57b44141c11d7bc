import { parseJson } from '../../sources/checked-json.ts';
import type { Imported } from '../../sources/source.ts';
import { agreeing, isRelease, type Release } from '../../vintages/vintage.ts';
import { Refusal } from '../cli/desk-io.ts';
import { z } from 'zod';

/**
 * Returns the release given by the file, the command line or the record beside it.
 * @throws Refusal when there is none, or they disagree.
 */
export function chosenRelease(
  file: string,
  imported: Imported,
  asked: Release | undefined,
  beside: Release | undefined
): Release {
  const known = [
    { release: imported.release ?? undefined, by: `${file} prints` },
    { release: asked, by: '--released says' },
    { release: beside, by: 'meta.json beside it says' }
  ].flatMap(({ release, by }) => (release === undefined ? [] : [{ release, by }]));
  const [first, ...others] = known;
  if (!first) {
    throw new Refusal(
      'no-release',
      `${file} does not give its release date.`,
      'Give it with --released YYYY-MM-DD, or YYYY-MM if the day is not known.'
    );
  }
  const other = others.find(({ release }) => !agreeing(release, first.release));
  if (other) {
    throw new Refusal(
      'two-releases',
      `There are two release dates: ${first.by} ${first.release}, ${other.by} ${other.release}.`,
      'Correct --released, or leave it out if the file prints the date.'
    );
  }
  // A day says more than its month.
  const release = known
    .map((one) => one.release)
    .reduce((best, one) => (one.length > best.length ? one : best));
  const newest = [...imported.economies, ...imported.aggregates].reduce(
    (last, { year }) => Math.max(last, year),
    0
  );
  if (newest > Number(release.slice(0, 4))) {
    throw new Refusal(
      'values-after-release',
      `${file} has a value for ${newest}, after its release, ${release}.`,
      'Check --released.'
    );
  }
  return release;
}

const schema = z.object({
  source_repo: z.string().regex(/^https:\/\/github\.com\/[^/\s]+\/[^/\s]+$/),
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  release: z.string().optional(),
  files: z.array(z.object({ file: z.string(), path: z.string().min(1), sha256: z.string() }))
});

export type FileRecord = NonNullable<ReturnType<typeof readRecord>>;

/** Returns the address and release in a `meta.json`; undefined if it describes other bytes. */
export function readRecord(text: string, name: string, sha256: string) {
  const read = parseJson(text, schema);
  if (!('value' in read)) return undefined;
  const { source_repo: repository, commit, release, files } = read.value;
  const entry = files.find(({ file }) => file === name);
  if (entry?.sha256 !== sha256) return undefined;
  const path = entry.path.split('/').map(encodeURIComponent).join('/');
  return {
    origin: `${repository}/blob/${commit}/${path}`,
    ...(release !== undefined && isRelease(release) ? { release } : {})
  };
}
