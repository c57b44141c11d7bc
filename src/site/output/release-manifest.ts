import { z } from 'zod';
import { writeLock, type Lock } from '../../story/lock.ts';
import { day } from '../../story/read-json.ts';
import { digest, sha256 } from '../../vintages/sha256.ts';

/** The file of a release that lists all others. */
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
  /**
   * The edition's day; followed by `.2`, `.3` … where that edition was released with other bytes
   * before.
   */
  release,
  edition: day,
  /** The release that readers saw before this one; null for the first. */
  after: release.nullable(),
  /** When it was written, as an ISO instant. */
  published: z.iso.datetime(),
  /** How many claims the edition's lock holds, and the checksum of them as locked. */
  claims: z.strictObject({ count: z.number().int().nonnegative(), sha256: digest }),
  /** The pinned vintages, `source/release`, one for each indicator. */
  vintages: z.array(z.string()),
  files: z.array(fileSchema).min(1),
  /**
   * Scripts and styles of the release before: a reader who opened the page a moment before the
   * switch still gets all of it.
   */
  carried: z.array(fileSchema)
});

export type ReleaseManifest = z.infer<typeof schema>;

/** One file of a release: its path from the release's folder, with forward slashes. */
export type ReleasedFile = z.infer<typeof fileSchema>;

function isInside(text: string): boolean {
  return (
    text !== '' &&
    !text.includes('\\') &&
    text.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

/** Returns whether a text names a release: `2026-11-25`, `2026-11-25.2`. */
export function isReleaseId(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(\.([2-9]|[1-9]\d+))?$/.test(text);
}

/** Returns which release of its edition an id names, counting from 1. */
export function releaseNumber(id: string): number {
  return Number(id.split('.')[1] ?? 1);
}

/** Returns the id of an edition's n-th release. */
export function releaseId(edition: string, number: number): string {
  return number === 1 ? edition : `${edition}.${number}`;
}

/**
 * Returns how many claims a lock holds and the checksum over them as the lock writes them: the same
 * claims, the same checksum.
 */
export function claimsOf(lock: Lock): ReleaseManifest['claims'] {
  const { claims } = JSON.parse(writeLock(lock)) as Pick<Lock, 'claims'>;
  return { count: Object.keys(claims).length, sha256: sha256(JSON.stringify(claims)) };
}

/** Returns a manifest as its file: two spaces, one line break at the end. */
export function writeManifest(manifest: ReleaseManifest): string {
  return `${JSON.stringify(schema.parse(manifest), null, 2)}\n`;
}

/**
 * Returns the manifest in a text.
 * @throws Error naming the field that is not what a manifest holds.
 */
export function readManifest(text: string): ReleaseManifest {
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(
    `${issue?.path.join('.') || 'the whole file'}: ${issue?.message ?? 'unreadable'}`
  );
}

/**
 * Returns every file of a release beside its manifest: its own, and those that it carries for pages
 * that are still open.
 */
export const allFiles = ({
  files,
  carried
}: Pick<ReleaseManifest, 'files' | 'carried'>): ReleasedFile[] => [...files, ...carried];

/** Whether two lists hold the same files. */
export function sameFiles(one: readonly ReleasedFile[], other: readonly ReleasedFile[]): boolean {
  const key = (files: readonly ReleasedFile[]) =>
    JSON.stringify(files.map((file) => [file.path, file.sha256]).sort());
  return one.length === other.length && key(one) === key(other);
}
