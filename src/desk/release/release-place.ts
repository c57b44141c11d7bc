import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { descending } from 'd3';
import {
  allFiles,
  isReleaseId,
  manifestName,
  readManifest,
  releaseId,
  releaseNumber,
  sameFiles,
  writeManifest,
  type ReleasedFile,
  type ReleaseManifest
} from '../../site/output/release-manifest.ts';
import { signatureName } from '../../site/output/minisign.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { checksumFiles, walkFolder } from '../../site/output/walk-folder.ts';
import type { Seal } from './seal.ts';
import { mapConcurrent } from '../../site/output/map-concurrent.ts';

/** A file that a release is to hold. */
export interface NewFile extends ReleasedFile {
  read(): Promise<Uint8Array>;
  /** A release that has the same bytes under the same path, so that they need not be sent again. */
  alsoIn?: string | undefined;
}

/**
 * Where releases are written and readers are moved from one to another: a folder of a web server,
 * or an object store.
 */
export interface ReleasePlace {
  /** As a sentence names it, and as a command line does. */
  readonly name: string;
  /** How many files are read beside each other. */
  readonly atOnce: number;
  /** How releases are signed and verified here; neither when left out. */
  readonly seal?: Seal;
  /** Returns where a release lies, as a sentence names it. */
  where(id: string): string;
  /**
   * Tries, before an edition is built, whether anything can be written here, where that costs
   * nothing.
   * @throws Refusal saying what hinders.
   */
  ready?(): Promise<void>;
  /**
   * Runs something while no other desk publishes here, and what a killed one left is settled.
   * @throws Refusal naming the other desk.
   */
  alone<Value>(command: string, desk: Desk, run: () => Promise<Value>): Promise<Value>;
  /**
   * Returns the release that readers see; undefined when there is none.
   * @throws Refusal when publish did not make what names it.
   */
  current(): Promise<string | undefined>;
  /** Returns the ids of all releases that are here whole, in any order. */
  ids(): Promise<string[]>;
  /** Returns ids that may not be given to a new release, beside those that are here. */
  reserved(): Promise<string[]>;
  /** Returns the path of every file of a release, its manifest too. */
  paths(id: string): Promise<string[]>;
  /** Returns a file of a release; undefined when there is none. */
  read(id: string, path: string): Promise<Uint8Array | undefined>;
  /**
   * Writes a release whole, the last file last, not seen yet, and reads it back.
   * @throws Error when that differs; then it is not here.
   */
  add(manifest: ReleaseManifest, files: readonly NewFile[]): Promise<void>;
  /** Moves readers to a release; whatever interrupts it, they see the old one or the new one. */
  point(release: KeptRelease): Promise<void>;
  /** Returns what else lies here that whoever looks after the place should know, in sentences. */
  notes(): Promise<string[]>;
  /** Removes a release that readers do not see; interrupted, it is here whole or not at all. */
  remove(release: KeptRelease): Promise<void>;
}

/** One release as it lies in a place. */
export interface KeptRelease {
  id: string;
  /** Undefined when its manifest is missing or cannot be read. */
  manifest: ReleaseManifest | undefined;
  fault?: string;
  /**
   * Whether its manifest is signed by the newsroom's key; undefined where the newsroom has none.
   */
  signed?: boolean;
}

/** What a place holds. */
export type Published = Awaited<ReturnType<typeof openPublished>>;

async function readRelease(place: ReleasePlace, id: string): Promise<KeptRelease> {
  try {
    const bytes = await place.read(id, manifestName);
    if (!bytes) return { id, manifest: undefined, fault: `${manifestName}: missing` };
    const manifest = readManifest(new TextDecoder().decode(bytes));
    if (manifest.release !== id)
      return { id, manifest: undefined, fault: `${manifestName} is of ${manifest.release}` };
    if (!place.seal?.fault) return { id, manifest };
    const signature = await place.read(id, signatureName);
    const fault = signature && place.seal.fault(bytes, new TextDecoder().decode(signature));
    if (fault !== undefined)
      return { id, manifest: undefined, fault: `${signatureName}: ${fault}` };
    return { id, manifest, signed: signature !== undefined };
  } catch (error) {
    if (!(error instanceof SyntaxError) && !(error instanceof Error && error.name === 'Error'))
      throw error;
    return { id, manifest: undefined, fault: `${manifestName}: ${error.message}` };
  }
}

