// @ts-check
import { createHash } from 'node:crypto';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const inputs = ['src', 'data', 'static', 'LICENSE', 'vite.config.ts', 'package-lock.json'];

/** The inputs of the bundles: all but words and data. */
export const codeInputs = inputs.filter((path) => path !== 'data' && path !== 'LICENSE');

/** @param {string} root @param {string} path @returns {Promise<string[]>} */
async function filesUnder(root, path) {
  const info = await stat(join(root, path)).catch(() => undefined);
  if (!info?.isDirectory()) return info ? [path] : [];
  const names = (await readdir(join(root, path))).sort();
  return (await Promise.all(names.map((name) => filesUnder(root, `${path}/${name}`)))).flat();
}

/**
 * Returns the SHA-256, in hex, of names and bytes; a missing path counts as empty.
 * @param {string} root @param {readonly string[]} of
 */
export async function inputsHash(root, of = inputs) {
  const hash = createHash('sha256');
  const paths = (await Promise.all(of.map((input) => filesUnder(root, input)))).flat();
  const files = await Promise.all(
    paths.map(async (path) => ({ path, bytes: await readFile(join(root, path)) }))
  );
  for (const { path, bytes } of files) hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  return hash.digest('hex');
}
