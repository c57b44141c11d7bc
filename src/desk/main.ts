import { join } from 'node:path';
import { processDesk } from './cli/desk-io.ts';
import { endWithNpm } from './cli/end-with-npm.ts';
import { runScript } from './cli/run-script.ts';

// Vite's runner, which runs this file, sets development; the build and the tests set their own.
delete process.env['NODE_ENV'];

const [script = '', ...argv] = process.argv.slice(2);
// The desk finishes what it is writing.
if (script !== 'desk') endWithNpm();
process.exitCode = await runScript(
  script,
  argv,
  processDesk(join(import.meta.dirname, '..', '..'))
);
