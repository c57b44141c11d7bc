import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../cli/desk-io.ts';
import { runQuietly } from './run-quietly.ts';
import { runnable } from './run-quietly.ts';

/** Packages of Debian that are unpacked beside the project's own: never installed, since installing a server starts it. */
export interface DebianPackages {
  /** The name of their folder. */
  name: string;
  packages: readonly string[];
  /** Whether what they need and this machine lacks is unpacked too. */
  withNeeds?: boolean;
}

/** Returns where packages are unpacked. */
export const unpackedAt = (root: string, name: string): string => join(root, 'node_modules', '.cache', 'terhubung', name);

/** Fills a folder whole or not at all. `fill` gives what went wrong, which is returned: the folder is then as it was. */
export async function filledWhole(folder: string, fill: (fresh: string) => Promise<string | undefined>): Promise<string | undefined> {
  const fresh = `${folder}-${process.pid}`;
  try {
    await mkdir(fresh, { recursive: true });
    const fault = await fill(fresh);
    if (fault !== undefined) return fault;
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
    return undefined;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** Fetches and unpacks packages into a folder; gives what went wrong. */
async function unpack({ packages, withNeeds }: DebianPackages, folder: string): Promise<string | undefined> {
  const download = async () => {
    if (!withNeeds) return runQuietly('apt-get', ['download', ...packages], folder);
    const trial = await runQuietly('apt-get', ['install', '--simulate', '--no-install-recommends', ...packages], folder);
    const names = [...trial.output.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
    return trial.code === 0 && names.length > 0 ? runQuietly('apt-get', ['download', ...names], folder) : { ...trial, code: 1 };
  };
  let ended = await download();
  if (ended.code !== 0) {
    // The lists of packages are missing or old, and only the system's owner may renew them.
    const update = process.getuid?.() === 0 ? await runQuietly('apt-get', ['update']) : ended;
    ended = update.code === 0 ? await download() : update;
  }
  if (ended.code !== 0) return ended.output;
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.deb'))) {
    const unpacked = await runQuietly('dpkg-deb', ['-x', name, '.'], folder);
    if (unpacked.code !== 0) return unpacked.output;
    await rm(join(folder, name));
  }
  return undefined;
}

/**
 * Unpacks packages of Debian beside the project's own, whole or not at all.
 * @param byHand said where that cannot be: what is left out then, and how to have it.
 * @returns whether they are there.
 */
export async function ensureUnpacked(wanted: DebianPackages, { root, err }: Pick<Desk, 'root' | 'err'>, byHand: string): Promise<boolean> {
  if (!(await runnable('/usr/bin/apt-get')) || !(await runnable('/usr/bin/dpkg-deb'))) {
    err(`Found no ${wanted.name}, and no apt-get to fetch it: ${byHand}`);
    return false;
  }
  err(`Fetching ${wanted.name} from the system’s packages …`);
  const fault = await filledWhole(unpackedAt(root, wanted.name), (fresh) => unpack(wanted, fresh));
  if (fault === undefined) return true;
  err(fault.trimEnd());
  err(`Could not fetch ${wanted.name}: ${byHand}`);
  return false;
}
