import { build } from 'vite';

/**
 * Returns a script and all that it imports as one piece of text that runs without a module loader: a card stands in a sandboxed frame,
 * where a module cannot be fetched. @throws whatever the bundler says of code that does not compile.
 */
export async function bundleScript(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2022', modulePreload: false, lib: { entry, formats: ['iife'], name: 'terhubung' } }
  });
  const [output] = Array.isArray(built) ? built : [built];
  const chunk = output && 'output' in output ? output.output[0] : undefined;
  if (!chunk) throw new Error(`${entry} was bundled into nothing`);
  // A closing tag inside a string would end the element that the script stands in.
  return chunk.code.trim().replace(/<\/(?=script)/gi, '<\\/');
}
