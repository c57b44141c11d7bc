/** A test, a file or a check that failed. `reason` is the first line of its error. */
export interface Failure {
  file: string;
  name: string;
  reason: string;
}

/** The outcome of one run of vitest, as its reporter writes it. */
export interface Results {
  passed: number;
  failures: Failure[];
  /** Why tests skipped themselves. */
  skipped: string[];
}

/** The variable that holds the file for the results. */
export const resultsVariable = 'TERHUBUNG_RESULTS';
