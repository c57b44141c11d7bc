import { join } from 'node:path';
import { build } from 'vite';

/**
 * The oldest browsers that are given the whole story, with its scroll: iOS 15.8, whose engine
 * Safari calls 15.6, Chrome 109, the last for Windows 7 and 8, and Firefox 115, the last for them
 * and for older Macs. Older ones are given the article. Style sheets are built down to this.
 */
export const floor = ['ios15.6', 'safari15.6', 'chrome109', 'firefox115'];

/**
 * The same for scripts. Of Safari 16 there is nothing in them but class fields, which Safari has
 * had since 14.1: for a fault of some of them before 16 the compiler would write out all, a
 * thirtieth of what a reader is sent.
 */
export const scriptFloor = ['ios16', 'safari16', 'chrome109', 'firefox115'];

/**
 * Returns a script and all that it imports as one piece of text that runs without a module loader,
 * and the modules that it is made of: a card stands in a sandboxed frame, where a module cannot be
 * fetched.
 * @throws whatever the bundler says of code that does not compile.
 */
async function bundleScript(entry: string) {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: scriptFloor,
      modulePreload: false,
      lib: { entry, formats: ['iife'], name: 'terhubung' }
    }
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} was bundled into nothing`);
  // A closing tag inside a string would end the element that the script stands in.
  return { text: chunk.code.trim().replace(/<\/(?=script)/gi, '<\\/'), modules: chunk.moduleIds };
}

/**
 * The scripts that stand in cards and in partners' pages, by the names that the site calls them,
 * and the modules they begin with.
 */
const entries = {
  card: 'client/card-client',
  map: 'client/map-card-client',
  story: 'client/story-card-client',
  embed: 'host/embed',
  element: 'host/element',
  partners: 'embed/partners-client'
} as const;

/**
 * The text of each. That of the map's card has its years, that of the story's card both maps and
 * links within it.
 */
export type InlineScripts = Record<keyof typeof entries, string>;

/**
 * Returns every such script of a project, and the modules that any of them is made of.
 * @throws as `bundleScript` does.
 */
export async function bundleScripts(
  root: string
): Promise<{ scripts: InlineScripts; modules: Set<string> }> {
  const bundled = await Promise.all(
    Object.entries(entries).map(async ([name, path]) => ({
      name,
      ...(await bundleScript(join(root, `src/cards/${path}.ts`)))
    }))
  );
  return {
    scripts: Object.fromEntries(bundled.map(({ name, text }) => [name, text])) as InlineScripts,
    modules: new Set(bundled.flatMap(({ modules }) => modules))
  };
}