/**
 * The newest first: by when they were published, and by their names where that is the same or
 * cannot be read, `.10` after `.9`.
 */
const byAge = (one: KeptRelease, other: KeptRelease): number =>
  descending(one.manifest?.published ?? '', other.manifest?.published ?? '') ||
  other.id.localeCompare(one.id, 'en', { numeric: true });

/**
 * Returns the releases of a place and which readers see; none where nothing was published.
 * @throws Refusal when publish did not make it.
 */
export async function openPublished(place: ReleasePlace) {
  const ids = (await place.ids()).filter(isReleaseId);
  const releases = await mapConcurrent(ids, place.atOnce, (id) => readRelease(place, id));
  return { current: await place.current(), releases: releases.sort(byAge) };
}

/**
 * Returns what is wrong with the files of a release: missing, changed, or not in its manifest. None
 * when it is as it was written.
 */
export async function releaseFaults(place: ReleasePlace, release: KeptRelease): Promise<string[]> {
  const { id, manifest } = release;
  if (!manifest) return [`${id}: ${release.fault ?? 'no manifest'}`];
  const listed = new Map(allFiles(manifest).map((file) => [file.path, file]));
  const paths = (await place.paths(id))
    .filter((path) => path !== manifestName && path !== signatureName)
    .sort();
  const found = new Set(paths);
  const faults = await mapConcurrent(paths, place.atOnce, async (path) => {
    const file = listed.get(path);
    if (!file) return [`${id}/${path}: not in the manifest`];
    const bytes = await place.read(id, path);
    if (!bytes) return [`${id}/${path}: missing`];
    return sha256(bytes) === file.sha256
      ? []
      : [`${id}/${path}: not the bytes that were published`];
  });
  return [
    ...[...listed.keys()]
      .filter((path) => !found.has(path))
      .map((path) => `${id}/${path}: missing`),
    ...faults.flat()
  ];
}

/** What is to be released. */
export interface NewRelease extends Pick<ReleaseManifest, 'edition' | 'claims' | 'vintages'> {
  site: string;
  now: Date;
}

/**
 * The scripts and styles of the release that readers may have open, which the new one does not
 * have; a harmed one is left.
 */
async function carriedFrom(
  place: ReleasePlace,
  before: KeptRelease | undefined,
  files: readonly ReleasedFile[]
): Promise<NewFile[]> {
  if (!before?.manifest) return [];
  const own = new Set(files.map(({ path }) => path));
  const assets = before.manifest.files.filter(
    ({ path }) => path.startsWith('assets/') && !own.has(path)
  );
  const carried = await mapConcurrent(assets, place.atOnce, async (file) => {
    const bytes = await place.read(before.id, file.path);
    if (!bytes || sha256(bytes) !== file.sha256) return [];
    return [{ ...file, read: () => Promise.resolve(bytes), alsoIn: before.id }];
  });
  return carried.flat();
}

/**
 * Writes a release into a place, reads it back, and gives it. Readers do not see it yet.
 * @throws Error as `add` of the place does.
 */
