import { join } from 'node:path';
import { runProgram } from './run-program.ts';

const readable = '--fail-on-warnings --output human-verbose';

export const checks: Readonly<Record<string, string>> = {
  // TypeScript 7 takes a quarter of the time of 6, whose syntax trees the lint of components reads.
  types: `svelte-check/bin/svelte-check --tsgo-experimental-api --tsconfig ./tsconfig.json ${readable}`,
  lint: 'oxlint/bin/oxlint .',
  'lint of components': 'eslint/bin/eslint.js . --max-warnings 0',
  unused: 'knip/bin/knip.js',
  format: 'oxfmt/bin/oxfmt --check .'
};

export function runCheck(root: string, command: string): ReturnType<typeof runProgram> {
  const [script = '', ...args] = command.split(' ');
  return runProgram(process.execPath, [join(root, 'node_modules', script), ...args], root);
}
