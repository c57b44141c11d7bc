import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { npmCommand } from '../../src/desk/installed.mjs';
import { runProgram } from '../run/run-program.ts';
import { long } from '../slice.ts';

/** The newest that Node 20 runs. */
const version = 'miniflare@4.20260426.0';
const folder = join(import.meta.dirname, '../../node_modules/.cache/terhubung/miniflare');
export const miniflareModule = join(folder, 'node_modules/miniflare/dist/src/index.js');

/** It has 174 MB: only a campaign installs it. @throws Error when it cannot be installed. */
export async function findMiniflare(): Promise<string | undefined> {
  if (existsSync(miniflareModule)) return miniflareModule;
  if (!long) return undefined;
  await mkdir(folder, { recursive: true });
  const [command, ...before] = npmCommand(process.env);
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const { code, output } = await runProgram(
    command,
    [...before, 'install', '--prefix', folder, ...options, version],
    folder
  );
  if (code !== 0) throw new Error(`${version} cannot be installed:\n${output}`);
  return miniflareModule;
}
