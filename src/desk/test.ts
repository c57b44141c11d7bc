import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.ts';
import { ensureChromium } from './chromium.ts';
import type { Desk } from './desk-io.ts';
import { ensureNginx } from './nginx.ts';
import { Refusal } from './refusal.ts';
import { tallyReport } from './tally.ts';

interface Check {
  name: string;
  run(): Promise<{ ok: boolean; output: string }>;
}

/** Runs one of the project's own tools with this Node. With `live`, what it prints goes straight on. */
function runTool(
  desk: Desk,
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  live = false
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(desk.root, 'node_modules', script), ...args], {
      cwd: desk.root,
      env,
      stdio: ['ignore', live ? 'inherit' : 'pipe', live ? 'inherit' : 'pipe']
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += String(chunk)));
    child.stderr?.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** The checks that come before the tests; each counts as one test. */
function checksOf(desk: Desk): Check[] {
  const tool =
    (script: string, ...args: string[]) =>
    () =>
      runTool(desk, script, args, process.env);
  return [
    {
      name: 'types',
      run: tool('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human-verbose')
    },
    { name: 'lint', run: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
    { name: 'format', run: tool('prettier/bin/prettier.cjs', '--check', '.', '--log-level', 'warn') },
    {
      name: 'build',
      async run() {
        const lines: string[] = [];
        const say = (line: string) => void lines.push(line);
        const code = await build([], { ...desk, out: say, err: say });
        return { ok: code === 0, output: lines.join('\n') };
      }
    }
  ];
}

/**
 * `npm test`: finds or installs Chromium and nginx, checks types, lint and format, builds the edition once, then runs every suite;
 * `--long` runs the long campaigns too. The last line is `N passed, N failed`.
 * Returns 0 when nothing failed, else 1.
 * @throws Refusal for an unknown argument, or when Chromium cannot be had.
 */
export async function test(argv: string[], desk: Desk): Promise<number> {
  let long: boolean;
  try {
    long = parseArgs({ args: argv, options: { long: { type: 'boolean', default: false } } }).values.long;
  } catch (error) {
    throw new Refusal(`npm test: ${(error as Error).message}. Expected nothing, or \`-- --long\`.`);
  }
  const started = desk.now().getTime();
  const chromium = await ensureChromium(desk);
  const nginx = await ensureNginx(desk);

  const tally = { passed: 0, failed: 0 };
  let built = false;
  // Two at a time: the type check takes as long as the other three together.
  const [types, ...others] = checksOf(desk);
  const runCheck = async ({ name, run }: Check) => {
    const { ok, output } = await run();
    desk.out(`${ok ? 'passed' : 'failed'}  ${name}`);
    if (!ok) desk.out(output.trimEnd());
    tally[ok ? 'passed' : 'failed'] += 1;
    if (name === 'build') built = ok;
  };
  const inTurn = async () => {
    for (const check of others) await runCheck(check);
  };
  await Promise.all([types ? runCheck(types) : undefined, inTurn()]);

  const cache = join(desk.root, 'node_modules', '.cache', 'terhubung');
  const report = join(cache, 'tests.json');
  await mkdir(cache, { recursive: true });
  await rm(report, { force: true });
  if (!built) desk.out('Without a build, the tests that read or drive the built pages are left out.');
  await runTool(
    desk,
    'vitest/vitest.mjs',
    [
      'run',
      '--config',
      'test/vitest.config.ts',
      '--root',
      '.',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...(built ? [] : ['--project', 'unit', '--project', 'replacing'])
    ],
    { ...process.env, CHROMIUM_PATH: chromium, ...(long ? { TERHUBUNG_LONG: '1' } : {}) },
    true
  );
  const suites = tallyReport(await readFile(report, 'utf8').catch(() => undefined));
  tally.passed += suites.passed;
  tally.failed += suites.failed;

  if (!nginx) desk.out('Skipped: the tests of the headers on a real nginx, since there is none on this machine.');
  desk.out(`Took ${Math.round((desk.now().getTime() - started) / 1000)} s.`);
  desk.out(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}
