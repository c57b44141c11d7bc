import type { Command, Desk } from './desk-io.ts';
import { Refusal } from './refusal.ts';

/** The npm scripts, each loaded only when it is asked for. */
const scripts: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  dev: async () => (await import('./dev.ts')).dev,
  test: async () => (await import('./test.ts')).test,
  build: async () => (await import('./build.ts')).build,
  bench: async () => (await import('./bench.ts')).bench,
  hosts: async () => (await import('./hosts.ts')).hosts,
  desk: async () => (await import('./desk.ts')).desk
};

/**
 * Runs one npm script and returns its exit code. A refusal prints its message alone and gives 2;
 * any other error prints its trace and gives 1.
 */
export async function runScript(name: string, argv: string[], desk: Desk): Promise<number> {
  const load = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (!load) {
    desk.err(`found "${name}", expected one of: ${Object.keys(scripts).join(', ')}. Run for example \`npm start\`.`);
    return 2;
  }
  try {
    return await (
      await load()
    )(argv, desk);
  } catch (error) {
    if (error instanceof Refusal) {
      desk.err(error.message);
      return 2;
    }
    desk.err(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return 1;
  }
}
