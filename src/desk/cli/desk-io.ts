import type { History } from '../files/git-history.ts';
import type { ProjectStore } from '../files/project-store.ts';
import { terminalLine, type Watched } from './progress.ts';
import { SourceError } from '#sources/source-error.ts';
import { StoryRefused } from '#story/problem.ts';

export interface Desk extends Watched {
  /** Absolute. */
  root: string;
  /** The absolute folder that relative paths of the command line start from; default: the root. */
  from?: string;
  /** Default: the folder `root`. */
  project?: ProjectStore;
  /** Default: git in `root`. */
  history?: History;
  out(line: string): void;
  err(line: string): void;
  now(): Date;
}

/** Returns the exit code: 0 fine, 1 an editor is needed, 2 refused. */
export type Command = (argv: string[], desk: Desk) => Promise<number>;

/** Escapes control characters: text of a file must not control the terminal. */
export const visible = (text: string) =>
  text.replace(
    /[^\P{Cc}\n\t]|\p{Bidi_C}/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  );

export function shellWord(word: string, platform: string = process.platform) {
  if (platform === 'win32') return /^[\p{L}\p{N}_@+:./\\-]+$/u.test(word) ? word : `"${word}"`;
  return /^[\p{L}\p{N}_@%+=:,./-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command of the desk as it is typed; words such as `<file>` are for the editor to fill in. */
export const commandLine = (...argv: readonly string[]) =>
  ['npm run desk --', ...argv.map((word) => (/^<.*>$/.test(word) ? word : shellWord(word)))].join(
    ' '
  );

export const withVariable = (
  name: string,
  value: string,
  command: string,
  platform: string = process.platform
) =>
  platform === 'win32'
    ? `set "${name}=${value}" && ${command}`
    : `${name}=${shellWord(value, platform)} ${command}`;

/** @param quiet shows no progress, as does a stream that is no terminal. */
export function processDesk(root: string, quiet = false): Desk {
  // When `head` closes the pipe, the command goes on and keeps its exit code.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  const line = !quiet && process.stderr.isTTY ? terminalLine(process.stderr) : undefined;
  const printing = (stream: NodeJS.WriteStream) => (text: string) => {
    line?.clear();
    stream.write(`${visible(text)}\n`);
  };
  return {
    root,
    // The folder in which npm was called.
    from: process.env['INIT_CWD'] ?? process.cwd(),
    out: printing(process.stdout),
    err: printing(process.stderr),
    progress: line?.show,
    now: () => new Date()
  };
}

/** `kind` is a fixed word for scripts and tests; `wrong` and `fix` are whole sentences. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly kind: string;

  constructor(kind: string, wrong: string, fix: string, options?: ErrorOptions) {
    super(`${wrong} ${fix}`, options);
    this.kind = kind;
  }
}

export function refuse(...because: ConstructorParameters<typeof Refusal>): never {
  throw new Refusal(...because);
}

/** A command ends with 1. */
export class StoryDoesNotHold extends Error {
  override name = 'StoryDoesNotHold';
}

export function kindOf(error: Error) {
  if (error instanceof Refusal) return error.kind;
  if (error instanceof StoryRefused) return error.problems[0]?.kind ?? 'story';
  return error instanceof SourceError ? error.fault.kind : 'story-does-not-hold';
}

/** Any other error is a bug. */
export const isRefused = (error: unknown): error is Error =>
  [Refusal, SourceError, StoryRefused, StoryDoesNotHold].some((kind) => error instanceof kind);
