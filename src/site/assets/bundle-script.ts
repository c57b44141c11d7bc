import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Svelte from '@sveltejs/vite-plugin-svelte';
import type * as Vite from 'vite';
import { addedLanguages } from '#locale/languages.ts';

/**
 * Loads a package only when there is something to bundle: a command whose bundles are cached starts
 * 0.3 s sooner. `import()` would fail here: Vite's module runner may have closed.
 */
const load = createRequire(import.meta.url);

/**
 * Oldest browsers that get the scroll story: iOS 15.8 (Safari 15.6), the last Chrome for Windows 7
 * and 8, and Firefox ESR for older Macs. Older ones get the article. Target of style sheets.
 */
export const styleTargets = ['ios15.6', 'safari15.6', 'chrome109', 'firefox115'];

/** "safari16" keeps class fields, which 14.1 has too: rewriting them would add 3% of bytes. */
export const scriptTargets = ['ios16', 'safari16', 'chrome109', 'firefox115'];

/** Tells browser code of the added languages: it reads no project. */
export const tellLanguages = (): Vite.Plugin => ({
  name: 'terhubung:languages',
  transform: (code, id) =>
    addedLanguages.length > 0 && id.endsWith('/src/locale/languages.ts')
      ? `${code}\naddLanguages(${JSON.stringify(addedLanguages)});`
      : null
});

async function bundle(entry: string) {
  const { build } = load('vite') as typeof Vite;
  const { svelte } = load('@sveltejs/vite-plugin-svelte') as typeof Svelte;
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), tellLanguages()],
    build: {
      write: false,
      target: scriptTargets,
      modulePreload: false,
      lib: { entry, formats: ['iife'], name: 'terhubung' }
    }
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`Bundling ${entry} gave no output.`);
  // A closing tag inside a string would end the script element.
  return chunk.code.trim().replace(/<\/(?=script)/gi, '<\\/');
}

const entries = {
  card: 'client/card-client',
  map: 'client/map-card-client',
  story: 'client/story-card-client',
  embed: 'parent-page/embed',
  partners: 'embed/partners-client'
} as const;

export type ScriptName = keyof typeof entries;
export const scriptNames = Object.keys(entries) as ScriptName[];

export function minifyScript(script: string) {
  const { minifySync } = load('vite') as typeof Vite;
  const { code, errors } = minifySync('inline.js', script, { compress: { target: 'es2015' } });
  if (errors[0]) throw new Error(errors[0].message);
  return code;
}

export const bundleScript = (root: string, name: ScriptName) =>
  bundle(join(root, `src/cards/${entries[name]}.ts`));