export async function addRelease(
  place: ReleasePlace,
  published: Published,
  release: NewRelease
): Promise<KeptRelease> {
  const { site, now, ...edition } = release;
  const files = await checksumFiles(site, await walkFolder(site));
  if (files.some(({ path }) => path === manifestName))
    throw new Error(`the site has a ${manifestName} of its own`);
  const taken = [
    ...published.releases.map(({ id }) => id),
    ...(published.current ? [published.current] : []),
    ...(await place.reserved())
  ];
  const numbers = taken.filter((id) => id.startsWith(edition.edition)).map(releaseNumber);
  const id = releaseId(edition.edition, Math.max(0, ...numbers) + 1);
  const before = published.releases.find((kept) => kept.id === published.current);
  const carried = await carriedFrom(place, before, files);
  const manifest: ReleaseManifest = {
    release: id,
    ...edition,
    after: published.current ?? null,
    published: now.toISOString(),
    files,
    carried: carried.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }))
  };
  const known = new Map<string, string>();
  for (const kept of published.releases.toReversed()) {
    for (const { path, sha256: sum } of kept.manifest?.files ?? [])
      known.set(`${sum} ${path}`, kept.id);
  }
  const encoder = new TextEncoder();
  const text = encoder.encode(writeManifest(manifest));
  const made = (path: string, bytes: Uint8Array): NewFile => ({
    path,
    bytes: bytes.length,
    sha256: sha256(bytes),
    read: () => Promise.resolve(bytes)
  });
  const signature = place.seal?.sign?.(text, `terhubung ${id}, published ${manifest.published}`);
  await place.add(manifest, [
    ...files.map((file) => ({
      ...file,
      read: () => readFile(join(site, file.path)),
      alsoIn: known.get(`${file.sha256} ${file.path}`)
    })),
    ...carried,
    ...(signature === undefined ? [] : [made(signatureName, encoder.encode(signature))]),
    made(manifestName, text)
  ]);
  return { id, manifest, ...(place.seal?.fault ? { signed: signature !== undefined } : {}) };
}

/**
 * Returns the release that already holds exactly these files and claims, unharmed; undefined when
 * none does.
 */
export async function alreadyReleased(
  place: ReleasePlace,
  published: Published,
  release: NewRelease
): Promise<KeptRelease | undefined> {
  const files = await checksumFiles(release.site, await walkFolder(release.site));
  for (const kept of published.releases) {
    const { manifest } = kept;
    if (manifest?.edition !== release.edition || manifest.claims.sha256 !== release.claims.sha256)
      continue;
    // What was published before there was a key is written anew, signed.
    if (place.seal?.sign && !kept.signed) continue;
    if (sameFiles(manifest.files, files) && (await releaseFaults(place, kept)).length === 0)
      return kept;
  }
  return undefined;
}

/**
 * Removes all but the newest releases, what readers see, the one before it and those that cannot be
 * read.
 * @returns the ids of those removed.
 */
export async function removeOld(place: ReleasePlace, keep: number): Promise<string[]> {
  const { current, releases } = await openPublished(place);
  const before = releases.find(({ id }) => id === current)?.manifest?.after;
  const old = releases
    .slice(keep)
    .filter(({ id, manifest }) => manifest && id !== current && id !== before);
  for (const release of old) await place.remove(release);
  return old.map(({ id }) => id);
}

/**
 * Copies a release into a folder, every byte checked.
 * @throws Refusal naming what is not as it was published.
 */
export async function copyRelease(
  place: ReleasePlace,
  { id, manifest, fault }: KeptRelease,
  into: string
): Promise<void> {
  if (!manifest)
    throw new Refusal(
      `found ${place.where(id)} harmed (${fault ?? 'no manifest'}), expected a release as it was written: publish again`
    );
  await mapConcurrent(allFiles(manifest), place.atOnce, async (file) => {
    const bytes = await place.read(id, file.path);
    if (!bytes || sha256(bytes) !== file.sha256) {
      throw new Refusal(
        `found ${place.where(id)}/${file.path} ${bytes ? 'changed' : 'missing'}, expected it as it was published: publish again`
      );
    }
    await mkdir(dirname(join(into, file.path)), { recursive: true });
    await writeFile(join(into, file.path), bytes);
  });
}
