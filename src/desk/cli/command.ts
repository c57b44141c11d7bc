import { parseArgs, type ParseArgsConfig } from 'node:util';
import { filmScenes } from '../../cards/embed/film-names.ts';
import { SourceError, type SourceFault } from '../../sources/source-error.ts';
import { isRelease, type VintageKey } from '../../vintages/vintage.ts';
import { projectOf } from '../files/disk-project.ts';
import type { Write } from '../files/project-store.ts';
import { StoryRefused, type Problem } from '../../story/problem.ts';
import { isRefused, kindOf, Refusal, StoryDoesNotHold, type Desk } from './desk-io.ts';

/** What a command says that was refused before it had written anything. */
export const nothingWritten = 'Nothing was written.';

/** What a command found, and its words for it. */
export interface Answer {
  /** 0 when left out; 1 where an editor is needed, 2 where something is not as it should be. */
  exit?: number;
  /** What the command changes: done before anything is printed. */
  writes?: readonly Write[];
  /** What `--json` prints in place of the text. */
  report?: unknown;
  /** What is amiss, told on standard error with the text and with the report. */
  complaints?: readonly string[];
  print?: (io: Pick<Desk, 'out' | 'err'>) => void;
}

/** The report of a refused command with `--json`. */
export interface RefusedReport {
  exit: number;
  refused: { kind: string; message: string };
  /** Each fault of the project's files, when they are why. */
  problems: readonly Problem[];
}

const refusedReport = (error: Error, exit: number): RefusedReport => ({
  exit,
  refused: { kind: kindOf(error), message: error.message },
  problems: error instanceof StoryRefused ? error.problems : []
});

/**
 * Returns a command that prints a step's answer, with `--json` its report.
 * @returns its exit code; refused 1 when the story does not hold, else 2.
 */
