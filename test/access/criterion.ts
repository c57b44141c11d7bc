/**
 * A test that holds a criterion: its file from the repository's root, and its title as the file
 * writes it.
 */
export interface HoldingTest {
  file: string;
  title: string;
}

/**
 * How a criterion is met: by tests, by what a person must look at, by both; or why it has nothing
 * to apply to.
 */
export interface Criterion {
  /** WCAG's number, or Chartability's place in the table of standards.md, section 3. */
  id: string;
  name: string;
  level?: 'A' | 'AA';
  tests?: readonly HoldingTest[];
  /** What a person does before a release, where no test can judge it. */
  review?: string;
  /** Why it does not apply. */
  absent?: string;
}

/** Returns a reference to a test. */
export function held(file: string, title: string): HoldingTest {
  return { file: `test/${file}.test.ts`, title };
}
