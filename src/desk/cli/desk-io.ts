import type { History } from '../files/git-history.ts';
import type { ProjectStore } from '../files/project-store.ts';
import { SourceError } from '../../sources/source-error.ts';
import { StoryRefused } from '../../story/problem.ts';

/** What a command of the desk may touch besides its arguments; tests pass a silent one. */
export interface Desk {
  /** The project's folder, absolute. */
  root: string;
  /** The folder that a path on the command line starts from, absolute; the root when left out. */
  from?: string;
  /** Where the project is read and written; the folder `root` when left out. */
  project?: ProjectStore;
  /** The project's history; that of git in `root` when left out. */
  history?: History;
  /** Prints one line of the answer. */
  out(line: string): void;
  /** Prints one line of progress or complaint. */
  err(line: string): void;
  /** How long another desk at work is waited for, in seconds; the usual time when left out. */
  wait?: number;
  /** The time of the run. */
  now(): Date;
}

/**
 * A command: takes the arguments after its name, returns the exit code (0 fine, 1 an editor is
 * needed, 2 refused).
 */
export type Command = (argv: string[], desk: Desk) => Promise<number>;

/**
 * Returns a text with its unseen signs as JSON writes them: a cell of a publisher's file commands
 * no terminal and turns no line around.
 */
export const visible = (text: string): string =>
  text.replace(
    /[^\P{Cc}\n\t]|\p{Bidi_C}/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  );

/**
 * Returns a word of a command as a shell, or Windows' Command Prompt, takes it when it is typed: in
 * quotes where it has a space or another sign of the shell's.
 */
export function shellWord(word: string, platform: string = process.platform): string {
  if (platform === 'win32') return /^[\p{L}\p{N}_@+:./\\-]+$/u.test(word) ? word : `"${word}"`;
  return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Returns a command for which a variable of the environment is set, as it is typed in the same
 * shell.
 */
export const withVariable = (
  name: string,
  value: string,
  command: string,
  platform: string = process.platform
): string =>
  platform === 'win32'
    ? `set "${name}=${value}" && ${command}`
    : `${name}=${shellWord(value, platform)} ${command}`;

/** Returns the desk of a real run: standard output, standard error and the clock. */
export function processDesk(root: string): Desk {
  // A reader that has seen enough, such as `head`, closes the pipe: the command goes on and its
  // exit code stands.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  return {
    root,
    // npm runs a script in the project's folder and says here where it was typed.
    from: process.env['INIT_CWD'] ?? process.cwd(),
    out: (line) => void process.stdout.write(`${visible(line)}\n`),
    err: (line) => void process.stderr.write(`${visible(line)}\n`),
    now: () => new Date()
  };
}

/**
 * A refusal that the user can fix. `kind` is a fixed word that tests ask for; `wrong` says what is
 * wrong and `fix` how to fix it, each as whole sentences.
 */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly kind: string;

  constructor(kind: string, wrong: string, fix: string, options?: ErrorOptions);
  /** The older form, until every command states a kind. */
  constructor(message: string, options?: ErrorOptions);
  constructor(first: string, second?: string | ErrorOptions, fix?: string, options?: ErrorOptions) {
    const isOlder = typeof second !== 'string';
    super(isOlder ? first : `${second} ${fix}`, isOlder ? second : options);
    this.kind = isOlder ? 'refused' : first;
  }
}

/** Thrown when the edition cannot be built: a command ends with 1. */
export class StoryDoesNotHold extends Error {
  override name = 'StoryDoesNotHold';
}

/** Returns the fixed word of a refusal, which scripts and tests ask for. */
export function kindOf(error: Error): string {
  if (error instanceof Refusal) return error.kind;
  if (error instanceof StoryRefused) return error.problems[0]?.kind ?? 'story';
  return error instanceof SourceError ? error.fault.kind : 'story-does-not-hold';
}

/** True when an error's message is all that a user needs; any other is a bug of the desk. */
export const isRefused = (error: unknown): error is Error =>
  [Refusal, SourceError, StoryRefused, StoryDoesNotHold].some((kind) => error instanceof kind);
