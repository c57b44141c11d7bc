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
import { sum } from 'd3';
import { say } from '#locale/say.ts';
import {
  isAsset,
  isReleaseId,
  manifestName,
  readManifest,
  sameFiles,
  type ReleasedFile
} from '#site/output/release-manifest.ts';
import { sha256 } from '#vintages/sha256.ts';
import { orElse } from '../files/or-else.ts';
import { refuse, type Desk } from '../cli/desk-io.ts';
import { counting } from '../cli/progress.ts';
import { withLock } from '../cli/desk-lock.ts';
import { codeOf, onDisk } from '../files/disk-refusal.ts';
import { syncFolder, writeDurably } from '../files/write-whole.ts';
import { checksumFiles, walkFolder } from '#site/output/walk-folder.ts';
import type { KeptRelease, ReleasePlace } from './release-place.ts';

const unfinished = '.tmp-';
const removed = `${unfinished}gone-`;
const trial = `${unfinished}trial-`;

/** True for a name in `releases/` that publish uses while it writes or removes. */
const isUnfinished = (name: string) =>
  [removed, unfinished].some(
    (start) => name.startsWith(start) && isReleaseId(name.slice(start.length))
  );

/** Resolves the folder of a command line. @throws Refusal for a file or a source folder. */
export async function siteFolder(asked: string, desk: Desk) {
  const folder = resolve(desk.from ?? desk.root, asked);
  const info = await stat(folder).catch(() => undefined);
  if (info && !info.isDirectory())
    refuse('site-folder', say`${asked} is a file.`, say`Name a folder to publish to.`);
  const [first = ''] = relative(desk.root, folder).split(sep);
  if (
    ['', 'src', 'data', 'static', 'test', 'docs', 'dist', 'node_modules', '.git'].includes(
      first.toLowerCase()
    )
  ) {
    refuse(
      'site-folder',
      say`${asked} is a source folder of the story.`,
      say`Name another folder to publish to, for example public.`
    );
  }
  return folder;
}

async function readCurrent(path: string) {
  const info = await orElse(lstat(path), undefined, ['ENOENT']);
  if (!info) return undefined;
  const folder = dirname(path);
  const target = info.isSymbolicLink()
    ? relative(folder, resolve(folder, await readlink(path))).replaceAll('\\', '/')
    : '';
  const id = /^releases\/([^/]+)\/?$/.exec(target)?.[1];
  if (id === undefined || !isReleaseId(id))
    refuse(
      'foreign-files',
      say`${path} is not a link that publish made.`,
      say`Choose another folder, or move it away.`
    );
  return id;
}

async function syncTree(base: string, files: readonly ReleasedFile[]) {
  const folders = new Set([base]);
  for (const { path } of files) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder))
      folders.add(join(base, folder));
  }
  for (const folder of folders) await syncFolder(folder);
}

/** Lets a web server, another user, read what is written, whatever the umask. */
async function withReadableFiles<Value>(run: () => Promise<Value>) {
  const usual = process.umask();
  process.umask(usual & 0o722);
  try {
    return await run();
  } finally {
    process.umask(usual);
  }
}

