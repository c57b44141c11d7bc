import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './process-alive.ts';

/**
 * Runs something with a new folder among the temporary files, and removes it however that ends. Removes, too, what runs
 * that were killed have left there under the same name.
 * @returns what `run` returns.
 */
export async function withTemporaryFolder<Value>(place: string, name: string, run: (folder: string) => Promise<Value>): Promise<Value> {
  await sweep(place, name);
  const folder = await mkdtemp(join(place, `${name}-${process.pid}-`));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function sweep(place: string, name: string): Promise<void> {
  for (const entry of await readdir(place)) {
    const pid = entry.startsWith(`${name}-`) ? /^(\d+)-\w{6}$/.exec(entry.slice(name.length + 1))?.[1] : undefined;
    if (pid === undefined || isAlive({ pid: Number(pid), startedAt: '' })) continue;
    // Somebody else's, where the place is shared: theirs to remove.
    await rm(join(place, entry), { recursive: true, force: true }).catch(() => undefined);
  }
}
