import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../cli/desk-io.ts';
import { fillWhole } from '../files/write-folder.ts';
import { runnable, runQuietly } from './run-quietly.ts';

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

/** What a program said that could not fetch something. */
class NotFetched extends Error {}

/** Fetches something into its folder, whole or not at all; `fetch` gives what went wrong, told before `otherwise`. @returns whether it is there. */
export async function fetchWhole(
  folder: string,
  { err }: Pick<Desk, 'err'>,
  otherwise: string,
  fetch: (into: string) => Promise<string | undefined>
): Promise<boolean> {
  try {
    await fillWhole(folder, async (into) => {
      await mkdir(into);
      const fault = await fetch(into);
      if (fault !== undefined) throw new NotFetched(fault);
    });
    return true;
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    err(error.message.trimEnd());
    err(otherwise);
    return false;
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

/** Unpacks packages of Debian beside the project's own, whole or not at all. @param byHand said where that cannot be. @returns whether they are there. */
export async function ensureUnpacked(wanted: DebianPackages, { root, err }: Pick<Desk, 'root' | 'err'>, byHand: string): Promise<boolean> {
  if (!(await runnable('/usr/bin/apt-get')) || !(await runnable('/usr/bin/dpkg-deb'))) {
    err(`Found no ${wanted.name}, and no apt-get to fetch it: ${byHand}`);
    return false;
  }
  err(`Fetching ${wanted.name} from the system’s packages …`);
  return fetchWhole(unpackedAt(root, wanted.name), { err }, `Could not fetch ${wanted.name}: ${byHand}`, (into) => unpack(wanted, into));
}
