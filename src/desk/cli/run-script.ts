import { join, relative } from 'node:path';
import type { Command, Desk } from './desk-io.ts';
import { diskRefusal } from '../files/disk-refusal.ts';
import { chooseLanguage } from '../words/choose-language.ts';
import { say } from '#locale/say.ts';

const scripts: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('../dev/start.ts')).start,
  dev: async () => (await import('../dev/dev-server.ts')).dev,
  build: async () => (await import('../output/build.ts')).build,
  fonts: async () => (await import('../dev/fonts.ts')).fonts,
  desk: async () => (await import('./desk.ts')).desk
};

function placeOf(error: unknown, root: string) {
  const path =
    error instanceof Error && 'path' in error && typeof error.path === 'string'
      ? error.path
      : undefined;
  if (path === undefined) return say`on the disk`;
  const inside = relative(root, path);
  return say`at ${inside === '' || inside.startsWith('..') ? path : inside}`;
}

async function loadFile(path: string, root: string) {
  const { runnerImport } = await import('vite');
  const file = join(root, path);
  return (await runnerImport<{ command: Command }>(file, { root, logLevel: 'error' })).module
    .command;
}

/**
 * Runs an npm script, by its name or the path of its `.ts` file, and returns its exit code: 2 with
 * a message for a refusal or a fault of the disk, 1 with a stack for other errors.
 */
export async function runScript(name: string, argv: string[], desk: Desk) {
  const load = name.endsWith('.ts')
    ? () => loadFile(name, desk.root)
    : Object.hasOwn(scripts, name)
      ? scripts[name]
      : undefined;
  if (!load) {
    desk.err(
      say`"${name}" is not a script. Use one of ${Object.keys(scripts).join(', ')}, as in \`npm start\`.`
    );
    return 2;
  }
  try {
    const rest = chooseLanguage(argv, process.env);
    return await (
      await load()
    )(rest, desk);
  } catch (error) {
    // A file outside `src` has a class of its own.
    const isRefusal = error instanceof Error && error.name === 'Refusal';
    const refusal = isRefusal ? error : diskRefusal(error, placeOf(error, desk.root));
    if (refusal) {
      desk.err(refusal.message);
      return 2;
    }
    desk.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}
