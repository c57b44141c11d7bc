import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { descending, greatest, sum } from 'd3';
import { say } from '#locale/say.ts';
import {
  allFiles,
  isAsset,
  isReleaseId,
  manifestName,
  readManifest,
  releaseId,
  releaseNumber,
  sameFiles,
  writeManifest,
  type ReleasedFile,
  type ReleaseManifest
} from '#site/output/release-manifest.ts';
import { isLog, logEntry, readLog } from '#site/output/edition-log.ts';
import { signatureName } from '#site/output/minisign.ts';
import { sha256 } from '#vintages/sha256.ts';
import type { Desk } from '../cli/desk-io.ts';
import { checksumFiles, walkFolder } from '#site/output/walk-folder.ts';
import { counting, type Watched } from '../cli/progress.ts';
import type { Signing } from './signing.ts';
import { mapConcurrent } from '#site/output/map-concurrent.ts';

export interface NewFile extends ReleasedFile {
  read(): Promise<Uint8Array>;
  /** An older release with the same file, which a store can copy. */
  alsoIn?: string | undefined;
}

export interface ReleasePlace {
  readonly name: string;
  readonly concurrency: number;
  readonly signing?: Signing;
  locationOf(id: string): string;
  /** Called before the build. @throws Refusal when nothing can be written here. */
  checkWritable?(): Promise<void>;
  /**
   * Cleans up after killed desks, then runs something while no other desk publishes here.
   * @throws Refusal naming the other desk.
   */
  exclusively<Value>(command: string, desk: Desk, run: () => Promise<Value>): Promise<Value>;
  /** Returns the release that readers see. @throws Refusal when publish did not write it. */
  current(): Promise<string | undefined>;
  ids(): Promise<string[]>;
  paths(id: string): Promise<string[]>;
  read(id: string, path: string): Promise<Uint8Array | undefined>;
  /**
   * Writes and verifies a release, the last file last, without making it current.
   * @throws Error when it differs; then nothing of it is kept.
   */
  add(manifest: ReleaseManifest, files: readonly NewFile[], desk?: Watched): Promise<void>;
  /** Atomic: readers see the old release or the new one. */
  setCurrent(release: KeptRelease): Promise<void>;
  /** Atomic: the release is complete or gone. */
  remove(release: KeptRelease): Promise<void>;
}

export interface KeptRelease {
  id: string;
  manifest: ReleaseManifest | undefined;
  fault?: string;
  /** Undefined when the newsroom has no key. */
  signed?: boolean;
}

export type Published = Awaited<ReturnType<typeof openPublished>>;

async function readRelease(place: ReleasePlace, id: string) {
  try {
    const bytes = await place.read(id, manifestName);
    if (!bytes) return { id, manifest: undefined, fault: say`${manifestName}: missing` };
    const manifest = readManifest(new TextDecoder().decode(bytes));
    if (manifest.release !== id)
      return {
        id,
        manifest: undefined,
        fault: say`${manifestName}: names another release, ${manifest.release}`
      };
    if (!place.signing?.fault) return { id, manifest };
    const signature = await place.read(id, signatureName);
    const fault = signature && place.signing.fault(bytes, new TextDecoder().decode(signature));
    if (fault !== undefined)
      return { id, manifest: undefined, fault: `${signatureName}: ${fault}` };
    return { id, manifest, signed: signature !== undefined };
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof Error && error.name === 'Error'))
      throw error;
    return { id, manifest: undefined, fault: `${manifestName}: ${error.message}` };
  }
}

/** Newest first; damaged releases by id, `.10` after `.9`. */
const byAge = (one: KeptRelease, other: KeptRelease) =>
  descending(one.manifest?.published ?? '', other.manifest?.published ?? '') ||
  other.id.localeCompare(one.id, 'en', { numeric: true });

export async function openPublished(place: ReleasePlace) {
  const ids = (await place.ids()).filter(isReleaseId);
  const releases = await mapConcurrent(ids, place.concurrency, (id) => readRelease(place, id));
  return { current: await place.current(), releases: releases.sort(byAge) };
}

/**
 * Names each file that is missing, changed or not in the manifest.
 * @param others whose scripts a rollback may have put beside those of the release.
 */
export async function releaseFaults(
  place: ReleasePlace,
  release: KeptRelease,
  others: readonly KeptRelease[] = [],
  desk: Watched = {}
) {
  const { id, manifest } = release;
  if (!manifest) return [`${id}: ${release.fault ?? say`no manifest`}`];
  const listed = new Map(allFiles(manifest).map((file) => [file.path, file]));
  const paths = (await place.paths(id))
    .filter((path) => path !== manifestName && path !== signatureName)
    .sort();
  const found = new Set(paths);
  const assets = others.flatMap((other) => other.manifest?.files.filter(isAsset) ?? []);
  const carried = new Map(assets.map((file) => [file.path, file]));
  const bytesOf = (path: string) => listed.get(path)?.bytes ?? 0;
  const count = counting(desk, say`Verifying ${id}`, paths.length, sum(paths, bytesOf));
  const faults = await mapConcurrent(paths, place.concurrency, async (path) => {
    const file = listed.get(path) ?? carried.get(path);
    if (!file) return [say`${id}/${path}: not in the manifest`];
    const bytes = await place.read(id, path);
    count(bytesOf(path));
    if (!bytes) return [say`${id}/${path}: missing`];
    return sha256(bytes) === file.sha256 ? [] : [say`${id}/${path}: changed`];
  });
  return [
    ...[...listed.keys()]
      .filter((path) => !found.has(path))
      .map((path) => say`${id}/${path}: missing`),
    ...faults.flat()
  ];
}

