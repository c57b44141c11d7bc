import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from './disk-refusal.ts';
import { isAlive } from './exclusive-file.ts';
import { say } from '#locale/say.ts';

/** Runs something with a temporary folder; also removes those of killed runs. */
export async function withTemporaryFolder<Value>(
  place: string,
  name: string,
  run: (folder: string) => Promise<Value>
) {
  const making = mkdir(place, { recursive: true })
    .then(() => sweep(place, name))
    .then(() => mkdtemp(join(place, `${name}-${process.pid}-`)));
  const folder = await onDisk(making, say`at ${place}`);
  try {
    return await run(folder);
  } finally {
    // A browser that has just exited may still be writing.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function sweep(place: string, name: string) {
  for (const entry of await readdir(place)) {
    const pid = entry.startsWith(`${name}-`)
      ? /^(\d+)-\w{6}$/.exec(entry.slice(name.length + 1))?.[1]
      : undefined;
    if (pid === undefined || isAlive({ pid: Number(pid), startedAt: '' })) continue;
    // In a shared folder it may belong to another user.
    await rm(join(place, entry), { recursive: true, force: true }).catch(() => undefined);
  }
}
