import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../cli/desk-io.ts';
import { npmCommand } from '../installed.mjs';
import { unpackedAt } from './debian-packages.ts';
import { runQuietly } from './run-quietly.ts';

/** Cloudflare's own runtime for Workers, with buckets; the newest that Node 20 runs. It has 174 MB: a long campaign alone fetches it. */
const miniflare = 'miniflare@4.20260426.0';

/** Returns the module of miniflare; undefined where it was not fetched. */
export async function findMiniflare(root: string): Promise<string | undefined> {
  const module = join(unpackedAt(root, 'miniflare'), 'node_modules/miniflare/dist/src/index.js');
  return (await stat(module).catch(() => undefined)) && module;
}

/** Fetches miniflare where it is not there yet, whole or not at all. Returns whether it is there; the reason is said where it is not. */
export async function ensureMiniflare({ root, err }: Pick<Desk, 'root' | 'err'>): Promise<boolean> {
  if (await findMiniflare(root)) return true;
  const folder = unpackedAt(root, 'miniflare');
  const fresh = `${folder}-${process.pid}`;
  err(`Fetching ${miniflare} from the npm registry …`);
  try {
    await mkdir(fresh, { recursive: true });
    const [command, ...before] = npmCommand(process.env);
    const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
    const fetched = await runQuietly(command, [...before, 'install', '--prefix', fresh, ...options, miniflare], fresh);
    if (fetched.code !== 0) {
      err(fetched.output.trimEnd());
      err('Could not fetch miniflare: the tests of the Worker in its own runtime are left out.');
      return false;
    }
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
    return true;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
