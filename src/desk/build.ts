import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createBuilder } from 'vite';
import type { Desk } from './desk-io.ts';
import { inputsHash } from './inputs-hash.ts';

/** Where the hash of the inputs of the last good build is kept; not in `dist/`, which is published as it is. */
const stampOf = (root: string) => join(root, 'node_modules', '.cache', 'terhubung', 'built');

const seconds = (from: Date, to: Date) => ((to.getTime() - from.getTime()) / 1000).toFixed(1);

/**
 * Builds the edition into `dist/`.
 * @throws whatever the build says: a sentence that does not hold, a label that is missing, code that does not compile.
 */
export async function buildEdition(desk: Desk): Promise<void> {
  const started = desk.now();
  const hash = await inputsHash(desk.root);
  await rm(stampOf(desk.root), { force: true });
  const before = process.env['NODE_ENV'];
  // Vite and Svelte build for development where the environment says so, and slower, larger code would be published.
  process.env['NODE_ENV'] = 'production';
  try {
    const builder = await createBuilder({ root: desk.root, configFile: join(desk.root, 'vite.config.ts'), mode: 'production' });
    await builder.buildApp();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  await mkdir(dirname(stampOf(desk.root)), { recursive: true });
  await writeFile(stampOf(desk.root), hash);
  desk.err(`Built dist/ in ${seconds(started, desk.now())} s.`);
}

/** Builds the edition unless `dist/` already holds it, made from the very files that are there now. */
export async function ensureEdition(desk: Desk): Promise<void> {
  const [stamp, entry] = await Promise.all([
    readFile(stampOf(desk.root), 'utf8').catch(() => undefined),
    stat(join(desk.root, 'dist', 'index.html')).catch(() => undefined)
  ]);
  if (stamp !== undefined && entry && stamp === (await inputsHash(desk.root))) return;
  desk.err('Building the edition …');
  await buildEdition(desk);
}

/** `npm run build`: writes `dist/`. Returns 0, or 1 with the reason when the story does not hold. */
export async function build(_argv: string[], desk: Desk): Promise<number> {
  try {
    await buildEdition(desk);
    return 0;
  } catch (error) {
    desk.err(error instanceof Error ? error.message : String(error));
    desk.err('The edition was not built.');
    return 1;
  }
}
