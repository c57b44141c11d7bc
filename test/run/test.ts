import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { readArguments } from '../../src/desk/cli/command.ts';
import { Refusal, type Desk } from '../../src/desk/cli/desk-io.ts';
import { build, ensureEdition } from '../../src/desk/output/build.ts';
import { checks, runCheck } from './checks.ts';
import { recordAudit } from '../access/audit.ts';
import { provide, type Need } from './needs.ts';
import { select, suiteOf, suites, testFiles } from './suites.ts';

const usage = 'npm test -- [<path or words>] [-u]';

/** Projects of vitest that run the suite `engines`, where that browser is on this machine. */
const engineProjects = ['firefox', 'webkit'];

interface Failure {
  file: string;
  name: string;
  reason: string;
}
const failed = (name: string, reason: string, file = ''): Failure => ({
  file,
  name,
  reason: reason.trim().split('\n')[0] ?? ''
});

interface Report {
  numPassedTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
}

async function vitest(desk: Desk, args: readonly string[]) {
  const script = join(desk.root, 'node_modules/vitest/vitest.mjs');
  const child = spawn(process.execPath, [script, ...args], {
    cwd: desk.root,
    env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }) },
    stdio: 'inherit'
  });
  process.once('SIGTERM', () => {
    child.kill();
    process.exit(143);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

const chromiumOf = (missing: readonly Need[]) => missing.find(({ name }) => name === 'Chromium');

class Run {
  private readonly started: Date;
  readonly total = { passed: 0, failures: [] as Failure[] };
  readonly titles: string[] = [];

  constructor(
    private readonly desk: Desk,
    private readonly update: boolean
  ) {
    this.started = desk.now();
  }

  async tests(args: readonly string[]) {
    const file = join(tmpdir(), `terhubung-results-${process.pid}.json`);
    await rm(file, { force: true });
    const code = await vitest(this.desk, [
      'run',
      '--passWithNoTests',
      '--silent=passed-only',
      '--reporter=minimal',
      '--reporter=json',
      `--outputFile=${file}`,
      ...(this.update ? ['--update'] : []),
      ...args
    ]);
    const text = await readFile(file, 'utf8').catch(
      () => '{ "numPassedTests": 0, "testResults": [] }'
    );
    await rm(file, { force: true });
    const { numPassedTests: passed, testResults } = JSON.parse(text) as Report;
    const failures = testResults.flatMap(({ name, message, assertionResults }) => {
      const path = relative(this.desk.root, name);
      const wrong = assertionResults.filter(({ status }) => status === 'failed');
      return wrong.length > 0
        ? wrong.map(({ fullName, failureMessages }) =>
            failed(fullName, String(failureMessages), path)
          )
        : message && assertionResults.every(({ status }) => status !== 'passed')
          ? [failed('', message, path)]
          : [];
    });
    this.total.passed += passed;
    this.total.failures.push(...failures);
    for (const { fullName, status } of testResults.flatMap((file) => file.assertionResults))
      if (status === 'passed') this.titles.push(fullName);
    if (code !== 0 && failures.length === 0)
      this.total.failures.push(failed('vitest', `It ended with ${code}.`));
    return { passed, found: passed + failures.length };
  }

  async suites(names: readonly string[]) {
    const { passed } = await this.tests(names.flatMap((name) => ['--project', name]));
    this.desk.out(`passed  ${passed} tests of ${names.join(', ')}`);
  }

  async checks() {
    for (const [name, command] of Object.entries(checks)) {
      const { code, output } = await runCheck(this.desk.root, command);
      this.desk.out(`${code === 0 ? 'passed' : 'failed'}  ${name}`);
      if (code === 0) this.total.passed += 1;
      else {
        this.desk.out(output.trimEnd());
        this.total.failures.push(failed(name, output));
      }
    }
  }

  async site(make: (desk: Desk) => Promise<unknown>) {
    const lines: string[] = [];
    const say = (line: string) => void lines.push(line);
    const code = await make({ ...this.desk, out: say, err: say }).catch((error: unknown) => {
      say(error instanceof Error ? error.message : String(error));
      return 1;
    });
    if (code === 1 || code === 2) {
      this.desk.out(`failed  build\n${lines.join('\n')}`);
      this.total.failures.push(failed('build', lines[0] ?? ''));
      return false;
    }
    this.total.passed += 1;
    return true;
  }

  close(missing: readonly Need[]) {
    const { passed, failures } = this.total;
    if (chromiumOf(missing))
      failures.push(
        failed(
          'Chromium',
          'There is none. Install one (Debian: `apt-get install chromium-headless-shell`) or set CHROMIUM_PATH to one.'
        )
      );
    for (const { file, name, reason } of failures)
      this.desk.out(`failed  ${[file, name].filter(Boolean).join(': ')}\n        ${reason}`);
    for (const { name, packages, remedy } of missing)
      if (name !== 'Chromium')
        this.desk.out(
          `skipped  tests that use ${name}. To run them, ${remedy ?? `install ${packages.join(', ')}`}.`
        );
    const seconds = (this.desk.now().getTime() - this.started.getTime()) / 1000;
    this.desk.out(`Took ${Math.round(seconds)} s.`);
    this.desk.out(`${passed} passed, ${failures.length} failed`);
    return failures.length === 0 ? 0 : 1;
  }
}

async function testSome(desk: Desk, words: readonly string[], run: Run) {
  const { files, name } = await select(desk.root, words);
  const needed = suites.filter((suite) => files.some((file) => suiteOf(file) === suite));
  const missing = await provide(files, desk);
  if (
    needed.some(({ needsSite }) => needsSite) &&
    !(await run.site(async (quiet) => ensureEdition(quiet)))
  )
    return run.close(missing);
  // Without a Chromium, its tests are one failure.
  const chromium = chromiumOf(missing);
  const possible = files.filter((file) => !chromium?.tests.test(file));
  if (possible.length === 0) return run.close(missing);
  const { found } = await run.tests([
    ...possible,
    ...(name === undefined ? [] : ['--testNamePattern', name])
  ]);
  if (found === 0 && name !== undefined)
    throw new Refusal(
      'no-test',
      `npm test: no test has "${words.join(' ')}" in its path or name.`,
      'Use a part of a path, such as test/charts/, or words of a name.'
    );
  return run.close(missing);
}

async function testAll(desk: Desk, all: boolean, run: Run) {
  const files = await testFiles(desk.root);
  const wanted = files.filter((file) => all || suiteOf(file).when === 'always');
  await provide(
    wanted.filter((file) => !suiteOf(file).needsSite),
    desk
  );
  // Packages wait for the network and the build has one thread: beside the unit tests they cost
  // little time.
  const providing = provide(wanted, desk);
  const checking = run.checks();
  const [built] = await Promise.all([
    run.site((quiet) => build([], quiet)),
    run.suites(['unit', 'replacing'])
  ]);
  const missing = await providing;
  if (built) {
    const inChromium = chromiumOf(missing) ? [] : ['journeys', ...(all ? ['browser'] : [])];
    await run.suites(['built', ...inChromium, ...(all ? engineProjects : [])]);
  } else desk.out('The tests of the built site were left out.');
  await checking;
  return run.close(missing);
}

/** `npm test`: runs the checks and tests; the last line is `N passed, N failed`. */
export async function command(argv: string[], desk: Desk) {
  const flag = { type: 'boolean' } as const;
  const options = {
    all: flag,
    audit: flag,
    long: flag,
    watch: flag,
    update: { ...flag, short: 'u' }
  };
  const { values, positionals } = readArguments(argv, options, usage);
  const { all = false, audit = false, long = false, watch = false, update = false } = values;
  if (watch) return vitest(desk, ['watch', '--project', 'unit', ...positionals]);
  // Each page is then looked at in every language.
  if (long || audit) process.env['TERHUBUNG_LONG'] = '1';
  const run = new Run(desk, update);
  if (audit) {
    const code = await testSome(desk, ['WCAG'], run);
    if (code === 0) await recordAudit(desk, run.titles);
    return code;
  }
  return positionals.length > 0
    ? testSome(desk, positionals, run)
    : testAll(desk, all || long, run);
}
