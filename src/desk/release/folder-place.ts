import { existsSync } from 'node:fs';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  rmdir,
  stat,
  symlink
} from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { isReleaseId, sameFiles, type ReleasedFile } from '../../site/output/release-manifest.ts';
import { orElse } from '../../site/story/story-files.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { usualWait, withLock } from '../cli/desk-lock.ts';
import { codeOf, onDisk } from '../files/disk-refusal.ts';
import { syncFolder, writeDurably } from '../files/write-whole.ts';
import { checksumFiles, walkFolder } from '../../site/output/walk-folder.ts';
import type { ReleasePlace } from './release-place.ts';

const unfinished = '.tmp-';
const removed = `${unfinished}gone-`;
/** Of a folder that is made to try whether one can be. */
const trial = `${unfinished}trial-`;

/**
 * Whether a name in `releases/` is one that publish gives what it has not written, or not removed,
 * to the end.
 */
const isUnfinished = (name: string) =>
  [removed, unfinished].some(
    (start) => name.startsWith(start) && isReleaseId(name.slice(start.length))
  );

/**
 * Returns the folder of a command line, absolute.
 * @throws Refusal when it is a file, or part of the project that is built from.
 */
export async function readerFolder(asked: string, desk: Desk): Promise<string> {
  const folder = resolve(desk.from ?? desk.root, asked);
  const info = await stat(folder).catch(() => undefined);
  if (info && !info.isDirectory())
    throw new Refusal(`found a file at ${asked}, expected a folder to publish to: name a folder`);
  const [first = ''] = relative(desk.root, folder).split(sep);
  // Windows and macOS find `data` under the name `Data` too.
  if (
    ['', 'src', 'data', 'static', 'test', 'docs', 'dist', 'node_modules', '.git'].includes(
      first.toLowerCase()
    )
  ) {
    throw new Refusal(
      `found ${asked}, which the story is made of, expected a folder for its releases: name another, for example public`
    );
  }
  return folder;
}

async function readCurrent(path: string): Promise<string | undefined> {
  const info = await orElse(lstat(path), undefined, ['ENOENT']);
  if (!info) return undefined;
  const folder = dirname(path);
  const target = info.isSymbolicLink()
    ? relative(folder, resolve(folder, await readlink(path))).replaceAll('\\', '/')
    : '';
  const id = /^releases\/([^/]+)\/?$/.exec(target)?.[1];
  if (id === undefined || !isReleaseId(id)) {
    throw new Refusal(
      `found ${path} not made by publish, expected a link to a folder in releases/: choose another folder, or move it away`
    );
  }
  return id;
}

async function syncTree(base: string, files: readonly ReleasedFile[]): Promise<void> {
  const folders = new Set([base]);
  for (const { path } of files) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
      folders.add(join(base, folder));
  }
  for (const folder of folders) await syncFolder(folder);
}

/**
 * Runs what writes for a web server, which is another user of the machine: what it writes can be
 * read, however strict this user is.
 */
async function readable<Value>(run: () => Promise<Value>): Promise<Value> {
  const usual = process.umask();
  process.umask(usual & 0o722);
  try {
    return await run();
  } finally {
    process.umask(usual);
  }
}

/**
 * Makes a link `beside` another and renames it over that; Windows lets not everybody make one but
 * as a junction, and renames none over another.
 */
async function moveLink(link: string, target: string, beside: string): Promise<void> {
  await rm(beside, { force: true });
  await symlink(target, beside).catch(() => symlink(target, beside, 'junction'));
  await rename(beside, link).catch(async (error: unknown) => {
    const before =
      codeOf(error) === 'EPERM' ? await readlink(link).catch(() => undefined) : undefined;
    if (before === undefined) throw error;
    await rm(link);
    await rename(beside, link).catch(async () => {
      await symlink(before, link, 'junction');
      throw error;
    });
  });
}

/**
 * Returns a folder as a place for releases, each written once. Readers follow the link `current`,
 * replaced in one rename, never half done.
 */
export function folderPlace(folder: string): ReleasePlace {
  const releases = join(folder, 'releases');
  const current = join(folder, 'current');
  const besideCurrent = join(folder, `${unfinished}current`);

  /**
   * Removes what a run left that was killed while it wrote or removed a release, and nothing of
   * others. Only for the holder of the folder's lock.
   */
  const clearUnfinished = async () => {
    await rm(besideCurrent, { force: true });
    for (const at of [folder, releases])
      for (const name of await readdir(at).catch(() => [])) {
        if (at === releases && isUnfinished(name))
          await rm(join(at, name), { recursive: true, force: true });
        // Another desk may be trying now.
        if (name.startsWith(trial)) await rmdir(join(at, name)).catch(() => undefined);
      }
  };

  return {
    name: folder,
    atOnce: 4,
    where: (id) => join(releases, id),
    async ready() {
      for (let at of [folder, releases]) {
        while (!existsSync(at)) at = dirname(at);
        const tried = mkdtemp(join(at, trial)).then((path) =>
          rm(path, { recursive: true, force: true })
        );
        await onDisk(tried, `at ${at}`, 'a folder that can be written to');
      }
    },
    alone(command, desk, run) {
      const request = {
        path: join(folder, '.desk-lock'),
        what: folder,
        command,
        wait: desk.wait ?? usualWait
      };
      const work = readable(() =>
        withLock(request, desk, async () => {
          await clearUnfinished();
          return run();
        })
      );
      return onDisk(
        work,
        `at ${folder}`,
        'a folder on a disk with symbolic links that a release can be written to'
      );
    },
    current: () => readCurrent(current),
    async ids() {
      const names = await readdir(releases).catch((error: unknown) => {
        if (codeOf(error) === 'ENOENT') return [];
        if (codeOf(error) === 'ENOTDIR')
          throw new Refusal(
            `found a file at ${folder}, expected a folder to publish to: name a folder`
          );
        throw error;
      });
      return names.filter(isReleaseId);
    },
    reserved: () => Promise.resolve([]),
    notes: () => Promise.resolve([]),
    paths: (id) => walkFolder(join(releases, id)),
    read: (id, path) => readFile(join(releases, id, path)).catch(() => undefined),
    async add({ release }, files) {
      const fresh = join(releases, `${unfinished}${release}`);
      try {
        await mkdir(fresh, { recursive: true });
        for (const file of files) await writeDurably(join(fresh, file.path), await file.read());
        await syncTree(fresh, files);
        const written = await checksumFiles(fresh, await walkFolder(fresh));
        if (!sameFiles(written, files))
          throw new Error(`what was written to ${fresh} is not what was built`);
        await rename(fresh, join(releases, release));
      } catch (error) {
        await rm(fresh, { recursive: true, force: true });
        throw error;
      }
      await syncFolder(releases);
    },
    async point({ id }) {
      await moveLink(current, `releases/${id}`, besideCurrent);
      await syncFolder(folder);
    },
    /** Out of sight in one step, so that a run killed here leaves no release with files missing. */
    async remove({ id }) {
      const gone = join(releases, `${removed}${id}`);
      await rename(join(releases, id), gone);
      await rm(gone, { recursive: true, force: true });
    }
  };
}
