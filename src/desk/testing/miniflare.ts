import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Desk } from '../cli/desk-io.ts';
import { npmCommand } from '../installed.mjs';
import { fetchWhole, unpackedAt } from './debian-packages.ts';
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
  err(`Fetching ${miniflare} from the npm registry …`);
  const [command, ...before] = npmCommand(process.env);
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const otherwise = 'Could not fetch miniflare: the tests of the Worker in its own runtime are left out.';
  return fetchWhole(unpackedAt(root, 'miniflare'), { err }, otherwise, async (into) => {
    const { code, output } = await runQuietly(command, [...before, 'install', '--prefix', into, ...options, miniflare], into);
    return code === 0 ? undefined : output;
  });
}
