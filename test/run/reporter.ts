import { writeFileSync } from 'node:fs';
import { DefaultReporter, type TestModule, type Vitest } from 'vitest/node';
import { resultsVariable, type Failure, type Results } from './results.ts';

/** Milliseconds from which a file is slow enough for a line of its own. */
const slow = 5_000;

type Errors = readonly { message: string }[];

const reasonOf = (errors: Errors): string => errors[0]?.message.split('\n')[0] ?? 'no reason given';

/** Prints a line for each failed or slow file, then the errors; writes the results to a file. */
export default class Reporter extends DefaultReporter {
  constructor() {
    super({ silent: 'passed-only', summary: false });
  }

  override onInit(vitest: Vitest): void {
    this.ctx = vitest;
  }

  protected override printTestModule(module: TestModule): void {
    const { duration } = module.diagnostic();
    const seconds = `${Math.round(duration / 1000)} s`;
    const file = `${this.relative(module.moduleId)} (${module.project.name})`;
    if (module.state() === 'failed') this.log(`failed  ${file}`);
    else if (duration > slow) this.log(`${seconds.padStart(6)}  ${file}`);
  }

  override reportTestSummary(): void {}

  override onTestRunEnd(...ended: Parameters<DefaultReporter['onTestRunEnd']>): void {
    const [modules, unhandled] = ended;
    if (modules.length > 0 || unhandled.length > 0) super.onTestRunEnd(...ended);
    const results: Results = { passed: 0, failures: [], skipped: [] };
    const fail = (file: string, name: string, errors: Errors) =>
      results.failures.push({ file, name, reason: reasonOf(errors) } satisfies Failure);
    for (const module of modules) {
      const file = `${this.relative(module.moduleId)} (${module.project.name})`;
      if (module.errors().length > 0) fail(file, '', module.errors());
      for (const suite of module.children.allSuites())
        if (suite.errors().length > 0) fail(file, suite.fullName, suite.errors());
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') results.passed += 1;
        else if (result.state === 'failed') fail(file, test.fullName, result.errors);
        else if (result.state === 'skipped' && result.note)
          results.skipped.push(`${test.fullName}: ${result.note}`);
      }
    }
    if (unhandled.length > 0) fail('', 'an error outside of tests', unhandled);
    writeFileSync(process.env[resultsVariable]!, JSON.stringify(results));
  }
}
