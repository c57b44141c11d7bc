import { access, constants, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Vite from 'vite';
import { addedLanguages } from '#locale/languages.ts';
import { say } from '#locale/say.ts';
import { bundleScript, scriptNames, tellLanguages } from '#site/assets/bundle-script.ts';
import { zipFolder, unzipFolder, removeJunkFiles } from '#site/output/walk-folder.ts';
import { openBuildCache } from '#site/output/build-cache.ts';
import { writeSite } from '#site/output/site-file.ts';
import type * as Pages from '#site/build-pages.ts';
import type * as Refused from '#site/check-paths.ts';
import { useLanguages } from '#site/languages/added-languages.ts';
import { lazily } from '#site/route.ts';
import { siteAddress } from '#site/site-address.ts';
import type { OpenedStory } from '#site/story/open-story.ts';
import { readProject } from '#site/story/read-project.ts';
import type { Problem } from '#story/problem.ts';
import { counting, type Watched } from '../cli/progress.ts';
import { onDisk } from '../files/disk-refusal.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { codeInputs, inputsHash } from '../inputs-hash.mjs';

type ServerBundle = typeof Pages;
type BuiltInputs = Parameters<ServerBundle['buildPages']>[2];

async function withServer<Value>(
  root: string,
  run: (server: Awaited<ReturnType<typeof openServer>>) => Promise<Value>
) {
  const modules = join(root, 'node_modules');
  // Vite writes its cache there. If it cannot, its error names a cache file, not this folder.
  await onDisk(access(modules, constants.W_OK), say`at ${modules}`);
  // Else a NODE_ENV of development would publish slower, larger code.
  process.env['NODE_ENV'] = 'production';
  // Two builds at once must not run each other's server bundle.
  return withTemporaryFolder(join(root, 'build'), '.tmp-server', async (folder) =>
    run(await openServer(root, folder))
  );
}

async function openServer(root: string, folder: string) {
  const cache = await openBuildCache(root);
  useLanguages(await readProject(root));
  const code = `${inputsHash(root, codeInputs)} ${JSON.stringify(addedLanguages)}`;
  const fill = async (name: 'ssr' | 'client', into: string) => {
    const bytes = await cache.getOrMake('bundles', [name, code], async () => {
      const { createBuilder } = createRequire(import.meta.url)('vite') as typeof Vite;
      const { environments, build } = await createBuilder({
        root,
        configFile: join(root, 'vite.config.ts'),
        mode: 'production',
        plugins: [tellLanguages()],
        environments: { [name]: { build: { outDir: into } } }
      });
      await build(environments[name]!);
      await removeJunkFiles(into);
      return zipFolder(into);
    });
    await unzipFolder(into, bytes);
  };
  await fill('ssr', folder);
  // Not `import()`, which Vite's runner would transform.
  const load = createRequire(join(folder, 'server.js'));
  const scripts = lazily(async () => {
    const bundled = await cache.getOrMake('bundles', ['scripts', code], async () => {
      const texts = scriptNames.map(
        async (name) => [name, await bundleScript(root, name)] as const
      );
      return new TextEncoder().encode(JSON.stringify(Object.fromEntries(await Promise.all(texts))));
    });
    return JSON.parse(new TextDecoder().decode(bundled)) as BuiltInputs['scripts'];
  });
  return {
    cache,
    folder,
    fill,
    scripts,
    pages: () => load('./prerender.js') as ServerBundle,
    checks: () => load('./check-paths.js') as typeof Refused
  };
}

/** Returns the problems that would stop a build, without writing a page. */
export type TrySite = (root: string, story: OpenedStory) => Promise<Problem[]>;

export const trySite: TrySite = (root, story) =>
  withServer(root, ({ cache, checks }) => checks().checkPaths(root, story, cache));

/**
 * Fills a folder with the site.
 * @throws Refusal for a disk error; Error listing the story's problems.
 */
export const buildInto = (root: string, folder: string, desk: Watched = {}) => {
  desk.progress?.({ doing: say`Bundling the code` });
  return withServer(root, async ({ cache, folder: server, fill, scripts, pages, checks }) => {
    const bundle = pages();
    const story = await bundle.openValidStory(root);
    const pool = bundle.openPngPool(join(server, 'png-worker.js'));
    try {
      const inline = await scripts();
      await fill('client', folder);
      const manifest = JSON.parse(
        await readFile(join(folder, '.vite/manifest.json'), 'utf8')
      ) as BuiltInputs['manifest'];
      const built = {
        manifest,
        scripts: inline,
        address: siteAddress(),
        cache,
        draw: pool.draw,
        counting: (files: number) => counting(desk, say`Making pages and pictures`, files)
      };
      await writeSite(folder, await bundle.buildPages(root, story, built));
    } catch (error) {
      throw checks().locateLabelError(error, story);
    } finally {
      await pool.close();
    }
    await cache.prune();
  });
};
