/** A test, a file or a check that failed. `reason` is the first line of its error. */
export interface Failure {
  file: string;
  name: string;
  reason: string;
}

export interface Results {
  passed: number;
  failures: Failure[];
  skipped: string[];
}

export const resultsVariable = 'TERHUBUNG_RESULTS';
