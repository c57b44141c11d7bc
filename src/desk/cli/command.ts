import type { ParseArgsConfig } from 'node:util';
import type { Desk } from './desk-io.ts';
import { readArguments } from './read-arguments.ts';
import { isRefused, StoryDoesNotHold } from './refusal.ts';
import { usageOf } from './usages.ts';

/** What a command says that was refused before it had written anything. */
export const nothingWritten = 'Nothing was written.';

/** What a command found, and its words for it. */
export interface Answer {
  /** 0 when left out; 1 where an editor is needed, 2 where something is not as it should be. */
  exit?: number;
  /** What `--json` prints in place of the text. */
  report?: unknown;
  /** What is amiss, told on standard error with the text and with the report. */
  complaints?: readonly string[];
  print?: (io: Pick<Desk, 'out' | 'err'>) => void;
}

/**
 * Returns a command: takes a step, and prints what it answers as text or, with `--json`, as its report. What a user can put right is
 * printed as a sentence, with what that means for the rest; any other error is thrown.
 * @returns the answer's exit code; 1 when the story does not hold, 2 when anything else is refused.
 */
export function answering<Tools extends unknown[]>(
  step: (argv: string[], desk: Desk, ...tools: Tools) => Promise<Answer>,
  whenRefused: string | null
): (argv: string[], desk: Desk, ...tools: Tools) => Promise<number> {
  return async (argv, desk, ...tools) => {
    try {
      const { exit = 0, report, complaints = [], print } = await step(argv, desk, ...tools);
      if (report !== undefined && argv.includes('--json')) desk.out(JSON.stringify(report, null, 2));
      else print?.(desk);
      complaints.forEach(desk.err);
      return exit;
    } catch (error) {
      if (!isRefused(error)) throw error;
      desk.err(error.message);
      if (whenRefused !== null) desk.err(whenRefused);
      return error instanceof StoryDoesNotHold ? 1 : 2;
    }
  };
}

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * Returns a command that answers as `answering` does, its arguments read.
 * @param name its own, or its whole usage where it is a verb of another. @param options as `node:util` parses them.
 * @param whenRefused what is said then of the rest; nothing where it writes nothing.
 */
export function command<const Own extends Options, Tools extends unknown[]>(
  name: Parameters<typeof usageOf>[0],
  options: Own,
  whenRefused: string | null,
  step: (given: ReturnType<typeof readArguments<Own>> & { usage: string }, desk: Desk, ...tools: Tools) => Promise<Answer>
): (argv: string[], desk: Desk, ...tools: Tools) => Promise<number> {
  const usage = usageOf(name);
  return answering(async (argv, desk, ...tools) => step({ ...readArguments(argv, options, usage), usage }, desk, ...tools), whenRefused);
}

/** What `--json` prints of a command whose every word belongs to its report, also when it is refused. */
export interface Recorded {
  exit: number;
  /** Each line of the answer, as it is printed without --json. */
  said: string[];
  complaints: string[];
}

/** Runs a command that prints as it goes, its words and exit code kept in `report`, which alone is printed with `--json`. @returns the exit code. */
export async function recorded(argv: string[], desk: Desk, report: Recorded, run: (desk: Desk) => Promise<number>): Promise<number> {
  const json = argv.includes('--json');
  const recording: Desk = {
    ...desk,
    out: (line) => {
      report.said.push(line);
      if (!json) desk.out(line);
    },
    err: (line) => {
      report.complaints.push(line);
      if (!json) desk.err(line);
    }
  };
  report.exit = await answering(async () => ({ exit: await run(recording) }), nothingWritten)(argv, recording);
  if (json) desk.out(JSON.stringify(report, null, 2));
  return report.exit;
}
