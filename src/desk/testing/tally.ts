/** How many tests held and how many did not. */
export interface Tally {
  passed: number;
  failed: number;
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Counts vitest's JSON report. A file that could not run, or a report that cannot be read, is a
 * failed test: silence is no success.
 */
export function tallyReport(json: string | undefined): Tally {
  let report: Report;
  try {
    report = JSON.parse(json ?? '') as Report;
  } catch {
    return { passed: 0, failed: 1 };
  }
  const files = report.testResults.map(({ status, assertionResults }) => ({
    status,
    tests: assertionResults.map((test) => test.status)
  }));
  const count = (wanted: string) =>
    files.flatMap(({ tests }) => tests).filter((status) => status === wanted).length;
  const notRun = files.filter(
    ({ status, tests }) => status === 'failed' && !tests.includes('failed')
  ).length;
  return { passed: count('passed'), failed: count('failed') + notRun };
}
