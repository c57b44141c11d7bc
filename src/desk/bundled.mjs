// @ts-check
import { access, constants, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inputsHash } from './inputs-hash.mjs';

const day = 86_400_000;

/** A running command may still load parts of an old bundle. @param {string} folder */
async function prune(folder) {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > day) await rm(path, { recursive: true, force: true });
  }
}

/** @param {string} main @param {string} root @param {string} outDir */
async function bundle(main, root, outDir) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    build: {
      ssr: main,
      outDir,
      target: 'node20',
      sourcemap: true,
      rollupOptions: {
        checks: { bundlerTimings: false },
        output: { entryFileNames: 'main.js' }
      }
    }
  });
}

/**
 * Loads the desk from a bundle of the code as it is, which it makes once. Without it, Vite's own
 * start and its transforms take a second of each command.
 * @param {string} root @returns {Promise<typeof import('./main.ts')>}
 */
export async function loadDesk(root) {
  const main = join(root, 'src', 'desk', 'main.ts');
  const modules = join(root, 'node_modules');
  const isReadOnly = await access(modules, constants.W_OK).then(
    () => false,
    () => true
  );
  if (isReadOnly) {
    const { runnerImport } = await import('vite');
    return (await runnerImport(main, { root, logLevel: 'error' })).module;
  }
  const cache = join(modules, '.cache', 'terhubung', 'desk');
  const folder = join(cache, (await inputsHash(root, ['src', 'package-lock.json'])).slice(0, 16));
  const now = new Date();
  const isThere = await utimes(folder, now, now).then(
    () => true,
    () => false
  );
  if (!isThere) {
    const part = `${folder}.${process.pid}.part`;
    await bundle(main, root, part);
    // Another command may have made it in the meantime.
    await rename(part, folder).catch(() => rm(part, { recursive: true, force: true }));
    await prune(cache);
  }
  return import(pathToFileURL(join(folder, 'main.js')).href);
}
