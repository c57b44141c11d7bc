import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browserEnvironment, ensureChromium } from './chromium.ts';
import { build, ensureEdition } from '../output/build.ts';
import { checksOf, type Check } from './checks.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { engines, ensureEngine, ensureGit, type Engine } from './engines.ts';
import { thisMachine, type Machine } from './machine.ts';
import { ensureMiniflare, ensureNginx, ensureObjectStores } from './servers.ts';
import { fetchingChromium, probeChromium } from './launch-chromium.ts';
import { flag, readArguments } from '../cli/command.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { tallyReport, type Tally } from './tally.ts';
import { select, suiteOf, suites, type Suite } from './test-suites.ts';

const usage =
  '`npm test`, with `-- <path or words>` for some of it, or `-- --long` for all that the long campaigns add';

/** What the tests in browsers are run with, and what had to be left out. */
type Browsers = Awaited<ReturnType<typeof ensureBrowsers>>;

/** Whether a browser is driven in any of some suites. */
const drives = (needed: ReadonlySet<Suite['name']>) =>
  needed.has('journeys') || needed.has('browser') || needed.has('engines');

/**
 * Finds or installs what the tests of some suites drive, one after the other: the system's packages
 * are installed by one at a time.
 */
async function ensureBrowsers(
  desk: Desk,
  machine: Machine,
  needed: ReadonlySet<Suite['name']>,
  servers: { nginx: boolean; stores: boolean; miniflare: boolean }
) {
  /** Engines that this machine cannot have, each with the reason as the end of a sentence. */
  const leftOut = new Map<Engine, string>();
  const chromium = drives(needed)
    ? await ensureChromium(desk, machine, probeChromium, fetchingChromium(desk.root))
    : { missing: '' };
  if ('path' in chromium) {
    const { path, version, shell } = chromium;
    desk.out(
      `Testing in Chromium ${version} (${shell === undefined ? path : `${shell}, and ${path} for what that lacks`}).`
    );
  }
  for (const engine of needed.has('engines') ? engines : []) {
    const why = await ensureEngine(engine, desk, machine);
    if (why !== undefined) leftOut.set(engine, why);
  }
  const nginx = !servers.nginx || (await ensureNginx(desk)) !== undefined;
  const stores = servers.stores ? await ensureObjectStores(desk) : [];
  if (servers.miniflare && !(await ensureMiniflare(desk))) stores.push('miniflare');
  return { chromium, leftOut, nginx, stores };
}

