import { resolve } from 'node:path';
import { declaredSources } from '#site/story/declared-sources.ts';
import { type ProjectFiles } from '#vintages/project-files.ts';
import { command } from '../cli/command.ts';
import type { Desk } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { chooseTable, type Choice, type Chosen } from './choose-table.ts';
import { openSource } from './declared.ts';
import { openInput, type PublishedInput } from './published-input.ts';
import { checkTakeArguments, type TakeArguments } from './take-arguments.ts';
import { compareOnly, keepTable, readTable, type Taken } from './take-step.ts';
import { printChosen, printTaken } from './take-text.ts';

export type TakeReport =
  | (Taken & Pick<Chosen, 'ignored'>)
  /** An editor must choose between sources or files. */
  | { outcome: 'ambiguous'; ignored: Chosen['ignored']; candidates: Candidate[] };

type Candidate = ReturnType<typeof candidateOf>;

/**
 * Checks a file and keeps it as one vintage, whole or not at all.
 * @returns 1 when an editor must decide, 2 when refused; neither writes.
 */
export const take = command('take', async ({ values, words: [file = ''] }, desk) => {
  const { yes = false, doubted, ...given } = values;
  const asked = checkTakeArguments(
    { ...given, file, yes, ...(doubted === undefined ? {} : { doubted: Number(doubted) }) },
    desk.now()
  );
  const report = await takeFile(asked, resolve(desk.from ?? desk.root, file), desk);
  return { exit: exitOf(report.outcome), report };
});

export const exitOf = (outcome: TakeReport['outcome']): 0 | 1 =>
  outcome === 'doubtful' || outcome === 'ambiguous' ? 1 : 0;

export async function takeFile(
  asked: TakeArguments,
  path: string,
  desk: Desk
): Promise<TakeReport> {
  const files = await projectOf(desk).read();
  const { input, chosen } = await openToTake(files, asked, path);
  printChosen(chosen, asked, desk);
  const [choice, ...more] = chosen.choices;
  const { ignored } = chosen;
  if (!choice || more.length > 0)
    return { outcome: 'ambiguous', ignored, candidates: chosen.choices.map(candidateOf) };
  const taken = await takeChosen(files, asked, { input, choice }, desk);
  printTaken(taken, desk, asked);
  return { ignored, ...taken };
}

export async function openToTake(files: ProjectFiles, asked: TakeArguments, path: string) {
  const input = await openInput(path, asked.file);
  return { input, chosen: chooseFrom(input, asked, files) };
}

export async function takeChosen(
  files: ProjectFiles,
  asked: TakeArguments,
  { input, choice }: { input: PublishedInput; choice: Choice },
  desk: Desk
): Promise<Taken> {
  const { source } = choice;
  const table = readTable(files, choice, desk.now(), asked.released);
  return source.comparedWith === undefined
    ? keepTable(files, table, asked, input, choice.doubts, desk)
    : compareOnly(files, table, source.comparedWith, asked);
}

const candidateOf = ({ input, source, doubts }: Choice) => ({
  file: input.file.name,
  source: source.id,
  doubts
});

function chooseFrom(input: PublishedInput, asked: TakeArguments, files: ProjectFiles): Chosen {
  const source = asked.source === undefined ? undefined : openSource(files, asked.source);
  const [only, ...others] = input.files;
  if (source && only && others.length === 0 && input.ignored.length === 0) {
    // The editor knows; a wrong source is refused on reading.
    return { choices: [{ input: only, source, what: '', doubts: [] }], ignored: [] };
  }
  return chooseTable(input, declaredSources(files), asked);
}
