import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { writeSite } from './src/site/write-site.ts';

const root = import.meta.dirname;
const clientOut = process.env['TERHUBUNG_OUT'] ?? 'dist';
const serverOut = 'build/server';

/** Builds the client, then the server bundle, then lets it write the pages into the client's folder. */
function prerenderPages(): Plugin {
  return {
    name: 'terhubung:prerender',
    async buildApp(builder) {
      await builder.build(builder.environments['client']!);
      await builder.build(builder.environments['ssr']!);
      const bundle = (await import(`${pathToFileURL(join(root, serverOut, 'prerender.js')).href}?t=${Date.now()}`)) as typeof import('./src/site/build-pages.ts');
      const manifest = JSON.parse(await readFile(join(root, clientOut, '.vite/manifest.json'), 'utf8')) as Record<
        string,
        { file: string; css?: string[]; assets?: string[]; isEntry?: boolean }
      >;
      await writeSite(join(root, clientOut), await bundle.buildPages(root, manifest));
    }
  };
}

export default defineConfig({
  root,
  publicDir: 'static',
  base: './',
  appType: 'custom',
  logLevel: 'warn',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), prerenderPages()],
  builder: {},
  environments: {
    client: {
      build: {
        outDir: clientOut,
        emptyOutDir: true,
        manifest: true,
        assetsInlineLimit: 0,
        modulePreload: false,
        target: 'es2022',
        rollupOptions: { input: { story: join(root, 'src/pages/story-client.ts') } }
      }
    },
    ssr: {
      build: {
        ssr: true,
        copyPublicDir: false,
        outDir: serverOut,
        emptyOutDir: true,
        target: 'node20',
        rollupOptions: { input: { prerender: join(root, 'src/site/build-pages.ts') }, output: { entryFileNames: '[name].js' } }
      }
    }
  }
});
