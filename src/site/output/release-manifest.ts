import { z } from 'zod';
import { say } from '#locale/say.ts';
import { predicateOf } from '#sources/checked-json.ts';
import { writeLock, type Lock } from '#story/lock.ts';
import { editionName } from '#story/read-json.ts';
import { digest, sha256 } from '#vintages/sha256.ts';

export const manifestName = 'manifest.json';

const path = z
  .string()
  .refine((text) => isInside(text), 'must be a path inside the release, with forward slashes');
const fileSchema = z.strictObject({ path, bytes: z.number().int().nonnegative(), sha256: digest });
const release = z
  .string()
  .refine(
    (text) => isReleaseId(text),
    'must be the day of an edition, with .2, .3 … where it is not the first'
  );

const schema = z.strictObject({
  /** The edition; `.2`, `.3` … if it was released again with other bytes. */
  release,
  edition: editionName,
  after: release.nullable(),
  published: z.iso.datetime(),
  claims: z.strictObject({ count: z.number().int().nonnegative(), sha256: digest }),
  vintages: z.array(z.string()),
  files: z.array(fileSchema).min(1),
  /**
   * Assets of the release before, for readers who opened a page just before the switch; its log, if
   * this release is unsigned.
   */
  carried: z.array(fileSchema)
});

export type ReleaseManifest = z.infer<typeof schema>;

export type ReleasedFile = z.infer<typeof fileSchema>;

function isInside(text: string) {
  return (
    text !== '' &&
    !text.includes('\\') &&
    text.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

export function isReleaseId(text: string) {
  return /^\d{4}-\d{2}-\d{2}(-\d+)?(\.([2-9]|[1-9]\d+))?$/.test(text);
}

export function releaseNumber(id: string) {
  return Number(id.split('.')[1] ?? 1);
}

export function releaseId(edition: string, number: number) {
  return number === 1 ? edition : `${edition}.${number}`;
}

export function claimsOf(lock: Lock) {
  const { claims } = JSON.parse(writeLock(lock)) as Pick<Lock, 'claims'>;
  return { count: Object.keys(claims).length, sha256: sha256(JSON.stringify(claims)) };
}

export function writeManifest(manifest: ReleaseManifest) {
  return `${JSON.stringify(schema.parse(manifest), null, 2)}\n`;
}

export function readManifest(text: string) {
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new Error(`${issue.path.join('.') || say`the file`}: ${predicateOf(issue)}`);
}

export const allFiles = ({ files, carried }: ReleaseManifest) => [...files, ...carried];

/** A script or style; its name holds a checksum of its contents. */
export const isAsset = ({ path }: Pick<ReleasedFile, 'path'>) => path.startsWith('assets/');

export function sameFiles(one: readonly ReleasedFile[], other: readonly ReleasedFile[]) {
  const key = (files: readonly ReleasedFile[]) =>
    JSON.stringify(files.map((file) => [file.path, file.sha256]).sort());
  return one.length === other.length && key(one) === key(other);
}
