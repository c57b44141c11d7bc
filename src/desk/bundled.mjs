// @ts-check
import { access, constants, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inputsHash } from './inputs-hash.mjs';

const day = 86_400_000;

/** Their hundreds of modules would be loaded one by one, and CommonJS parsed twice. */
export const bundledPackages = ['@markdoc/markdoc', 'jsonc-parser', 'zod', /^d3/];

/** A running command may still load parts of an old bundle. @param {string} folder */
async function prune(folder) {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => undefined);
    if (info && Date.now() - info.mtimeMs > day) await rm(path, { recursive: true, force: true });
  }
}

/** Compiles components. */
async function svelteOptions() {
  const { svelte } = await import('@sveltejs/vite-plugin-svelte');
  return [svelte({ configFile: false, compilerOptions: { runes: true } })];
}

/** @param {string} main @param {string} root @param {string} outDir @param {boolean} hasComponents */
async function bundle(main, root, outDir, hasComponents) {
  const { build } = await import('vite');
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    plugins: hasComponents ? await svelteOptions() : [],
    ssr: { noExternal: bundledPackages },
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
 * Loads a module from a bundle of the code as it is, which it makes once. Without it, Vite's own
 * start and its transforms take a second of each command.
 * @param {string} root @param {string} name @param {string} path @param {boolean} hasComponents
 */
async function load(root, name, path, hasComponents) {
  const main = join(root, path);
  const modules = join(root, 'node_modules');
  const isReadOnly = await access(modules, constants.W_OK).then(
    () => false,
    () => true
  );
  if (isReadOnly) {
    const { runnerImport } = await import('vite');
    const plugins = hasComponents ? await svelteOptions() : [];
    return (await runnerImport(main, { root, logLevel: 'error', plugins })).module;
  }
  const cache = join(modules, '.cache', 'terhubung', name);
  const folder = join(cache, inputsHash(root, ['src', 'package-lock.json']).slice(0, 16));
  const now = new Date();
  const isThere = await utimes(folder, now, now).then(
    () => true,
    () => false
  );
  if (!isThere) {
    const part = `${folder}.${process.pid}.part`;
    await bundle(main, root, part, hasComponents);
    // Another command may have made it in the meantime.
    await rename(part, folder).catch(() => rm(part, { recursive: true, force: true }));
    await prune(cache);
  }
  return import(pathToFileURL(join(folder, 'main.js')).href);
}

/** @param {string} root @returns {Promise<typeof import('./main.ts')>} */
export const loadDesk = (root) => load(root, 'desk', 'src/desk/main.ts', false);

/** @param {string} root @returns {Promise<typeof import('./window/run-window.ts')>} */
export const loadWindow = (root) => load(root, 'window', 'src/desk/window/run-window.ts', true);
