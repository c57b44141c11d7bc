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
  /** What is wrong, as a sentence. */
  wrong: string;
  /** How to fix it, as a sentence. */
  fix: string;
  /** Of the older form; empty in a fault that says `wrong` and `fix`. */
  found: string;
  expected: string;
  remedy: string;
  /** The rule of the story's standards, e.g. `S14`, where one is behind it. */
  rule?: string;
  /** Place, fault and fix as printed in a terminal. */
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

/** Returns a problem with its message. */
export function makeProblem(parts: ProblemParts): Problem {
  const { kind, file, severity = 'error', line = 1, column = 1, rule } = parts;
  const said = inSentences(parts);
  const message = `${file}:${line}:${column}: ${said.wrong} ${said.fix}`;
  const ofRule = rule === undefined ? {} : { rule };
  return { severity, kind, file, line, column, ...said, ...ofRule, message };
}

/** Returns a function that makes problems of one kind in one file. */
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
