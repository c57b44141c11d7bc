/** How many tests held and how many did not. */
export interface Tally {
  passed: number;
  failed: number;
}

/** The part of vitest's JSON report that is counted. */
interface Report {
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** Counts vitest's JSON report. A file that could not run, or a report that cannot be read, is a failed test: silence is no success. */
export function tallyReport(json: string | undefined): Tally {
  let report: Report;
  try {
    report = JSON.parse(json ?? '') as Report;
  } catch {
    return { passed: 0, failed: 1 };
  }
  const tally = { passed: 0, failed: 0 };
  for (const file of report.testResults) {
    const failed = file.assertionResults.filter((test) => test.status === 'failed').length;
    tally.passed += file.assertionResults.filter((test) => test.status === 'passed').length;
    tally.failed += failed;
    if (file.status === 'failed' && failed === 0) tally.failed += 1;
  }
  return tally;
}
