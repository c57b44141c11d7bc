export interface Problem {
  /** `error` stops a build; `warning` is for an editor's judgement. */
  severity: 'error' | 'warning';
  kind: string;
  file: string;
  line: number;
  column: number;
  wrong: string;
  fix: string;
  rule?: string;
  message: string;
}

/** `severity` defaults to `error`; the position defaults to the start of the file. */
type ProblemParts = Pick<Problem, 'kind' | 'file' | 'wrong' | 'fix'> &
  Partial<Pick<Problem, 'severity' | 'line' | 'column' | 'rule'>>;

export function makeProblem(parts: ProblemParts): Problem {
  const { kind, file, severity = 'error', line = 1, column = 1, wrong, fix, rule } = parts;
  const message = `${file}:${line}:${column}: ${wrong} ${fix}`;
  const ofRule = rule === undefined ? {} : { rule };
  return { severity, kind, file, line, column, wrong, fix, ...ofRule, message };
}

export function problemsOf(
  kind: string,
  file: string,
  rule?: string,
  severity: Problem['severity'] = 'error'
) {
  const of = { severity, kind, file, ...(rule === undefined ? {} : { rule }) };
  return ({ line, column }: Pick<Problem, 'line' | 'column'>, wrong: string, fix: string) =>
    makeProblem({ ...of, line, column, wrong, fix });
}

/** Thrown when an input cannot be read. Commands end with 2. */
export class StoryRefused extends Error {
  override name = 'StoryRefused';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('\n'));
  }
}

/** @throws StoryRefused when there are any. */
export function refuseAny(problems: readonly Problem[]) {
  if (problems.length > 0) throw new StoryRefused(problems);
}

export const refusal = (parts: ProblemParts) => new StoryRefused([makeProblem(parts)]);

/** Returns what `work` returns, or what `instead` makes of the reasons for a refusal. */
export function unlessRefused<Value>(
  work: () => Value,
  instead: (problems: readonly Problem[]) => Value
) {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoryRefused) return instead(error.problems);
    throw error;
  }
}
