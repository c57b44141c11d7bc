/** A fault at one place of a file under `data/`. */
export interface Problem {
  /** `error` stops a build; `warning` is for an editor's judgement. */
  severity: 'error' | 'warning';
  /** A fixed word for scripts, e.g. `unknown-claim`. */
  kind: string;
  /** Path from the project's root. */
  file: string;
  /** Both count from 1. */
  line: number;
  column: number;
  wrong: string;
  fix: string;
  /** Of the older form; empty in a fault that says `wrong` and `fix`. */
  found: string;
  expected: string;
  remedy: string;
  /** A rule of docs/standards.md, e.g. `S14`. */
  rule?: string;
  message: string;
}

/** The older form of a fault, until every room states what is wrong and how to fix it. */
interface Template {
  found: string;
  expected: string;
  remedy: string;
}

/** `severity` defaults to `error`; the place defaults to the start of the file. */
type ProblemParts = Pick<Problem, 'kind' | 'file'> &
  Partial<Pick<Problem, 'severity' | 'line' | 'column' | 'rule'>> &
  (Pick<Problem, 'wrong' | 'fix'> | Template);

const inSentences = (parts: Pick<Problem, 'wrong' | 'fix'> | Template) =>
  'wrong' in parts
    ? { wrong: parts.wrong, fix: parts.fix, found: '', expected: '', remedy: '' }
    : {
        wrong: `found ${parts.found}; expected ${parts.expected};`,
        fix: parts.remedy,
        found: parts.found,
        expected: parts.expected,
        remedy: parts.remedy
      };

export function makeProblem(parts: ProblemParts): Problem {
  const { kind, file, severity = 'error', line = 1, column = 1, rule } = parts;
  const said = inSentences(parts);
  const message = `${file}:${line}:${column}: ${said.wrong} ${said.fix}`;
  const ofRule = rule === undefined ? {} : { rule };
  return { severity, kind, file, line, column, ...said, ...ofRule, message };
}

export function problemsOf(
  kind: string,
  file: string,
  rule?: string,
  severity: Problem['severity'] = 'error'
) {
  const of = { severity, kind, file, ...(rule === undefined ? {} : { rule }) };
  type At = Pick<Problem, 'line' | 'column'>;
  function at(place: At, wrong: string, fix: string): Problem;
  function at(place: At, found: string, expected: string, remedy: string): Problem;
  function at({ line, column }: At, first: string, second: string, third?: string): Problem {
    const said =
      third === undefined
        ? { wrong: first, fix: second }
        : { found: first, expected: second, remedy: third };
    return makeProblem({ ...of, line, column, ...said });
  }
  return at;
}

/** Thrown when an input cannot be read. Commands end with 2. */
export class StoryRefused extends Error {
  override name = 'StoryRefused';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ message }) => message).join('\n'));
  }
}

/** Returns what some work comes to; where it is refused, what `instead` makes of the reasons. */
export function unlessRefused<Value>(
  work: () => Value,
  instead: (problems: readonly Problem[]) => Value
): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof StoryRefused) return instead(error.problems);
    throw error;
  }
}

export const refusal = (parts: ProblemParts): StoryRefused =>
  new StoryRefused([makeProblem(parts)]);
