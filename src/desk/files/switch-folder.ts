import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { orElse } from '../../site/story/story-files.ts';
import { isAlive } from './process-alive.ts';

/** A folder that is only ever replaced whole. */
export interface SwitchedFolder {
  /** Where readers find it. */
  folder: string;
  /** Where a new one is filled, on the same disk, so that a rename is enough. */
  workshop: string;
}

/** Returns the folder that this process fills before it switches. */
export const freshFolder = ({ folder, workshop }: SwitchedFolder): string =>
  join(workshop, `.tmp-${basename(folder)}-${process.pid}`);

/** Returns whether there was anything to be moved. */
function moveAside(from: string, to: string): Promise<boolean> {
  const moved = rename(from, to).then(() => true);
  return orElse(moved, false, ['ENOENT']);
}

/**
 * Puts what was filled in the place of the folder, which steps aside first: after a kill in
 * between, `clearLeftovers` puts it back.
 */
export async function switchFolder(switched: SwitchedFolder): Promise<void> {
  const { folder, workshop } = switched;
  const aside = join(workshop, `.old-${basename(folder)}-${process.pid}`);
  await rm(aside, { recursive: true, force: true });
  const moved = await moveAside(folder, aside);
  try {
    await rename(freshFolder(switched), folder);
  } catch (error) {
    if (moved) await moveAside(aside, folder);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

/**
 * Removes what killed runs left in the workshop, or gives the folder back after half a switch; what
 * belongs to a running process stays.
 */
export async function clearLeftovers({ folder, workshop }: SwitchedFolder): Promise<void> {
  for (const name of await readdir(workshop).catch(() => [])) {
    const match = /^\.(tmp|old)-(.+)-(\d+)$/.exec(name);
    if (match?.[2] !== basename(folder) || isAlive({ pid: Number(match[3]), startedAt: '' }))
      continue;
    const there = await stat(folder).catch(() => undefined);
    if (match[1] === 'old' && !there) await moveAside(join(workshop, name), folder);
    else await rm(join(workshop, name), { recursive: true, force: true });
  }
}

/**
 * Fills a new folder and puts it in the place of the other, or leaves that as it was.
 * @throws what `fill` throws.
 */
export async function replaceFolder<Value>(
  switched: SwitchedFolder,
  fill: (fresh: string) => Promise<Value>
): Promise<Value> {
  await clearLeftovers(switched);
  const fresh = freshFolder(switched);
  try {
    const value = await fill(fresh);
    await switchFolder(switched);
    return value;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
