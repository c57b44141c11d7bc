import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** What a run writes beside the place it is meant for: `.2024-11.123.part`, `edition.lock.json.123.part`. */
const part = /\.\d+\.part$/;

async function partsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => part.test(name)).map((name) => join(folder, name));
}

/**
 * Removes what runs that were killed had begun to write under `data/`. Only for a holder of the desk's lock: nobody else
 * is writing then.
 */
export async function sweepParts(root: string): Promise<void> {
  const data = join(root, 'data');
  const vintages = join(data, 'vintages');
  const sources = (await readdir(vintages).catch(() => [])).map((source) => join(vintages, source));
  const found = await Promise.all([data, join(data, 'copy'), vintages, ...sources].map(partsIn));
  await Promise.all(found.flat().map((path) => rm(path, { recursive: true, force: true })));
}
