import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Desk } from '../cli/desk-io.ts';

/** How a tool ended. */
export interface Outcome {
  ok: boolean;
  /** All it printed, unless that went straight on. */
  output: string;
}

/** A check of the whole project; it counts as one test. */
export interface Check {
  name: string;
  run(): Promise<Outcome>;
}

/** Runs one of the project's own tools with this Node. With `live`, what it prints goes straight on. */
export function runTool(
  desk: Pick<Desk, 'root'>,
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  live = false
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(desk.root, 'node_modules', script), ...args], {
      cwd: desk.root,
      env,
      stdio: [live ? 'inherit' : 'ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe']
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += String(chunk)));
    child.stderr?.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** Returns the checks of what is written, which need no build: types, lint, format, and no file, export or package that nothing uses. */
export function checksOf(desk: Desk): Check[] {
  const tool = (name: string, script: string, ...args: string[]) => ({ name, run: () => runTool(desk, script, args, process.env) });
  return [
    // TypeScript 7 finds what 6 finds in a quarter of the time; 6 stays for what reads its syntax trees: components and their lint.
    tool(
      'types',
      'svelte-check/bin/svelte-check',
      '--tsgo-experimental-api',
      '--tsconfig',
      './tsconfig.json',
      '--fail-on-warnings',
      '--output',
      'human-verbose'
    ),
    tool('lint', 'oxlint/bin/oxlint', '.'),
    tool('lint of components', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'),
    tool('unused', 'knip/bin/knip.js'),
    tool('format', 'oxfmt/bin/oxfmt', '--check', '.')
  ];
}
