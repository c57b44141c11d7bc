import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { codeInputs, inputsHash, refusedFile } from './src/desk/output/inputs-hash.ts';
import { bundleScripts, type InlineScripts } from './src/site/assets/bundle-script.ts';
import { floor, scriptFloor } from './src/site/assets/floor.ts';
import { folderBytes, layFolder } from './src/site/output/folder-bytes.ts';
import { openKeptWork } from './src/site/output/kept-work.ts';
import { writeSite } from './src/site/output/write-site.ts';

const root = import.meta.dirname;
const clientOut = process.env['TERHUBUNG_OUT'] ?? 'dist';
const benchOut = 'build/bench';
const serverOut = process.env['TERHUBUNG_SERVER_OUT'] ?? 'build/server';

type ServerBundle = typeof import('./src/site/build-pages.ts');
type ClientManifest = Parameters<ServerBundle['buildPages']>[2];

/**
 * Builds the server bundle and opens the story with it; only when the story holds is the client built, so that a refused
 * edition leaves the last one in place. Then writes the pages beside the client's files. With `TERHUBUNG_DRAFT` set, builds
 * a draft, which need not hold. With `TERHUBUNG_TRY` set, builds nothing: says which paths cannot be made. With `TERHUBUNG_BENCH` set,
 * builds the page that `npm run bench` drives, into a folder that is not published.
 */
function prerenderPages(): Plugin {
  return {
    name: 'terhubung:prerender',
    async buildApp(builder) {
      const kept = await openKeptWork(root);
      const code = [await inputsHash(root, codeInputs), process.env['NODE_ENV'] ?? ''];
      /** Fills the folder of an environment; with what was built of the same code before, where that was kept. */
      const fill = async (environment: string, folder: string) => {
        const built = builder.environments[environment]!;
        const bytes = await kept.keep('bundles', [environment, ...code], async () => {
          await builder.build(built);
          return folderBytes(join(root, folder));
        });
        await layFolder(join(root, folder), bytes);
        // Vite builds everything where it finds nothing built.
        built.isBuilt = true;
      };
      const publish = async (
        environment: string,
        folder: string,
        pages: (manifest: ClientManifest) => Parameters<typeof writeSite>[1] | ReturnType<ServerBundle['buildPages']>
      ) => {
        await fill(environment, folder);
        const manifest = JSON.parse(await readFile(join(root, folder, '.vite/manifest.json'), 'utf8')) as ClientManifest;
        await writeSite(join(root, folder), await pages(manifest));
      };
      await fill('ssr', serverOut);
      const load = (name: string): Promise<unknown> => import(`${pathToFileURL(join(root, serverOut, `${name}.js`)).href}?t=${Date.now()}`);
      const tried = process.env['TERHUBUNG_TRY'];
      if (tried !== undefined) {
        const { refusedPaths } = (await load('refused-paths')) as typeof import('./src/site/refused-paths.ts');
        await writeFile(join(root, serverOut, refusedFile), JSON.stringify(await refusedPaths(root, JSON.parse(tried))));
        return;
      }
      const bundle = (await load('prerender')) as ServerBundle;
      const draft = process.env['TERHUBUNG_DRAFT'];
      const story = draft === undefined ? await bundle.openSound(root) : await bundle.openDraft(root, draft);
      const bundled = await kept.keep('bundles', ['scripts', ...code], async () =>
        new TextEncoder().encode(JSON.stringify((await bundleScripts(root)).scripts))
      );
      const scripts = JSON.parse(new TextDecoder().decode(bundled)) as InlineScripts;
      const pool = bundle.openPngPool(join(root, serverOut, 'png-worker.js'));
      try {
        await publish('client', clientOut, (manifest) => bundle.buildPages(root, story, manifest, scripts, { draw: pool.draw, kept }));
      } finally {
        await pool.close();
      }
      if (process.env['TERHUBUNG_BENCH']) await publish('bench', benchOut, (manifest) => bundle.buildBench(story, manifest));
      await kept.prune();
    }
  };
}

/**
 * Imports a script that is asked for later as the browser does. Vite would find out beside it what that script itself asks for, which
 * is nothing here, in half a kilobyte.
 */
const plainImports: Plugin = {
  name: 'terhubung:plain-imports',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null)
};

/** How long a plugin takes is nobody's concern who builds the story. */
const untimed = { bundlerTimings: false };

/** Whether a module is `part`, or stands in it by imports that are not put off. */
function standsIn(part: string, id: string, graph: Rolldown.ChunkingContext, seen = new Set<string>()): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return id === part || (graph.getModuleInfo(id)?.importers ?? []).some((importer) => standsIn(part, importer, graph, seen));
}
const figures = join(root, 'src/pages/client/story-figures.ts');
const client = join(root, 'src/pages/client/story-client.ts');
/** What brings the figures is one file, so that the reader's first move asks for one, though what comes after it shares some of it. */
const figuresTogether: Rolldown.CodeSplittingGroup = {
  name: (id, context) => (standsIn(figures, id, context) && !standsIn(client, id, context) ? 'story-figures' : null),
  includeDependenciesRecursively: false
};

/** How a folder for browsers is built from one entry. */
const browserBuild = (outDir: string, entry: string) => ({
  outDir,
  emptyOutDir: true,
  manifest: true,
  assetsInlineLimit: 0,
  modulePreload: false,
  target: scriptFloor,
  cssTarget: floor,
  rollupOptions: { input: join(root, entry), checks: untimed, output: { codeSplitting: { groups: [figuresTogether] } } }
});

export default defineConfig({
  root,
  publicDir: 'static',
  base: './',
  appType: 'custom',
  logLevel: 'warn',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), plainImports, prerenderPages()],
  builder: {},
  environments: {
    client: { build: browserBuild(clientOut, 'src/pages/client/story-client.ts') },
    bench: { consumer: 'client', build: browserBuild(benchOut, 'src/pages/client/bench-client.ts') },
    ssr: {
      build: {
        ssr: true,
        copyPublicDir: false,
        outDir: serverOut,
        // Styles that the server bundle sets into pages are as short as those that it names.
        cssMinify: true,
        emptyOutDir: true,
        target: 'node20',
        // Styles that stand in pages are packed here.
        cssTarget: floor,
        rollupOptions: {
          checks: untimed,
          input: {
            prerender: join(root, 'src/site/build-pages.ts'),
            'png-worker': join(root, 'src/site/pictures/png-worker.ts'),
            'refused-paths': join(root, 'src/site/refused-paths.ts')
          },
          output: { entryFileNames: '[name].js' }
        }
      }
    }
  }
});