export interface NewRelease extends Pick<ReleaseManifest, 'edition' | 'claims' | 'vintages'> {
  site: string;
  now: Date;
}

/**
 * Returns the entries of the next log: those of the longest log that a kept release holds, then one
 * for each signed release that it lacks. After a rollback the current release's log is shorter.
 */
async function logEntries(place: ReleasePlace, releases: readonly KeptRelease[]) {
  const logs = await mapConcurrent(releases, place.concurrency, ({ id, manifest }) => {
    const files = manifest ? allFiles(manifest) : [];
    return readLog(async (path) => {
      const file = files.find((one) => one.path === path);
      const bytes = file && (await place.read(id, path));
      return bytes && sha256(bytes) === file.sha256 ? bytes : undefined;
    });
  });
  const entries = greatest(logs, ({ length }) => length) ?? [];
  for (const { id } of releases.filter(({ signed }) => signed).reverse()) {
    const entry = logEntry(id, sha256((await place.read(id, manifestName))!));
    if (!entries.includes(entry)) entries.push(entry);
  }
  return entries;
}

/**
 * Returns the current release's scripts and styles, which open pages may still load, and its log
 * unless the next release has one of its own.
 */
async function carriedFrom(
  place: ReleasePlace,
  before: KeptRelease | undefined,
  files: readonly ReleasedFile[]
) {
  if (!before?.manifest) return [];
  const own = new Set(files.map(({ path }) => path));
  const assets = [
    ...before.manifest.files.filter((file) => isAsset(file) && !own.has(file.path)),
    ...(place.signing?.log ? [] : allFiles(before.manifest).filter(isLog))
  ];
  const carried = await mapConcurrent(assets, place.concurrency, async (file) => {
    const bytes = await place.read(before.id, file.path);
    if (!bytes || sha256(bytes) !== file.sha256) return [];
    return [{ ...file, read: () => Promise.resolve(bytes), alsoIn: before.id }];
  });
  return carried.flat();
}

export async function addRelease(
  place: ReleasePlace,
  published: Published,
  release: NewRelease,
  desk: Watched = {}
) {
  const { site, now, ...edition } = release;
  const built = await checksumFiles(site, await walkFolder(site));
  if (built.some(({ path }) => path === manifestName))
    throw new Error(say`the site has a ${manifestName} of its own`);
  const taken = [
    ...published.releases.map(({ id }) => id),
    ...(published.current ? [published.current] : [])
  ];
  const numbers = taken.filter((id) => id.split('.')[0] === edition.edition).map(releaseNumber);
  const id = releaseId(edition.edition, Math.max(0, ...numbers) + 1);
  const before = published.releases.find((kept) => kept.id === published.current);
  const carried = await carriedFrom(place, before, built);
  const log = place.signing?.log?.(await logEntries(place, published.releases)) ?? [];
  const made = (path: string, bytes: Uint8Array) => ({
    path,
    bytes: bytes.length,
    sha256: sha256(bytes),
    read: () => Promise.resolve(bytes)
  });
  const logged = log.map(({ path, bytes }) => made(path, bytes));
  const plain = ({ path, bytes, sha256 }: ReleasedFile) => ({ path, bytes, sha256 });
  const manifest: ReleaseManifest = {
    release: id,
    ...edition,
    after: published.current ?? null,
    published: now.toISOString(),
    files: [...built, ...logged.map(plain)],
    carried: carried.map(plain)
  };
  const known = new Map<string, string>();
  for (const kept of published.releases.toReversed()) {
    for (const { path, sha256: sum } of kept.manifest?.files ?? [])
      known.set(`${sum} ${path}`, kept.id);
  }
  const encoder = new TextEncoder();
  const text = encoder.encode(writeManifest(manifest));
  const signature = place.signing?.sign?.(text, `terhubung ${id}, published ${manifest.published}`);
  await place.add(
    manifest,
    [
      ...built.map((file) => ({
        ...file,
        read: () => readFile(join(site, file.path)),
        alsoIn: known.get(`${file.sha256} ${file.path}`)
      })),
      ...carried,
      ...logged,
      ...(signature === undefined ? [] : [made(signatureName, encoder.encode(signature))]),
      made(manifestName, text)
    ],
    desk
  );
  return { id, manifest, ...(place.signing?.fault ? { signed: signature !== undefined } : {}) };
}

export async function findIdentical(
  place: ReleasePlace,
  published: Published,
  release: NewRelease,
  desk: Watched = {}
): Promise<KeptRelease | undefined> {
  const files = await checksumFiles(release.site, await walkFolder(release.site));
  for (const kept of published.releases) {
    const { manifest } = kept;
    if (manifest?.edition !== release.edition || manifest.claims.sha256 !== release.claims.sha256)
      continue;
    // Published before there was a key: write it again, signed.
    if (place.signing?.sign && !kept.signed) continue;
    if (
      sameFiles(
        manifest.files.filter((file) => !isLog(file)),
        files
      ) &&
      (await releaseFaults(place, kept, published.releases, desk)).length === 0
    )
      return kept;
  }
  return undefined;
}

/**
 * Removes old releases, but not the current one, the one before it, or damaged ones.
 * @returns their ids.
 */
export async function removeOld(place: ReleasePlace, keep: number) {
  const { current, releases } = await openPublished(place);
  const before = releases.find(({ id }) => id === current)?.manifest?.after;
  const old = releases
    .slice(keep)
    .filter(({ id, manifest }) => manifest && id !== current && id !== before);
  for (const release of old) await place.remove(release);
  return old.map(({ id }) => id);
}
