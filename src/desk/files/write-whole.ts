import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes a text whole or not at all: beside the file first, then over it. Makes the file's folder where there is none. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(beside, text);
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** What a run writes beside the place it is meant for: `.2024-11.123.part`, `edition.lock.json.123.part`. */
const part = /\.\d+\.part$/;

async function partsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => part.test(name)).map((name) => join(folder, name));
}

/** Removes what killed runs had begun to write under `data/`. Only for a holder of the desk's lock: nobody else is writing then. */
export async function sweepParts(root: string): Promise<void> {
  const data = join(root, 'data');
  const vintages = join(data, 'vintages');
  const sources = (await readdir(vintages).catch(() => [])).map((source) => join(vintages, source));
  const found = await Promise.all([data, join(data, 'copy'), vintages, ...sources].map(partsIn));
  await Promise.all(found.flat().map((path) => rm(path, { recursive: true, force: true })));
}
