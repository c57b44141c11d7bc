// @ts-check
// Starts every npm script. It needs only Node and npm: it installs the packages, then runs the
// command from a bundle of its TypeScript.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadDesk } from './bundled.mjs';
import { installedDifference, nodesExpected, npmCommand, otherCache } from './installed.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string} message @param {number} code @returns {never} */
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
    `Node ${process.versions.node} does not run this project. Install Node ${nodes}, from your system's packages or nodejs.org.`,
    2
  );
}

// Vite cuts a path at these characters.
const sign = /[#?]/.exec(root)?.[0];
if (sign !== undefined) {
  stop(
    `The path ${root} contains “${sign}”, which Vite does not read. Rename that folder, or move the project.`,
    2
  );
}

// Checks and tests need twice the packages.
const tools = !['start', 'build', 'desk'].includes(process.argv[2] ?? '');
const difference = installedDifference(root, tools);
if (difference) {
  process.stderr.write(`Installing the packages of package-lock.json (${difference}) …\n`);
  const started = Date.now();
  const [command, ...before] = npmCommand(process.env);
  const usual = process.env['npm_config_cache'] ?? join(homedir(), '.npm');
  const cache = otherCache(usual, join(tmpdir(), 'terhubung-npm'));
  if (cache) process.stderr.write(`${usual} is not writable. npm's cache is ${cache} instead.\n`);
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
    stop(`npm cannot be started (${result.error.message}). Install npm 10 or newer.`, 2);
  if (result.status !== 0)
    stop(
      `${result.stdout}${result.stderr}\n\`npm ci\` failed. Check the connection to the npm registry, and the proxy if there is one.`,
      result.status || 1
    );
  process.stderr.write(`Installed in ${Math.round((Date.now() - started) / 1000)} s.\n`);
}

process.setSourceMapsEnabled(true);
await (await loadDesk(root)).main(root);
