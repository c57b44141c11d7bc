import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { onDisk } from './disk-refusal.ts';
import { isAlive } from './process-alive.ts';

/**
 * Runs something with a new folder, removed however that ends, as are those that killed runs left.
 * @throws Refusal where none can be made.
 */
export async function withTemporaryFolder<Value>(
  place: string,
  name: string,
  run: (folder: string) => Promise<Value>
): Promise<Value> {
  const making = mkdir(place, { recursive: true })
    .then(() => sweep(place, name))
    .then(() => mkdtemp(join(place, `${name}-${process.pid}-`)));
  const folder = await onDisk(making, `at ${place}`, 'a folder that can be written to');
  try {
    return await run(folder);
  } finally {
    // A browser that has just ended may still be writing.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function sweep(place: string, name: string): Promise<void> {
  for (const entry of await readdir(place)) {
    const pid = entry.startsWith(`${name}-`)
      ? /^(\d+)-\w{6}$/.exec(entry.slice(name.length + 1))?.[1]
      : undefined;
    if (pid === undefined || isAlive({ pid: Number(pid), startedAt: '' })) continue;
    // Somebody else's, where the place is shared: theirs to remove.
    await rm(join(place, entry), { recursive: true, force: true }).catch(() => undefined);
  }
}
