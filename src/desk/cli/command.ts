import { parseArgs, type ParseArgsConfig } from 'node:util';
import { filmScenes } from '../../cards/embed/film-names.ts';
import { SourceError, type SourceFault } from '../../sources/source-error.ts';
import { isRelease, type VintageKey } from '../../vintages/vintage.ts';
import { projectOf } from '../files/disk-project.ts';
import type { Write } from '../files/project-store.ts';
import { StoryRefused, type Problem } from '../../story/problem.ts';
import { isRefused, kindOf, Refusal, StoryDoesNotHold, type Desk } from './desk-io.ts';

export const nothingWritten = 'Nothing was written.';

export interface Answer {
  /** Default: 0. 1 when an editor is needed, 2 when something is wrong. */
  exit?: number;
  /** Done before anything is printed. */
  writes?: readonly Write[];
  /** Printed with --json, in place of the text. */
  report?: unknown;
  /** Printed on standard error, with --json too. */
  complaints?: readonly string[];
  print?: (io: Pick<Desk, 'out' | 'err'>) => void;
}

/** The report of a refused command with `--json`. */
export interface RefusedReport {
  exit: number;
  refused: { kind: string; message: string };
  /** Faults in the project's files. */
  problems: readonly Problem[];
}

const refusedReport = (error: Error, exit: number): RefusedReport => ({
  exit,
  refused: { kind: kindOf(error), message: error.message },
  problems: error instanceof StoryRefused ? error.problems : []
});

/**
 * Makes a command of a step that answers.
 * @returns its exit code; when refused, 1 if the story does not hold, else 2.
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

export const [flag, word] = [{ type: 'boolean' }, { type: 'string' }] as const;

/** @throws Refusal with the usage when a command line cannot be read. */
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
    // Node's first sentence names the option; the others are advice for programmers.
    throw wrongUsage(`${(error as Error).message.split('. ')[0]}.`, usage);
  }
}

/** The refusal of a command line. */
export const wrongUsage = (wrong: string, usage: string): Refusal =>
  new Refusal('usage', wrong, `Run \`${usage}\`.`);

/** Returns the words of a command line. @throws Refusal unless it takes as many. */
export function wordsOf(
  { positionals, usage }: { positionals: string[]; usage: string },
  most: number,
  least = most
): string[] {
  if (positionals.length < least) throw wrongUsage('An argument is missing.', usage);
  if (positionals.length > most)
    throw wrongUsage(`There are too many arguments: “${positionals.join(' ')}”.`, usage);
  return positionals;
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
 * As `answering`, with the arguments read.
 * @param name of the command; of a verb of `edition`, its whole usage.
 * @param whenRefused a last line when it is refused; null for a command that never writes.
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

/** The report of a command whose printed lines are part of it, also when it is refused. */
export interface Recorded {
  exit: number;
  said: string[];
  complaints: string[];
  /** The kind of the refusal, and its position in a published file. */
  refused?: { kind: string } & Partial<Pick<SourceFault, 'file' | 'line' | 'column' | 'place'>>;
}

/** Runs a command that prints as it goes; with --json, collects its lines in `report` instead. */
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

const usages = {
  take: 'take <file, folder or .zip> [--source <id>] [--released YYYY-MM-DD|YYYY-MM] [--origin <address>] [--dry-run | --yes] [--json]',
  vintages:
    'vintages list | show <source>/<release> | verify [<source>/<release> … | --all] [--json]',
  diff: 'diff <source>/<release> <source>/<release> [--json]',
  fetch:
    'fetch <source> [--released YYYY-MM-DD|YYYY-MM] [--from <address>] [--wait <seconds>] [--dry-run] [--json]',
  check: 'check [--release] [--pin <indicator>=<source>/<release>] [--json]',
  claims:
    'claims [<claim> …] | claims try "<formula>" [--pin <indicator>=<source>/<release>] [--json]',
  edition:
    'edition lock [--pin <indicator>=<source>/<release>] [--keep <source>/<release>] | pin <indicator>=<source>/<release> | unpin <indicator or vintage>',
  accept: 'accept <text> … --by "<name>" | --draft [<text> …] [--json]',
  'follow-up': 'follow-up <edition> [<edition>] [--out <folder>] [--json]',
  'fact-check': 'fact-check --out <folder> [--json]',
  publish: 'publish <folder or s3://bucket/prefix> [--release] [--keep 5] [--plain] [--json]',
  rollback: 'rollback <folder or s3://bucket/prefix> [<release>] [--unsigned] [--json]',
  key: 'key new <file>',
  releases: 'releases <folder or s3://bucket/prefix> [--json]',
  headers:
    'headers --nginx <folder> [--at <path>] | --cloudfront <folder> | --worker <folder> | --netlify | --table',
  heights: 'heights [--check]',
  film: `film ${filmScenes.join(' | ')} [--json]`
} as const;

export type CommandName = keyof typeof usages;

/** Returns the usage of a command, as it is typed. A verb of `edition` brings its own. */
export const usageOf = (name: CommandName | `edition ${string}`): string =>
  `npm run desk -- ${(usages as Readonly<Record<string, string>>)[name] ?? name}`;
