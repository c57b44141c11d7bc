import { processDesk } from './cli/desk-io.ts';
import { runScript } from './cli/run-script.ts';

export async function main(root: string) {
  // Vite sets it when it makes the desk's bundle; the build and the tests set their own.
  delete process.env['NODE_ENV'];
  const [script = '', ...argv] = process.argv.slice(2);
  process.exitCode = await runScript(script, argv, processDesk(root, argv.includes('--json')));
}
