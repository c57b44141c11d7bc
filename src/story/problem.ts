/** Something an editor must know about one place in a file under `data/`. */
export interface Problem {
  /** `error` stops a build; `warning` is for an editor's judgement. */
  severity: 'error' | 'warning';
  /** What kind of fault, as a fixed word that a script can sort by, e.g. `unknown-claim`. */
  kind: string;
  /** Path from the project's root. */
  file: string;
  /** Both count from 1. */
  line: number;
  column: number;
  found: string;
  expected: string;
  remedy: string;
  /** The rule of the story's standards, e.g. `S14`, where one is behind it. */
  rule?: string;
  /**
   * All of the above but the rule as one sentence for a terminal: its code says nothing to an
   * editor.
   */
  message: string;
}

/** What is usual may be left out: an `error`, at the beginning of its file. */
type ProblemParts = Omit<Problem, 'message' | 'severity' | 'line' | 'column'> &
  Partial<Pick<Problem, 'severity' | 'line' | 'column'>>;

/** Returns a problem with its message composed. */
export function makeProblem(parts: ProblemParts): Problem {
  const { file, line = 1, column = 1, found, expected, remedy } = parts;
  const message = `${file}:${line}:${column}: found ${found}; expected ${expected}; ${remedy}`;
  return { severity: 'error', line, column, ...parts, message };
}

/** Returns what makes the problems of one kind in a file, each of a place in it. */
export function problemsOf(
  kind: string,
  file: string,
  rule?: string,
  severity: Problem['severity'] = 'error'
) {
  const of = { severity, kind, file, ...(rule === undefined ? {} : { rule }) };
  return (
    { line, column }: Pick<Problem, 'line' | 'column'>,
    found: string,
    expected: string,
    remedy: string
  ): Problem => makeProblem({ ...of, line, column, found, expected, remedy });
}

/**
 * Thrown when an input cannot be read at all, so that nothing can be said about the story: a
 * command ends with 2.
 */
export class StoryRefused extends Error {
  override name = 'StoryRefused';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('\n'));
  }
}

/** Returns what some work comes to; where it is refused, what `instead` makes of the reasons. */
export async function unlessRefused<Value>(
  work: () => Value | Promise<Value>,
  instead: (problems: readonly Problem[]) => Value
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoryRefused) return instead(error.problems);
    throw error;
  }
}

/** Returns what is thrown for one problem alone. */
export const refusal = (parts: ProblemParts): StoryRefused =>
  new StoryRefused([makeProblem(parts)]);
