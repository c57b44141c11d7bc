import { spawn } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

const root = join(import.meta.dirname, '../..');

/**
 * Bundles the desk of `killed-desk.ts` into a new folder, and returns that; whoever asked removes
 * it.
 */
export async function bundleDesk() {
  // Inside node_modules, so that the bundle finds the packages it leaves outside.
  await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
  const bundle = await mkdtemp(join(root, 'node_modules/.cache/killed-desk-'));
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
    build: {
      ssr: join(root, 'test/desk/killed-desk.ts'),
      outDir: bundle,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'desk.mjs' } }
    }
  });
  return bundle;
}

export interface BundledRun {
  took: number;
  /** Null when it was killed. */
  code: number | null;
  said: string;
}

/**
 * Runs a command in a process of its own and, where `after` is given, kills it so many milliseconds
 * after it has begun.
 */
export function runBundled(
  bundle: string,
  project: string,
  argv: string[],
  after?: number
): Promise<BundledRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [
      join(bundle, 'desk.mjs'),
      'run-killed-desk',
      project,
      ...argv
    ]);
    let began = 0;
    let said = '';
    child.stdout.once('data', () => {
      began = performance.now();
      if (after !== undefined) setTimeout(() => child.kill('SIGKILL'), after);
    });
    child.stderr.on('data', (data) => (said += String(data)));
    child.once('error', reject);
    child.once('close', (code) => resolve({ took: performance.now() - began, code, said }));
  });
}
