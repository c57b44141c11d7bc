import { lstat, mkdir, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  isReleaseId,
  manifestName,
  readManifest,
  releaseId,
  releaseNumber,
  sameFiles,
  writeManifest,
  type ReleasedFile,
  type ReleaseManifest
} from '../site/release-manifest.ts';
import { codeOf } from './files/disk-refusal.ts';
import { syncFolder, writeDurably } from './files/durable.ts';
import { Refusal } from './cli/refusal.ts';
import { checksumFiles, walkFolder } from './files/walk-folder.ts';

/**
 * What a web server is pointed at: `<folder>/current`, a link to one of `<folder>/releases/<id>/`. A release is written once
 * and never changed; readers are moved from one to another by replacing the link, which is one rename and cannot be seen half done.
 */
const releasesOf = (folder: string) => join(folder, 'releases');
const currentOf = (folder: string) => join(folder, 'current');
const unfinished = '.tmp-';

/** One release as it lies in a folder. */
export interface KeptRelease {
  id: string;
  /** Undefined when its manifest is missing or cannot be read. */
  manifest: ReleaseManifest | undefined;
  /** What is wrong with its manifest. */
  fault?: string;
}

/** A folder that is published to. */
export interface PublishedFolder {
  /** The release that readers see; undefined when there is none. */
  current: string | undefined;
  /** Newest first. */
  releases: KeptRelease[];
}

async function readRelease(folder: string, id: string): Promise<KeptRelease> {
  try {
    const manifest = readManifest(await readFile(join(releasesOf(folder), id, manifestName), 'utf8'));
    if (manifest.release !== id) return { id, manifest: undefined, fault: `${manifestName} is of ${manifest.release}` };
    return { id, manifest };
  } catch (error) {
    return { id, manifest: undefined, fault: `${manifestName}: ${(error as Error).message}` };
  }
}

async function readCurrent(folder: string): Promise<string | undefined> {
  const path = currentOf(folder);
  const info = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (!info) return undefined;
  const target = info.isSymbolicLink() ? (await readlink(path)).replaceAll('\\', '/') : '';
  const id = /^releases\/([^/]+)\/?$/.exec(target)?.[1];
  if (id === undefined || !isReleaseId(id)) {
    throw new Refusal(
      `found ${path} not made by publish, expected a link to a folder in releases/: choose another folder, or move it away`
    );
  }
  return id;
}

const byAge = (one: KeptRelease, other: KeptRelease) => {
  const age = ({ id, manifest }: KeptRelease) =>
    `${manifest?.published ?? ''} ${id.slice(0, 10)} ${String(releaseNumber(id)).padStart(6, '0')}`;
  return age(one) < age(other) ? 1 : -1;
};

/**
 * Returns the releases of a folder and which of them readers see; none where nothing was published yet.
 * @throws Refusal when `current` is something that publish did not make.
 */
export async function openPublished(folder: string): Promise<PublishedFolder> {
  const names = await readdir(releasesOf(folder)).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    if (codeOf(error) === 'ENOTDIR') throw new Refusal(`found a file at ${folder}, expected a folder to publish to: name a folder`);
    throw error;
  });
  const releases = await Promise.all(names.filter(isReleaseId).map((id) => readRelease(folder, id)));
  return { current: await readCurrent(folder), releases: releases.sort(byAge) };
}

/** Returns what is wrong with the files of a release: missing, changed, or not in its manifest. None when it is as it was written. */
export async function releaseFaults(folder: string, release: KeptRelease): Promise<string[]> {
  const { id, manifest } = release;
  if (!manifest) return [`${id}: ${release.fault ?? 'no manifest'}`];
  const base = join(releasesOf(folder), id);
  const listed = new Map([...manifest.files, ...manifest.carried].map((file) => [file.path, file]));
  const paths = (await walkFolder(base)).filter((path) => path !== manifestName);
  const found = new Map((await checksumFiles(base, paths)).map((file) => [file.path, file]));
  return [
    ...[...listed.keys()].filter((path) => !found.has(path)).map((path) => `${id}/${path}: missing`),
    ...[...found.values()]
      .filter(({ path, sha256 }) => listed.get(path)?.sha256 !== sha256)
      .map(({ path }) => `${id}/${path}: ${listed.has(path) ? 'not the bytes that were published' : 'not in the manifest'}`)
  ];
}

