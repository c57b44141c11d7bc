import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, normalizePath, type Plugin, type Rolldown } from 'vite';
import { bundledPackages } from './src/desk/bundled.mjs';
import { styleTargets, scriptTargets } from './src/site/assets/bundle-script.ts';

const root = import.meta.dirname;

/** Calls `import()` directly. Vite's helper (0.5 KB) preloads dependencies, and there are none. */
const plainImports: Plugin = {
  name: 'terhubung:plain-imports',
  enforce: 'pre',
  load: (id) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null
};

/** Rolldown would print which plugins were slow. */
const untimed = { bundlerTimings: false };

/** True when a module is `part`, or `part` imports it statically, through others too. */
function isWithin(
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
      isWithin(part, importer, graph, seen)
    )
  );
}
/** The id of a module in Vite, which has forward slashes on Windows too. */
const moduleOf = (path: string) => normalizePath(join(root, path));
const figures = moduleOf('src/pages/client/story-figures.ts');
const client = moduleOf('src/pages/client/story-client.ts');
/** Parts of d3 that only a script loaded later uses: it draws a chart again. */
const drawing = /\/node_modules\/d3-(color|format|interpolate|path|scale|shape|time|time-format)\//;
/**
 * Puts all modules of the figures that the first script lacks into one file, so that the reader's
 * first move makes one request, though later scripts share some of them.
 */
const figuresTogether: Rolldown.CodeSplittingGroup = {
  name: (id, context) =>
    !drawing.test(id) && isWithin(figures, id, context) && !isWithin(client, id, context)
      ? 'story-figures'
      : null,
  includeDependenciesRecursively: false
};

const browserBuild = (entry: string) => ({
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

/** The bundles of a build; src/desk/output/prerender.ts says where they go. */
export default defineConfig({
  root,
  publicDir: 'static',
  base: './',
  appType: 'custom',
  logLevel: 'warn',
  // Lightning CSS would replace `light-dark()` (1 << 20), which no style uses, by custom properties
  // at each `color-scheme`.
  css: { lightningcss: { exclude: 1 << 20 } },
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), plainImports],
  builder: {},
  environments: {
    client: { build: browserBuild('src/pages/client/story-client.ts') },
    ssr: {
      resolve: { noExternal: bundledPackages },
      build: {
        ssr: true,
        copyPublicDir: false,
        // The server bundle holds the styles that are inlined in pages.
        cssMinify: true,
        emptyOutDir: true,
        target: 'node20',
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
