import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What the edition is built from, relative to the project's folder. */
const inputs = ['src', 'data', 'static', 'LICENSE', 'vite.config.ts', 'package-lock.json'];

/**
 * What its scripts and styles, and the code that makes its pages, are built from: all but the words
 * and the figures.
 */
export const codeInputs = inputs.filter((path) => path !== 'data' && path !== 'LICENSE');

async function filesUnder(root: string, path: string): Promise<string[]> {
  const info = await stat(join(root, path)).catch(() => undefined);
  if (!info?.isDirectory()) return info ? [path] : [];
  const names = (await readdir(join(root, path))).sort();
  return (await Promise.all(names.map((name) => filesUnder(root, `${path}/${name}`)))).flat();
}

/**
 * Returns the sha256, in hex, of the names and bytes of what the edition, or `of`, is built from,
 * so that clones agree; absent counts as empty.
 */
export async function inputsHash(root: string, of: readonly string[] = inputs): Promise<string> {
  const hash = createHash('sha256');
  const paths = (await Promise.all(of.map((input) => filesUnder(root, input)))).flat();
  // Read side by side: one after the other, most of the time is spent waiting.
  const files = await Promise.all(
    paths.map(async (path) => ({ path, bytes: await readFile(join(root, path)) }))
  );
  for (const { path, bytes } of files) hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}
