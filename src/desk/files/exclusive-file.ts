import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { orElse } from '../../site/story/story-files.ts';
import { isAlive, ownMark } from './process-alive.ts';

export const holderSchema = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string(),
  host: z.string(),
  command: z.string(),
  since: z.iso.datetime()
});

/** Who holds a lock: a process of a machine, and what it does since when. */
export type Holder = z.infer<typeof holderSchema>;

/** Returns this process as the holder of a lock. */
export function ownHolder(command: string, since: Date): Holder {
  return { ...ownMark(), host: hostname(), command, since: since.toISOString() };
}

/** Returns a holder as a sentence names it. */
export const holderWords = ({ command, pid, host, since }: Holder): string =>
  `\`${command}\` (process ${pid} on ${host}, since ${since.slice(0, 19)}Z)`;

/**
 * Returns who holds the lock at a path; undefined when nobody does. A file that is no lock is held
 * by a process that has ended.
 */
export async function readHolder(path: string): Promise<Holder | undefined> {
  const text = await orElse(readFile(path, 'utf8'), undefined, ['ENOENT']);
  if (text === undefined) return undefined;
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return {
      pid: 1,
      startedAt: 'unknown',
      host: hostname(),
      command: 'unknown',
      since: new Date(0).toISOString()
    };
  }
}

/**
 * Whether a holder of this machine has ended without letting go. Nothing can be known of a process
 * of another one.
 */
export const endedHere = (holder: Holder): boolean =>
  holder.host === hostname() && !isAlive(holder);

let written = 0;

/**
 * Writes the lock whole and only where there is none: a link, unlike a new file, is never seen
 * empty.
 */
async function linkNew(path: string, holder: Holder): Promise<boolean> {
  const beside = `${path}.${process.pid}.${written++}`;
  try {
    await writeFile(beside, `${JSON.stringify(holder)}\n`);
    const linked = link(beside, path).then(() => true);
    return await orElse(linked, false, ['EEXIST']);
  } finally {
    await rm(beside, { force: true });
  }
}

/**
 * Removes the lock of a process that has ended, behind a second lock: of two that saw it the slower
 * does not remove what the faster has just written.
 */
async function breakDead(path: string, own: Holder): Promise<void> {
  const breaking = `${path}.breaking`;
  if (!(await linkNew(breaking, own))) {
    const breaker = await readHolder(breaking);
    // Moved away first: of two that find the breaker dead only one can move it.
    if (breaker && endedHere(breaker)) {
      const gone = `${breaking}.${process.pid}.${written++}`;
      await rename(breaking, gone).catch(() => undefined);
      await rm(gone, { force: true });
    }
    return;
  }
  try {
    const holder = await readHolder(path);
    if (holder && endedHere(holder)) await rm(path, { force: true });
  } finally {
    await rm(breaking, { force: true });
  }
}

/** Removes what processes left that were killed while they asked for the lock. */
async function sweep(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const pid = /\.(\d+)\.\d+$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive({ pid: Number(pid), startedAt: '' }))
      await rm(join(dirname(path), name), { force: true });
  }
}

/**
 * Tries to hold the lock at a path, over a holder that has ended. Returns undefined when it is held
 * now, else who else holds it.
 */
export async function tryHold(path: string, own: Holder): Promise<Holder | undefined> {
  await mkdir(dirname(path), { recursive: true });
  for (;;) {
    if (await linkNew(path, own)) {
      await sweep(path);
      return undefined;
    }
    const holder = await readHolder(path);
    if (!holder) continue;
    if (!endedHere(holder)) return holder;
    await breakDead(path, own);
  }
}

/** Lets go of a lock, where this process still holds it. */
export async function letGo(path: string, own: Holder): Promise<void> {
  if (JSON.stringify(await readHolder(path)) === JSON.stringify(own))
    await rm(path, { force: true });
}
