import { readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { orElse } from './or-else.ts';
import { isAlive } from './exclusive-file.ts';

export interface SwitchedFolder {
  folder: string;
  /** New folders are filled here, on the same disk, so that they can be renamed. */
  workshop: string;
}

export const freshFolder = ({ folder, workshop }: SwitchedFolder) =>
  join(workshop, `.tmp-${basename(folder)}-${process.pid}`);

function moveAside(from: string, to: string) {
  const moved = rename(from, to).then(() => true);
  return orElse(moved, false, ['ENOENT']);
}

/** Replaces the folder by the filled one. After a kill, `clearLeftovers` restores the old one. */
export async function switchFolder(switched: SwitchedFolder) {
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

/** Removes the leftovers of killed runs; restores the folder after half a switch. */
export async function clearLeftovers({ folder, workshop }: SwitchedFolder) {
  for (const name of await readdir(workshop).catch(() => [])) {
    const match = /^\.(tmp|old)-(.+)-(\d+)$/.exec(name);
    if (match?.[2] !== basename(folder) || isAlive({ pid: Number(match[3]), startedAt: '' }))
      continue;
    const there = await stat(folder).catch(() => undefined);
    if (match[1] === 'old' && !there) await moveAside(join(workshop, name), folder);
    else await rm(join(workshop, name), { recursive: true, force: true });
  }
}

/** Fills a new folder and replaces the old one; an error of `fill` leaves that as it was. */
export async function replaceFolder<Value>(
  switched: SwitchedFolder,
  fill: (fresh: string) => Promise<Value>
) {
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
