import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { orElse } from './or-else.ts';
import { say } from '#locale/say.ts';
import { readFileSync } from 'node:fs';

export interface ProcessId {
  pid: number;
  /** Clock ticks since boot, on Linux, to recognise a reused pid; else empty. */
  startedAt: string;
}

/** Empty without `/proc`. See proc_pid_stat(5), field 22. */
function startOf(pid: number) {
  try {
    // The program's name, in brackets, may contain spaces.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

const ownProcess = () => ({ pid: process.pid, startedAt: startOf(process.pid) });

/** True while the process runs on this machine; on Linux, not for a reused pid. */
export function isAlive({ pid, startedAt }: ProcessId) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs as another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  const now = startOf(pid);
  return startedAt === '' || now === '' || now === startedAt;
}

export const holderSchema = z.object({
  pid: z.number().int().positive(),
  startedAt: z.string(),
  host: z.string(),
  command: z.string(),
  since: z.iso.datetime()
});

export type Holder = z.infer<typeof holderSchema>;

export function ownHolder(command: string, since: Date): Holder {
  return { ...ownProcess(), host: hostname(), command, since: since.toISOString() };
}

export const describeHolder = ({ command, pid, host, since }: Holder) =>
  say`\`${command}\` (process ${pid} on ${host}, since ${since.slice(0, 19)}Z)`;

/** An invalid lock file counts as the lock of a process that has ended. */
export async function readHolder(path: string) {
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

/** Always false for a holder on another machine. */
export const endedHere = (holder: Holder) => holder.host === hostname() && !isAlive(holder);

let written = 0;

/** Creates the lock unless there is one. A link, unlike a new file, is never seen empty. */
async function linkNew(path: string, holder: Holder) {
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
 * Removes the lock of a dead process, under a second lock: the slower of two desks must not remove
 * the faster one's new lock.
 */
async function breakDead(path: string, own: Holder) {
  const breaking = `${path}.breaking`;
  if (!(await linkNew(breaking, own))) {
    const breaker = await readHolder(breaking);
    // Only one desk can rename it.
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

async function sweep(path: string) {
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const pid = /\.(\d+)\.\d+$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive({ pid: Number(pid), startedAt: '' }))
      await rm(join(dirname(path), name), { force: true });
  }
}

/** Takes the lock, also from a dead process. Returns undefined on success, else the holder. */
export async function tryLock(path: string, own: Holder) {
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

export async function unlock(path: string, own: Holder) {
  if (JSON.stringify(await readHolder(path)) === JSON.stringify(own))
    await rm(path, { force: true });
}