/** Removes what a run left that was killed while it wrote or removed a release. Only for the holder of the folder's lock. */
export async function clearUnfinished(folder: string): Promise<void> {
  for (const parent of [folder, releasesOf(folder)]) {
    for (const name of await readdir(parent).catch(() => [])) {
      if (name.startsWith(unfinished)) await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

/**
 * Moves readers to a release: the link is made beside `current` and renamed over it. Whatever interrupts it, `current` is
 * the old link or the new one.
 */
export async function switchTo(folder: string, id: string): Promise<void> {
  const beside = join(folder, `${unfinished}current`);
  await rm(beside, { force: true });
  await symlink(`releases/${id}`, beside);
  await rename(beside, currentOf(folder));
  await syncFolder(folder);
}

/** What is to be released. */
export interface NewRelease extends Pick<ReleaseManifest, 'edition' | 'asOf' | 'claims' | 'vintages'> {
  /** The folder of the built site. */
  site: string;
  /** The time of the run. */
  now: Date;
}

async function copyInto(base: string, from: string, file: ReleasedFile): Promise<void> {
  const path = join(base, file.path);
  await writeDurably(path, await readFile(join(from, file.path)));
}

async function syncTree(base: string, files: readonly ReleasedFile[]): Promise<void> {
  const folders = new Set([base]);
  for (const { path } of files) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(join(base, folder));
  }
  for (const folder of folders) await syncFolder(folder);
}

/** The scripts and styles of the release that readers may have open, which the new one does not have. */
async function carriedFrom(folder: string, before: KeptRelease | undefined, files: readonly ReleasedFile[]): Promise<ReleasedFile[]> {
  const manifest = before?.manifest;
  if (!manifest || (await releaseFaults(folder, before)).length > 0) return [];
  const own = new Set(files.map(({ path }) => path));
  return manifest.files.filter(({ path }) => path.startsWith('assets/') && !own.has(path));
}

/**
 * Writes a release into its folder, reads it back, and gives its manifest. Readers do not see it yet.
 * @throws Error when what was written is not what was read; then nothing of it is left.
 */
export async function addRelease(folder: string, published: PublishedFolder, release: NewRelease): Promise<ReleaseManifest> {
  const { site, now, ...edition } = release;
  const files = await checksumFiles(site, await walkFolder(site));
  if (files.some(({ path }) => path === manifestName)) throw new Error(`the site has a ${manifestName} of its own`);
  const taken = published.releases.map(({ id }) => id).concat(published.current ?? []);
  const numbers = taken.filter((id) => id.startsWith(edition.edition)).map(releaseNumber);
  const id = releaseId(edition.edition, Math.max(0, ...numbers) + 1);
  const before = published.releases.find((kept) => kept.id === published.current);
  const carried = await carriedFrom(folder, before, files);
  const manifest: ReleaseManifest = {
    release: id,
    ...edition,
    after: published.current ?? null,
    published: now.toISOString(),
    files,
    carried
  };

  const fresh = join(releasesOf(folder), `${unfinished}${id}`);
  try {
    await mkdir(fresh, { recursive: true });
    for (const file of files) await copyInto(fresh, site, file);
    for (const file of carried) await copyInto(fresh, join(releasesOf(folder), before!.id), file);
    await writeDurably(join(fresh, manifestName), writeManifest(manifest));
    await syncTree(fresh, [...files, ...carried]);
    const written = await checksumFiles(fresh, await walkFolder(fresh));
    const listed = written.filter(({ path }) => path !== manifestName);
    if (!sameFiles(listed, [...files, ...carried])) throw new Error(`what was written to ${fresh} is not what was built`);
    await rename(fresh, join(releasesOf(folder), id));
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
  await syncFolder(releasesOf(folder));
  return manifest;
}

/** Returns the release that already holds exactly these files and claims, unharmed; undefined when none does. */
export async function alreadyReleased(folder: string, published: PublishedFolder, release: NewRelease): Promise<KeptRelease | undefined> {
  const files = await checksumFiles(release.site, await walkFolder(release.site));
  for (const kept of published.releases) {
    const { manifest } = kept;
    if (manifest?.edition !== release.edition || manifest.claims.sha256 !== release.claims.sha256) continue;
    if (sameFiles(manifest.files, files) && (await releaseFaults(folder, kept)).length === 0) return kept;
  }
  return undefined;
}

/**
 * Removes all but the newest releases; never the one that readers see, nor the one before it, nor one that cannot be read.
 * @returns the ids of those removed.
 */
export async function removeOld(folder: string, keep: number): Promise<string[]> {
  const { current, releases } = await openPublished(folder);
  const before = releases.find(({ id }) => id === current)?.manifest?.after;
  const old = releases.slice(keep).filter(({ id, manifest }) => manifest && id !== current && id !== before);
  for (const { id } of old) {
    // Out of sight in one step, so that a run killed here leaves no release with files missing.
    const gone = join(releasesOf(folder), `${unfinished}gone-${id}`);
    await rename(join(releasesOf(folder), id), gone);
    await rm(gone, { recursive: true, force: true });
  }
  return old.map(({ id }) => id);
}
