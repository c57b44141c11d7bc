import { parseArgs, type ParseArgsConfig } from 'node:util';
import { SourceError, type SourceFault } from '#sources/source-error.ts';
import { StoryRefused, type Problem } from '#story/problem.ts';
import { isRelease, type VintageKey } from '#vintages/vintage.ts';
import { projectOf } from '../files/disk-project.ts';
import type { Write } from '../files/project-store.ts';
import { applyStep, type StepName } from '../files/undo-journal.ts';
import { filmScenes } from '#cards/embed/film-names.ts';
import { usageOf, wordsFor, type CommandName, type ValuesOf } from './commands.ts';
import { isRefused, kindOf, Refusal, refuse, StoryDoesNotHold, type Desk } from './desk-io.ts';
import { say } from '#locale/say.ts';

export const nothingWritten = () => say`Nothing was written.`;

export interface Answer {
  /** Default: 0. 1 when an editor is needed, 2 when something is wrong. */
  exit?: number;
  writes?: readonly Write[];
  /** The name of the step for `undo`, which skips writes without one. */
  step?: StepName;
  /** Printed with --json, in place of the text. */
  report?: unknown;
  /** Printed on standard error, with --json too. */
  complaints?: readonly string[];
  print?: (io: Pick<Desk, 'out' | 'err'>) => void;
}

export interface Recorded {
  exit: number;
  said: string[];
  complaints: string[];
  /** The kind of a refusal, and its position in a published file. */
  refused?: { kind: string } & Partial<Pick<SourceFault, 'file' | 'line' | 'column' | 'place'>>;
  problems?: readonly Problem[];
}

function refusedBy(error: Error): Pick<Recorded, 'refused' | 'problems'> {
  const kind = kindOf(error);
  if (error instanceof StoryRefused) return { refused: { kind }, problems: error.problems };
  if (!(error instanceof SourceError)) return { refused: { kind } };
  const { wrong: _wrong, fix: _fix, ...position } = error.fault;
  return { refused: position };
}

/**
 * Makes a command of a step that answers. Its exit code, when refused, is 1 if the story does not
 * hold, else 2.
 * @param whenRefused says what was left as it was
 */
export function answering<Tools extends unknown[]>(
  step: (argv: string[], desk: Desk, ...tools: Tools) => Promise<Answer>,
  whenRefused = nothingWritten
): (argv: string[], desk: Desk, ...tools: Tools) => Promise<number> {
  return async (argv, desk, ...tools) => {
    const json = argv.includes('--json');
    const [said, complaints]: [string[], string[]] = [[], []];
    const err = (line: string) => {
      complaints.push(line);
      desk.err(line);
    };
    const io = json ? { ...desk, out: (line: string) => void said.push(line), err } : desk;
    const print = (exit: number, report: object) =>
      desk.out(
        JSON.stringify(
          Array.isArray(report) ? report : { exit, said, complaints, ...report },
          null,
          2
        )
      );
    try {
      const answer = await step(argv, io, ...tools);
      const { exit = 0, writes = [], report } = answer;
      if (writes.length > 0 && answer.step) await applyStep(desk, writes, answer.step);
      else if (writes.length > 0) await projectOf(desk).apply(writes);
      if (!json || report === undefined) answer.print?.(desk);
      answer.complaints?.forEach(io.err);
      if (json && report !== undefined) print(exit, report as object);
      return exit;
    } catch (error) {
      if (!isRefused(error)) throw error;
      const exit = error instanceof StoryDoesNotHold ? 1 : 2;
      io.err(error.message);
      io.err(whenRefused());
      if (json) print(exit, refusedBy(error));
      return exit;
    }
  };
}

/** @throws Refusal with the usage when a command line cannot be read. */
export function readArguments<const Own extends NonNullable<ParseArgsConfig['options']>>(
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
    const [, option = ''] = /'(-[^' ]*)/.exec((error as Error).message) ?? [];
    throw wrongUsage(
      (error as NodeJS.ErrnoException).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? say`There is no option ${option}.`
        : /not take/.test((error as Error).message)
          ? say`${option} stands alone, without a value.`
          : say`${option} needs a value.`,
      usage
    );
  }
}

export const wrongUsage = (wrong: string, usage: string) =>
  new Refusal('usage', wrong, say`Run \`${usage}\`.`);

function notNamed(name: CommandName, word: string) {
  const choices: Readonly<Record<string, string>> = {
    '<source>': say`a file of data/sources, without .json`,
    '<scene>': filmScenes.join(', '),
    '<place>': say`a folder such as ./site, or s3://bucket/prefix`,
    '<edition>': say`a day such as 2026-11-27, a saved lock file, HEAD~1 or now`,
    'key new': say`a new file outside the project`
  };
  const of = choices[word] ?? choices[name];
  return say`Name ${of === undefined ? word : `${word}: ${of}`}.`;
}

function readLine(name: CommandName, argv: string[]) {
  const usage = usageOf(name);
  const { takes, options = {} } = wordsFor(name);
  const typed = [...Object.keys(options), '--json'].map((option) => {
    const [flag = '', value, ...more] = option.split(' ');
    const type = value === undefined ? ('boolean' as const) : ('string' as const);
    return [flag.slice(2), { type, multiple: more.includes('…') }] as const;
  });
  const { values, positionals } = readArguments(argv, Object.fromEntries(typed), usage);
  const named = takes === '' ? [] : takes.split(' ');
  const least = named.filter((one) => /^["<]/.test(one)).length;
  if (positionals.length < least)
    throw wrongUsage(notNamed(name, named[positionals.length]!), usage);
  if (positionals.length > named.length && !takes.includes('…')) {
    const surplus = positionals.slice(named.length).map((word) => `“${word}”`);
    throw wrongUsage(
      named.length === 0
        ? say`Leave out ${surplus.join(', ')}, or write its option before it.`
        : say`Leave out ${surplus.join(', ')}, or run this once for each. A name with spaces goes in quotes: "${positionals.join(' ')}".`,
      usage
    );
  }
  return { values, words: positionals, usage };
}

/** @throws Refusal when a text is not `<source>/<release>`. */
export function readVintageName(text: string): VintageKey {
  const [source = '', release = '', ...more] = text.split('/');
  if (!/^[a-z0-9-]+$/.test(source) || !isRelease(release) || more.length > 0)
    refuse(
      'vintage-name',
      say`“${text}” is not the name of a vintage.`,
      say`Write <source>/<release>, for example wb-internet-users/2024-11. \`npm run desk -- vintages\` lists them.`
    );
  return { source, release };
}

/** As `answering`, with the arguments read as the table of commands has them. */
export const command = <Name extends CommandName, Tools extends unknown[]>(
  name: Name,
  step: (
    given: { values: ValuesOf<Name>; words: string[]; usage: string },
    desk: Desk,
    ...tools: Tools
  ) => Promise<Answer>,
  whenRefused = nothingWritten
): ((argv: string[], desk: Desk, ...tools: Tools) => Promise<number>) =>
  answering(async (argv, desk, ...tools: Tools) => {
    const { values, ...read } = readLine(name, argv);
    // The table gives the types and what is parsed.
    return step({ ...read, values: values as ValuesOf<Name> }, desk, ...tools);
  }, whenRefused);
