// @ts-check
// The launcher behind every npm script. Needs only Node and npm: it installs what is missing, then runs
// the TypeScript of the asked command through Vite.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installedDifference, nodesExpected, npmCommand, otherCache } from './installed.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Ends the run with a sentence on standard error.
 * @param {string} message
 * @param {number} code
 * @returns {never}
 */
function stop(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

const nodes = nodesExpected(
  process.versions.node,
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node
);
if (nodes) {
  stop(
    `found Node ${process.versions.node}, expected one of these: ${nodes}. Nothing was run. Install it from your system's packages or nodejs.org, then try again.`,
    2
  );
}

// Vite takes what follows these signs in a path for no part of it.
const sign = /[#?]/.exec(root)?.[0];
if (sign !== undefined) {
  stop(
    `found ${root}, with “${sign}” in it, expected a path without it: rename that folder, or move the project. Nothing was run.`,
    2
  );
}

// Who reads the story, or keeps it up to date, needs half of the packages: no checks and no tests.
const tools = !['start', 'build', 'desk'].includes(process.argv[2] ?? '');
const difference = installedDifference(root, tools);
if (difference) {
  process.stderr.write(`Installing the packages of package-lock.json (${difference}) …\n`);
  const started = Date.now();
  const [command, ...before] = npmCommand(process.env);
  const usual = process.env['npm_config_cache'] ?? join(homedir(), '.npm');
  const cache = otherCache(usual, join(tmpdir(), 'terhubung-npm'));
  if (cache)
    process.stderr.write(`${usual} cannot be written: npm keeps its downloads in ${cache}.\n`);
  const result = spawnSync(
    command,
    [
      ...before,
      'ci',
      tools ? '--include=dev' : '--omit=dev',
      '--no-audit',
      '--no-fund',
      '--loglevel=error'
    ],
    {
      cwd: root,
      env: { ...process.env, ...(cache ? { npm_config_cache: cache } : {}) },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024
    }
  );
  if (result.error)
    stop(
      `npm could not be started (${result.error.message}) and nothing was run. Install npm 10 or newer, then try again.`,
      2
    );
  if (result.status !== 0)
    stop(
      `${result.stdout}${result.stderr}\nnpm ci failed and nothing was run. Check the connection to the npm registry, and the proxy where there is one, then try again.`,
      result.status || 1
    );
  process.stderr.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

const { runnerImport } = await import('vite');
await runnerImport(join(root, 'src', 'desk', 'main.ts'), { root, logLevel: 'error' });
