// @ts-check
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const inputs = ['src', 'data', 'static', 'LICENSE', 'vite.config.ts', 'package-lock.json'];

/** The inputs of the bundles: all but words and data. */
export const codeInputs = inputs.filter((path) => path !== 'data' && path !== 'LICENSE');

/** @param {string} root @param {string} path @returns {string[]} */
function filesUnder(root, path) {
  const info = statSync(join(root, path), { throwIfNoEntry: false });
  if (!info?.isDirectory()) return info ? [path] : [];
  const names = readdirSync(join(root, path)).sort();
  return names.flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/**
 * Returns the SHA-256, in hex, of names and bytes; a missing path counts as empty.
 * Synchronous: hundreds of small files at once cost six times as much.
 * @param {string} root @param {readonly string[]} of
 */
export function inputsHash(root, of = inputs) {
  const hash = createHash('sha256');
  for (const path of of.flatMap((input) => filesUnder(root, input))) {
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
