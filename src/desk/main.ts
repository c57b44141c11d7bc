import { join } from 'node:path';
import { processDesk } from './cli/desk-io.ts';
import { runScript } from './cli/run-script.ts';

// Vite's runner, which runs this file, has settled on development; the build and the tests choose
// for themselves.
delete process.env['NODE_ENV'];

const [script = '', ...argv] = process.argv.slice(2);
process.exitCode = await runScript(
  script,
  argv,
  processDesk(join(import.meta.dirname, '..', '..'))
);