/** Replaces a link in one rename. Windows needs junctions, and cannot rename over one. */
async function moveLink(link: string, target: string, beside: string) {
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

/** Publishes to a folder. Readers follow the link `current`, which one rename replaces. */
export function folderPlace(folder: string): ReleasePlace {
  const releases = join(folder, 'releases');
  const current = join(folder, 'current');
  const besideCurrent = join(folder, `${unfinished}current`);

  /** Removes what killed runs left. Call it under the folder's lock. */
  const clearUnfinished = async () => {
    await rm(besideCurrent, { force: true });
    for (const at of [folder, releases])
      for (const name of await readdir(at).catch(() => [])) {
        if (at === releases && isUnfinished(name))
          await rm(join(at, name), { recursive: true, force: true });
        // Another desk may be testing now.
        if (name.startsWith(trial)) await rmdir(join(at, name)).catch(() => undefined);
      }
  };

  const ids = async () => {
    const names = await readdir(releases).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      if (codeOf(error) === 'ENOTDIR')
        refuse('site-folder', say`${folder} is a file.`, say`Name a folder to publish to.`);
      throw error;
    });
    return names.filter(isReleaseId);
  };
  const assetsOf = async (id: string) => {
    const text = await readFile(join(releases, id, manifestName), 'utf8').catch(() => '');
    try {
      return readManifest(text).files.filter(isAsset);
    } catch {
      return [];
    }
  };
  /** Lends the scripts of the release that readers leave: pages that are open still load them. */
  const lendAssets = async (from: string, to: string) => {
    for (const { path, sha256: sum } of await assetsOf(from)) {
      const [own, lent] = [join(releases, from, path), join(releases, to, path)];
      const bytes = await readFile(own).catch(() => undefined);
      if (existsSync(lent) || !bytes || sha256(bytes) !== sum) continue;
      await mkdir(dirname(lent), { recursive: true });
      await rm(besideCurrent, { force: true });
      await writeDurably(besideCurrent, bytes);
      await rename(besideCurrent, lent);
    }
  };
  const takeBackAssets = async ({ id, manifest }: KeptRelease) => {
    const lent = manifest?.files.filter(isAsset) ?? [];
    for (const other of (await ids()).filter((one) => one !== id)) {
      const text = await readFile(join(releases, other, manifestName), 'utf8').catch(() => '');
      for (const { path } of lent)
        if (!text.includes(JSON.stringify(path)))
          await rm(join(releases, other, path), { force: true });
    }
  };

  return {
    name: folder,
    concurrency: 4,
    locationOf: (id) => join(releases, id),
    async checkWritable() {
      for (let at of [folder, releases]) {
        while (!existsSync(at)) at = dirname(at);
        const tried = mkdtemp(join(at, trial)).then((path) =>
          rm(path, { recursive: true, force: true })
        );
        await onDisk(tried, say`at ${at}`);
      }
    },
    exclusively(command, desk, run) {
      const request = { path: join(folder, '.desk-lock'), what: folder, command };
      const work = withReadableFiles(() =>
        withLock(request, desk, async () => {
          await clearUnfinished();
          return run();
        })
      );
      return onDisk(work, say`at ${folder}`);
    },
    current: () => readCurrent(current),
    ids,
    paths: (id) => walkFolder(join(releases, id)),
    read: (id, path) => readFile(join(releases, id, path)).catch(() => undefined),
    async add({ release }, files, desk = {}) {
      const fresh = join(releases, `${unfinished}${release}`);
      try {
        await mkdir(fresh, { recursive: true });
        const count = counting(
          desk,
          say`Writing files`,
          files.length,
          sum(files, ({ bytes }) => bytes)
        );
        for (const file of files) {
          await writeDurably(join(fresh, file.path), await file.read());
          count(file.bytes);
        }
        desk.progress?.({ doing: say`Verifying what was written` });
        await syncTree(fresh, files);
        const written = await checksumFiles(fresh, await walkFolder(fresh));
        if (!sameFiles(written, files)) throw new Error(say`${fresh} differs from the build`);
        await rename(fresh, join(releases, release));
      } catch (error) {
        await rm(fresh, { recursive: true, force: true });
        throw error;
      }
      await syncFolder(releases);
    },
    async setCurrent({ id }) {
      const left = await readCurrent(current);
      if (left !== undefined) await lendAssets(left, id);
      await moveLink(current, `releases/${id}`, besideCurrent);
      await syncFolder(folder);
    },
    /** Renamed first: a kill leaves no release with missing files. */
    async remove(release) {
      const { id } = release;
      await takeBackAssets(release);
      const gone = join(releases, `${removed}${id}`);
      await rename(join(releases, id), gone);
      await rm(gone, { recursive: true, force: true });
    }
  };
}