export function answering<Tools extends unknown[]>(
  step: (argv: string[], desk: Desk, ...tools: Tools) => Promise<Answer>,
  whenRefused: string | null
): (argv: string[], desk: Desk, ...tools: Tools) => Promise<number> {
  return async (argv, desk, ...tools) => {
    try {
      const answer = await step(argv, desk, ...tools);
      const { exit = 0, writes = [], report, complaints = [], print } = answer;
      if (writes.length > 0) await projectOf(desk).apply(writes);
      if (report !== undefined && argv.includes('--json'))
        desk.out(JSON.stringify(report, null, 2));
      else print?.(desk);
      complaints.forEach(desk.err);
      return exit;
    } catch (error) {
      if (!isRefused(error)) throw error;
      const exit = error instanceof StoryDoesNotHold ? 1 : 2;
      if (argv.includes('--json')) desk.out(JSON.stringify(refusedReport(error, exit), null, 2));
      desk.err(error.message);
      if (whenRefused !== null) desk.err(whenRefused);
      return exit;
    }
  };
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** An option that stands alone, and one that a word follows. */
export const [flag, word] = [{ type: 'boolean' }, { type: 'string' }] as const;

/**
 * Returns the options and words of a command line, by `node:util`.
 * @throws Refusal naming what cannot be read, and the usage.
 */
export function readArguments<const Own extends Options>(
  argv: string[],
  options: Own,
  usage: string
) {
  try {
    return parseArgs<{ args: string[]; allowPositionals: true; options: Own }>({
      args: argv,
      allowPositionals: true,
      options
    });
  } catch (error) {
    // Node's first sentence names the option; what follows is advice for programmers.
    throw new Refusal('usage', `${(error as Error).message.split('. ')[0]}.`, `Run \`${usage}\`.`);
  }
}

/** @throws Refusal when a command that takes options only is given words. */
export function optionsOnly(name: CommandName | `edition ${string}`, words: readonly string[]) {
  if (words.length > 0)
    throw new Refusal(
      'usage',
      `${name} takes options only, not “${words.join(' ')}”.`,
      `Run \`${usageOf(name)}\`.`
    );
}

/** @throws Refusal when a command that needs --out is called without it. */
export function newFolder(out: string | undefined, usage: string): string {
  if (out) return out;
  throw new Refusal('usage', '--out is missing.', `Name a new folder: \`${usage}\`.`);
}

/** @throws Refusal when a text is not `<source>/<release>`. */
export function readVintageName(text: string): VintageKey {
  const [source = '', release = '', ...more] = text.split('/');
  if (!/^[a-z0-9-]+$/.test(source) || !isRelease(release) || more.length > 0)
    throw new Refusal(
      'vintage-name',
      `“${text}” is not the name of a vintage.`,
      'Write <source>/<release>, for example wb-internet-users/2024-11. `npm run desk -- vintages` lists them.'
    );
  return { source, release };
}

/**
 * Returns a command that answers as `answering` does, its arguments read.
 * @param name its own, or its whole usage where it is a verb of another.
 * @param options as `node:util` parses them.
 * @param whenRefused what is said then of the rest; nothing where it writes nothing.
 */
export function command<const Own extends Options, Tools extends unknown[]>(
  name: Parameters<typeof usageOf>[0],
  options: Own,
  whenRefused: string | null,
  step: (
    given: ReturnType<typeof readArguments<Own>> & { usage: string },
    desk: Desk,
    ...tools: Tools
  ) => Promise<Answer>
): (argv: string[], desk: Desk, ...tools: Tools) => Promise<number> {
  const usage = usageOf(name);
  return answering(
    async (argv, desk, ...tools) =>
      step({ ...readArguments(argv, options, usage), usage }, desk, ...tools),
    whenRefused
  );
}

/**
 * What `--json` prints of a command whose every word belongs to its report, also when it is
 * refused.
 */
export interface Recorded {
  exit: number;
  /** Each line of the answer, as it is printed without --json. */
  said: string[];
  complaints: string[];
  /** The kind of the refusal, and its position in a published file. */
  refused?: { kind: string } & Partial<Pick<SourceFault, 'file' | 'line' | 'column' | 'place'>>;
}

/**
 * Runs a command that prints as it goes, its words and exit code kept in `report`, which alone is
 * printed with `--json`.
 * @returns the exit code.
 */
export async function recorded(
  argv: string[],
  desk: Desk,
  report: Recorded,
  run: (desk: Desk) => Promise<number>
): Promise<number> {
  const json = argv.includes('--json');
  const keeping = (lines: string[], print: Desk['out']) => (line: string) => {
    lines.push(line);
    if (!json) print(line);
  };
  const recording = {
    ...desk,
    out: keeping(report.said, desk.out),
    err: keeping(report.complaints, desk.err)
  };
  const running = async () => {
    try {
      return { exit: await run(recording) };
    } catch (error) {
      if (isRefused(error)) report.refused = { kind: kindOf(error) };
      if (error instanceof SourceError) {
        const { wrong: _wrong, fix: _fix, ...position } = error.fault;
        report.refused = position;
      }
      throw error;
    }
  };
  report.exit = await answering(running, nothingWritten)([], recording);
  if (json) desk.out(JSON.stringify(report, null, 2));
  return report.exit;
}

/** How each of the newsroom's commands is called, as its help and its refusals say. */
const usages = {
  take: 'take <file, folder or .zip> [--source <id>] [--released YYYY-MM-DD|YYYY-MM] [--origin <address>] [--dry-run | --yes] [--json]',
  vintages:
    'vintages list | show <source>/<release> | verify [<source>/<release> … | --all] [--json]',
  diff: 'diff <source>/<release> <source>/<release> [--html <file>] [--json]',
  fetch:
    'fetch <source> [--released YYYY-MM-DD|YYYY-MM] [--from <address>] [--limit <megabytes>] [--wait <seconds>] [--dry-run] [--json]',
  check: 'check [--release] [--pin <indicator>=<source>/<release>] [--json]',
  claims:
    'claims [<claim> …] | claims try "<formula>" [--pin <indicator>=<source>/<release>] [--json]',
  edition:
    'edition lock [--pin <indicator>=<source>/<release>] [--keep <source>/<release>] | pin <indicator>=<source>/<release> | unpin <indicator or vintage> | drop <vintage> | diff <edition> [<edition>]',
  preview:
    'preview [--published <folder or s3://bucket/prefix>] [--pin <indicator>=<source>/<release>]',
  agree: 'agree [<scene>[/<part>] …] --by "<name>" [--json]',
  'follow-up': 'follow-up <edition> [<edition>] --out <folder> [--json]',
  'fact-check': 'fact-check --out <folder> [--json]',
  publish:
    'publish <folder or s3://bucket/prefix> [--release] [--keep 5] [--plain] [--lock] [--json]',
  rollback: 'rollback <folder or s3://bucket/prefix> [<release>] [--lock] [--unsigned] [--json]',
  key: 'key new <file>',
  releases: 'releases <folder or s3://bucket/prefix> [--json]',
  headers:
    'headers --nginx <folder> [--at <path>] | --cloudfront <folder> | --worker <folder> | --netlify | --table',
  heights: 'heights [--check]',
  film: `film ${filmScenes.join(' | ')} [--json]`
} as const;

/** The name of one of them, as it is typed. */
export type CommandName = keyof typeof usages;

/**
 * Returns how a command is called, as an editor types it; of a verb of `edition`, which says so
 * itself, that.
 */
export const usageOf = (name: CommandName | `edition ${string}`): string =>
  `npm run desk -- ${(usages as Readonly<Record<string, string>>)[name] ?? name}`;
