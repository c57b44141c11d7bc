import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, normalizePath, type Plugin, type Rolldown } from 'vite';
import { outputFolders, prerender } from './src/desk/output/prerender.ts';
import { styleTargets, scriptTargets } from './src/site/assets/bundle-script.ts';

const root = import.meta.dirname;
const { ssr: serverOut, client: clientOut } = outputFolders();

/** Has the pages made of the bundles. */
const prerenderPages: Plugin = {
  name: 'terhubung:prerender',
  async buildApp({ environments, build }) {
    await prerender(root, (name) => build(environments[name]!));
    // Vite builds what it finds not built: what was kept needs none.
    for (const environment of Object.values(environments)) environment.isBuilt = true;
  }
};

/**
 * Imports a script that is asked for later as the browser does. Vite would find out beside it what
 * that script itself asks for, which is nothing here, in half a kilobyte.
 */
const plainImports: Plugin = {
  name: 'terhubung:plain-imports',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null
};

/** How long a plugin takes is nobody's concern who builds the story. */
const untimed = { bundlerTimings: false };

/** Whether a module is `part`, or stands in it by imports that are not put off. */
function standsIn(
  part: string,
  id: string,
  graph: Rolldown.ChunkingContext,
  seen = new Set<string>()
): boolean {
  if (seen.has(id)) return false;
  seen.add(id);
  return (
    id === part ||
    (graph.getModuleInfo(id)?.importers ?? []).some((importer) =>
      standsIn(part, importer, graph, seen)
    )
  );
}
/** As Vite names a module, on Windows too. */
const moduleOf = (path: string) => normalizePath(join(root, path));
const figures = moduleOf('src/pages/client/story-figures.ts');
const client = moduleOf('src/pages/client/story-client.ts');
/**
 * What brings the figures is one file, so that the reader's first move asks for one, though what
 * comes after it shares some of it.
 */
const figuresTogether: Rolldown.CodeSplittingGroup = {
  name: (id, context) =>
    standsIn(figures, id, context) && !standsIn(client, id, context) ? 'story-figures' : null,
  includeDependenciesRecursively: false
};

/** How a folder for browsers is built from one entry. */
const browserBuild = (outDir: string, entry: string) => ({
  outDir,
  emptyOutDir: true,
  manifest: true,
  assetsInlineLimit: 0,
  modulePreload: false,
  target: scriptTargets,
  cssTarget: styleTargets,
  rollupOptions: {
    input: join(root, entry),
    checks: untimed,
    output: { codeSplitting: { groups: [figuresTogether] } }
  }
});

export default defineConfig({
  root,
  publicDir: 'static',
  base: './',
  appType: 'custom',
  logLevel: 'warn',
  // `light-dark()` (1 << 20) stands nowhere: every `color-scheme` would bring the properties that
  // stand in for it.
  css: { lightningcss: { exclude: 1 << 20 } },
  plugins: [
    svelte({ configFile: false, compilerOptions: { runes: true } }),
    plainImports,
    prerenderPages
  ],
  builder: {},
  environments: {
    client: { build: browserBuild(clientOut, 'src/pages/client/story-client.ts') },
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
        cssTarget: styleTargets,
        rollupOptions: {
          checks: untimed,
          input: {
            prerender: join(root, 'src/site/build-pages.ts'),
            'png-worker': join(root, 'src/site/pictures/png-worker.ts'),
            'check-paths': join(root, 'src/site/check-paths.ts')
          },
          output: { entryFileNames: '[name].js' }
        }
      }
    }
  }
});
