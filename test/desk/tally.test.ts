import { describe, expect, it } from 'vitest';
import { tallyReport } from '../../src/desk/testing/tally.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test }))
});
const report = (...testResults: ReturnType<typeof file>[]) => JSON.stringify({ testResults });

describe('tallyReport', () => {
  it.each([
    [
      'every test',
      report(file('passed', 'passed', 'passed'), file('failed', 'passed', 'failed')),
      { passed: 3, failed: 1 }
    ],
    [
      'a file that could not be run',
      report(file('failed'), file('passed', 'passed')),
      { passed: 1, failed: 1 }
    ],
    [
      'a hook that failed after its tests',
      report(file('failed', 'passed')),
      { passed: 1, failed: 1 }
    ],
    [
      'skipped tests as neither',
      report(file('passed', 'passed', 'skipped', 'pending', 'todo')),
      { passed: 1, failed: 0 }
    ],
    ['a missing report as a failure', undefined, { passed: 0, failed: 1 }],
    ['a report cut short as a failure', '{"testResults":[', { passed: 0, failed: 1 }]
  ])('counts %s', (_, json, tally) => expect(tallyReport(json)).toEqual(tally));
});
