import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleScripts, type InlineScripts } from '../../site/assets/bundle-script.ts';
import { folderBytes, layFolder } from '../../site/output/walk-folder.ts';
import { openKeptWork } from '../../site/output/kept-work.ts';
import { writeSite } from '../../site/output/site-file.ts';
import type * as Pages from '../../site/build-pages.ts';
import type * as Refused from '../../site/refused-paths.ts';
import { codeInputs, inputsHash, refusedFile } from './inputs-hash.ts';

/** Vite's environments: the server bundle, the story's client, and the page that `npm run bench` drives. */
export type EnvironmentName = 'ssr' | 'client' | 'bench';

/** Returns the folder that each environment is built into, from the project's. */
export const outputFolders = (environment: NodeJS.ProcessEnv): Record<EnvironmentName, string> => ({
  ssr: environment['TERHUBUNG_SERVER_OUT'] ?? 'build/server',
  client: environment['TERHUBUNG_OUT'] ?? 'dist',
  bench: 'build/bench'
});

type ServerBundle = typeof Pages;
type ClientManifest = Parameters<ServerBundle['buildPages']>[2];

/**
 * Builds the server bundle and opens the story with it, then the client, only when the story holds, and writes the pages beside it. With
 * `TERHUBUNG_DRAFT` set, the story need not hold; with `TERHUBUNG_TRY`, nothing is built, and what cannot be made is said; with
 * `TERHUBUNG_BENCH`, the page that `npm run bench` drives is built too.
 * @param build fills the folder of an environment by Vite. Asked for only where what was built of the same code was not kept.
 * @throws Error listing each sentence, claim or label that does not hold; whatever `build` throws.
 */
export async function prerender(
  root: string,
  environment: NodeJS.ProcessEnv,
  build: (name: EnvironmentName) => Promise<unknown>
): Promise<void> {
  const folders = outputFolders(environment);
  const kept = await openKeptWork(root);
  const code = [await inputsHash(root, codeInputs), environment['NODE_ENV'] ?? ''];
  const fill = async (name: EnvironmentName) => {
    const bytes = await kept.keep('bundles', [name, ...code], async () => {
      await build(name);
      return folderBytes(join(root, folders[name]));
    });
    await layFolder(join(root, folders[name]), bytes);
  };
  const publish = async (
    name: EnvironmentName,
    pages: (manifest: ClientManifest) => Parameters<typeof writeSite>[1] | ReturnType<ServerBundle['buildPages']>
  ) => {
    await fill(name);
    const manifest = JSON.parse(await readFile(join(root, folders[name], '.vite/manifest.json'), 'utf8')) as ClientManifest;
    await writeSite(join(root, folders[name]), await pages(manifest));
  };
  await fill('ssr');
  // By way of an address that Vite leaves to Node: it would transform the bundle, which is of its own making.
  const load = (name: string): Promise<unknown> => {
    const file = `${pathToFileURL(join(root, folders.ssr, `${name}.js`)).href}?t=${Date.now()}`;
    return import(/* @vite-ignore */ `data:text/javascript,export * from ${encodeURIComponent(JSON.stringify(file))}`);
  };
  const tried = environment['TERHUBUNG_TRY'];
  if (tried !== undefined) {
    const { refusedPaths } = (await load('refused-paths')) as typeof Refused;
    await writeFile(join(root, folders.ssr, refusedFile), JSON.stringify(await refusedPaths(root, JSON.parse(tried))));
    return;
  }
  const bundle = (await load('prerender')) as ServerBundle;
  const draft = environment['TERHUBUNG_DRAFT'];
  const story = draft === undefined ? await bundle.openSound(root) : await bundle.openDraft(root, draft);
  const bundled = await kept.keep('bundles', ['scripts', ...code], async () =>
    new TextEncoder().encode(JSON.stringify((await bundleScripts(root)).scripts))
  );
  const scripts = JSON.parse(new TextDecoder().decode(bundled)) as InlineScripts;
  const pool = bundle.openPngPool(join(root, folders.ssr, 'png-worker.js'));
  try {
    await publish('client', (manifest) => bundle.buildPages(root, story, manifest, scripts, { draw: pool.draw, kept }));
  } finally {
    await pool.close();
  }
  if (environment['TERHUBUNG_BENCH']) await publish('bench', (manifest) => bundle.buildBench(story, manifest));
  await kept.prune();
}