/** Runs vitest, which prints to the terminal itself. @returns whether it ended well. */
async function runVitest(
  desk: Desk,
  args: readonly string[],
  env: NodeJS.ProcessEnv
): Promise<boolean> {
  const script = join(desk.root, 'node_modules', 'vitest/vitest.mjs');
  const child = spawn(process.execPath, [script, ...args], {
    cwd: desk.root,
    env,
    stdio: 'inherit'
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0;
}

/** Runs tests with vitest and counts them. `args` are vitest's own. */
async function runSuites(
  desk: Desk,
  args: readonly string[],
  env: NodeJS.ProcessEnv
): Promise<Tally> {
  const cache = join(desk.root, 'node_modules', '.cache', 'terhubung');
  const report = join(cache, 'tests.json');
  await mkdir(cache, { recursive: true });
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await runVitest(desk, ['run', '--root', '.', ...reporters, ...args], env);
  return tallyReport(await readFile(report, 'utf8').catch(() => undefined));
}

const projects = (names: readonly string[]) => names.flatMap((name) => ['--project', name]);

/**
 * Vitest's projects that drive a browser this machine has; Chromium runs what the other engines do
 * in a long campaign alone.
 */
function drivenProjects({ chromium, leftOut }: Browsers, long: boolean): string[] {
  const here = engines.filter((engine) => !leftOut.has(engine)).map(({ name }) => name);
  return 'path' in chromium
    ? ['journeys', 'browser', ...(long ? ['chromium'] : []), ...here]
    : here;
}

/** Runs `use` with the environment of the tests in browsers, whose folder is removed after it. */
async function withBrowserEnvironment<Value>(
  { chromium }: Pick<Browsers, 'chromium'>,
  long: boolean,
  use: (env: NodeJS.ProcessEnv) => Promise<Value>
): Promise<Value> {
  const chosen =
    'path' in chromium
      ? {
          CHROMIUM_PATH: chromium.path,
          TERHUBUNG_CHROMIUM: chromium.path,
          TERHUBUNG_SHELL: chromium.shell ?? ''
        }
      : {};
  return withTemporaryFolder(tmpdir(), 'terhubung-home', (home) =>
    use({
      ...browserEnvironment(process.env, home),
      ...chosen,
      ...(long ? { TERHUBUNG_LONG: '1' } : {})
    })
  );
}

/** Says what was left out, in one line each, above the last. */
function sayLeftOut(
  desk: Desk,
  { chromium, leftOut, nginx, stores }: Browsers,
  gitless: string | undefined
): void {
  if ('missing' in chromium && chromium.missing !== '')
    desk.out(`failed  browser: ${chromium.missing}`);
  for (const [{ title }, why] of leftOut) desk.out(`skipped  ${title}, since ${why}.`);
  for (const name of stores)
    desk.out(`skipped  the tests on ${name}, since it cannot be had or started on this machine.`);
  if (gitless !== undefined)
    desk.out(`skipped  the tests on the project’s history, which git keeps: ${gitless}.`);
  if (!nginx)
    desk.out('skipped  the headers on a real nginx, since there is none on this machine.');
}

/** Prints what `started` and the counts come to, and returns the exit code. */
function close(desk: Desk, started: Date, { passed, failed }: Tally): number {
  desk.out(`Took ${Math.round((desk.now().getTime() - started.getTime()) / 1000)} s.`);
  desk.out(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** Runs the tests that words select, or watches them; without words, those that need no build. */
async function testSome(
  desk: Desk,
  words: readonly string[],
  { long, watch }: { long: boolean; watch: boolean }
): Promise<number> {
  const started = desk.now();
  const { files, name } =
    words.length > 0 ? await select(desk.root, words) : { files: [], name: undefined };
  const needed = new Set(files.map((file) => suiteOf(file).name));
  if (suites.some((suite) => suite.needsSite && needed.has(suite.name))) {
    try {
      await ensureEdition(desk);
    } catch (error) {
      desk.out(`failed  build\n${error instanceof Error ? error.message : String(error)}`);
      return close(desk, started, { passed: 0, failed: 1 });
    }
  }
  const asks = (server: string) => files.some((file) => file.startsWith(`test/hosts/${server}`));
  const machine = thisMachine();
  const gitless = files.some((file) => file.startsWith('test/desk/'))
    ? await ensureGit(desk, machine)
    : undefined;
  const browsers = await ensureBrowsers(desk, machine, needed, {
    nginx: asks('nginx'),
    stores: asks('store') || asks('signed'),
    miniflare: asks('worker')
  });
  const args = [
    ...files,
    ...projects([
      'unit',
      'replacing',
      'built',
      ...(drives(needed) ? drivenProjects(browsers, long) : [])
    ]),
    ...(name === undefined ? [] : ['--testNamePattern', name])
  ];
  return withBrowserEnvironment(browsers, long, async (env) => {
    if (watch) return (await runVitest(desk, ['watch', '--root', '.', ...args], env)) ? 0 : 1;
    const tally = await runSuites(desk, args, env);
    const missing = drives(needed) && 'missing' in browsers.chromium ? 1 : 0;
    if (
      tally.passed +
        tally.failed +
        missing +
        browsers.leftOut.size +
        browsers.stores.length +
        (gitless ? 1 : 0) ===
      0
    ) {
      throw new Refusal(
        `npm test: found no test whose path or name has "${words.join(' ')}"; expected part of a path (test/hosts) or of a name.`
      );
    }
    sayLeftOut(desk, browsers, gitless);
    return close(desk, started, { passed: tally.passed, failed: tally.failed + missing });
  });
}

/** Runs every check and every test. */
async function testAll(desk: Desk, long: boolean): Promise<number> {
  const started = desk.now();
  const tally: Tally = { passed: 0, failed: 0 };
  const add = ({ passed, failed }: Tally) => {
    tally.passed += passed;
    tally.failed += failed;
  };
  const runCheck = async ({ name, run }: Check) => {
    const { ok, output } = await run();
    desk.out(`${ok ? 'passed' : 'failed'}  ${name}`);
    if (!ok) desk.out(output.trimEnd());
    add({ passed: ok ? 1 : 0, failed: ok ? 0 : 1 });
    return ok;
  };
  const buildCheck: Check = {
    name: 'build',
    async run() {
      const lines: string[] = [];
      const say = (line: string) => void lines.push(line);
      const code = await build([], { ...desk, out: say, err: say });
      return { ok: code === 0, output: lines.join('\n') };
    }
  };
  const machine = thisMachine();
  const gitless = await ensureGit(desk, machine);
  const environment = { ...process.env, ...(long ? { TERHUBUNG_LONG: '1' } : {}) };

  // Downloads wait for the network, browsers for each other, the rest for a processor: side by side
  // they take the time of the longest.
  const browsersSoon = ensureBrowsers(desk, machine, new Set(suites.map(({ name }) => name)), {
    nginx: true,
    stores: true,
    miniflare: long
  });
  // Refused while a check runs, it is told when it is waited for; a browser that the user named is
  // tried before anything else.
  browsersSoon.catch(() => undefined);
  if (process.env['CHROMIUM_PATH']) await browsersSoon;
  const inTurn = async () => {
    for (const check of checksOf(desk)) await runCheck(check);
  };
  const tests = async (): Promise<Browsers> => {
    const built = await runCheck(buildCheck);
    add(await runSuites(desk, projects(['unit', 'replacing']), environment));
    const browsers = await browsersSoon;
    const missing = 'missing' in browsers.chromium;
    if (missing) add({ passed: 0, failed: 1 });
    if (!built)
      desk.out('Without a build, the tests that read or drive the built pages are left out.');
    else {
      const names = ['built', ...drivenProjects(browsers, long)];
      add(
        await withBrowserEnvironment(browsers, long, (env) => runSuites(desk, projects(names), env))
      );
    }
    return browsers;
  };
  const [browsers] = await Promise.all([tests(), inTurn()]);
  sayLeftOut(desk, browsers, gitless);
  return close(desk, started, tally);
}

/**
 * `npm test` runs all, or the tests whose path or name has the words; its last line is `N passed, N
 * failed`, a missing Chromium one failed.
 */
export async function test(argv: string[], desk: Desk): Promise<number> {
  const { values, positionals } = readArguments(argv, { long: flag, watch: flag }, usage);
  const options = { long: values.long ?? false, watch: values.watch ?? false };
  return positionals.length > 0 || options.watch
    ? testSome(desk, positionals, options)
    : testAll(desk, options.long);
}
