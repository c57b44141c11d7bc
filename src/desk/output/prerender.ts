import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleScripts, type InlineScripts } from '../../site/assets/bundle-script.ts';
import { zipFolder, unzipFolder, removeJunkFiles } from '../../site/output/walk-folder.ts';
import { openBuildCache } from '../../site/output/build-cache.ts';
import { writeSite } from '../../site/output/site-file.ts';
import type * as Pages from '../../site/build-pages.ts';
import type * as Refused from '../../site/check-paths.ts';
import type { OpenedStory } from '../../site/story/open-story.ts';
import type { Problem } from '../../story/problem.ts';
import { codeInputs, inputsHash } from './inputs-hash.ts';

export type EnvironmentName = 'ssr' | 'client';

export const outputFolders = (): Record<EnvironmentName, string> => ({
  ssr: process.env['TERHUBUNG_SERVER_OUT'] ?? 'build/server',
  client: process.env['TERHUBUNG_OUT'] ?? 'dist'
});

type ServerBundle = typeof Pages;
type ClientManifest = Parameters<ServerBundle['buildPages']>[2];

/** Runs Vite for one environment, when the cache has no bundle of the same code. */
type BuildByVite = (name: EnvironmentName) => Promise<unknown>;

async function openServer(root: string, build: BuildByVite) {
  const folders = outputFolders();
  const cache = await openBuildCache(root);
  const code = [await inputsHash(root, codeInputs), process.env['NODE_ENV'] ?? ''];
  const fill = async (name: EnvironmentName) => {
    const folder = join(root, folders[name]);
    const bytes = await cache.getOrMake('bundles', [name, ...code], async () => {
      await build(name);
      await removeJunkFiles(folder);
      return zipFolder(folder);
    });
    await unzipFolder(folder, bytes);
    return folder;
  };
  const folder = await fill('ssr');
  // Vite does not transform a `data:` import, and must not transform its own bundle.
  const load = (name: string): Promise<unknown> => {
    const file = `${pathToFileURL(join(folder, `${name}.js`)).href}?t=${Date.now()}`;
    return import(
      /* @vite-ignore */ `data:text/javascript,export * from ${encodeURIComponent(JSON.stringify(file))}`
    );
  };
  return { cache, code, folder, fill, load };
}

/** Returns the problems that would stop a build. Builds only the server bundle. */
export async function tryPages(
  root: string,
  build: BuildByVite,
  story: OpenedStory
): Promise<Problem[]> {
  const { cache, load } = await openServer(root, build);
  const { checkPaths } = (await load('check-paths')) as typeof Refused;
  return checkPaths(root, story, cache);
}

/** Builds the client and writes the pages. @throws Error listing the story's problems. */
export async function prerender(root: string, build: BuildByVite): Promise<void> {
  const { cache, code, folder: server, fill, load } = await openServer(root, build);
  const bundle = (await load('prerender')) as ServerBundle;
  const draft = process.env['TERHUBUNG_DRAFT'];
  const story =
    draft === undefined ? await bundle.openValidStory(root) : await bundle.openDraft(root, draft);
  const bundled = await cache.getOrMake('bundles', ['scripts', ...code], async () =>
    new TextEncoder().encode(JSON.stringify((await bundleScripts(root)).scripts))
  );
  const scripts = JSON.parse(new TextDecoder().decode(bundled)) as InlineScripts;
  const pool = bundle.openPngPool(join(server, 'png-worker.js'));
  try {
    const folder = await fill('client');
    const manifest = JSON.parse(
      await readFile(join(folder, '.vite/manifest.json'), 'utf8')
    ) as ClientManifest;
    await writeSite(
      folder,
      await bundle.buildPages(root, story, manifest, scripts, { draw: pool.draw, cache })
    );
  } catch (error) {
    throw ((await load('check-paths')) as typeof Refused).locateLabelError(error, story);
  } finally {
    await pool.close();
  }
  await cache.prune();
}
