import { languages } from '../../locale/languages.ts';
import { say, counted } from '../../locale/say.ts';
import type { OpenedStory } from '../../site/story/open-story.ts';
import { changeSinceLock, isFalse, type StoryChange } from '../../site/story/story-change.ts';
import { unnamedEconomies } from '../../site/story/judge-story.ts';
import { ledgerProblems } from '../../site/story/site-ledgers.ts';
import type { Problem } from '../../story/problem.ts';
import { codeOf, textsFile, type TextChange } from '../../story/texts-lock.ts';
import type { TrySite } from '../output/prerender.ts';
import { futureDates } from '../edition/future-dates.ts';
import { figureLines, textLines } from '../cli/change-lines.ts';
import { command } from '../cli/command.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { readPins } from '../cli/pin-options.ts';
import { projectOf } from '../files/disk-project.ts';
import { acceptUsage, figuresNamed, textsToReview } from './accept.ts';
import { releaseSummary, releaseProblems } from './release-check.ts';

/** The report of `check --json`. */
export interface CheckReport extends StoryChange {
  edition: string;
  problems: Problem[];
  release: Problem[];
}

const placeOf = ({ file, line, column }: Pick<Problem, 'file' | 'line' | 'column'>) =>
  `${file}:${line}:${column}`;

/** Changed pins are printed above the list of problems, changed texts below. */
const isRepeat = ({ kind }: Problem) => kind === 'pin' || kind === 'text-changed';

function printProblems(problems: readonly Problem[], desk: Pick<Desk, 'out'>): void {
  const listed = problems.filter((problem) => !isRepeat(problem) || problem.file === textsFile);
  for (const [severity, title] of [
    ['error', say`To correct`],
    ['warning', say`To judge`]
  ] as const) {
    const some = listed.filter((problem) => problem.severity === severity);
    if (some.length === 0) continue;
    desk.out('');
    desk.out(`${title} (${some.length}):`);
    for (const { message } of some) desk.out(`  ${message}`);
  }
}

/** As `accept` takes it. */
const nameWithCode = (change: TextChange) => `${change.id}@${codeOf(change)}`;

/** How to accept the changed texts. */
function acceptLines({ texts }: StoryChange, story: OpenedStory): string[] {
  const figures = texts.filter(({ grade }) => grade === 'figures').length;
  return [
    ...(figures > 0
      ? [say`Together the ${counted(figures, 'text')} are ${figuresNamed(textsToReview(story))}.`]
      : []),
    ...(texts.some(({ grade }) => grade !== 'broken')
      ? ['', say`Read each in every language, then run ${acceptUsage}.`]
      : [])
  ];
}

/** To try pages, it builds in a folder. If it cannot write there, it reports the other problems. */
async function tried(site: () => Promise<Problem[]>, desk: Desk): Promise<Problem[]> {
  desk.err(say`Trying every page, card and picture …`);
  try {
    return await site();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    desk.err(say`Not tried: ${error.message}`);
    return [];
  }
}

/**
 * `check` names everything wrong with the story and, with `trySite`, its pages.
 * @returns 1 when an editor is needed, 2 when a file cannot be read.
 */
export const check = command('check', null, async ({ values }, desk, trySite?: TrySite) => {
  const files = await projectOf(desk).read();
  const { story, change } = await changeSinceLock(files, readPins(values));
  const ledgers = ledgerProblems(files, story.scenes);
  const release = releaseProblems(files, story.lock, desk.now());
  // A file that cannot be read has no changed entries.
  const isUnread = ({ kind, file }: Problem) =>
    kind === 'text-changed' && ledgers.some((fault) => fault.file === file);
  const named = [
    ...story.problems.filter((problem) => !isUnread(problem)),
    ...unnamedEconomies(story.data, story.words),
    ...ledgers,
    ...futureDates(files, story.lock.edition, desk.now()),
    ...(values.release
      ? release.filter((problem) => !ledgers.some((ledger) => placeOf(ledger) === placeOf(problem)))
      : [])
    // Words that are no longer true come first.
  ].sort((one, other) => Number(isFalse(other)) - Number(isFalse(one)));
  // Pages are tried only when nothing else is wrong.
  const holds = story.locked !== undefined && !named.some(({ severity }) => severity === 'error');
  const problems =
    holds && trySite ? [...named, ...(await tried(() => trySite(desk.root, story), desk))] : named;
  const needsEditor = !story.locked || problems.some(({ severity }) => severity === 'error');
  const { lock, locked } = story;
  return {
    exit: ledgers.some(({ kind }) => kind !== 'place') ? 2 : needsEditor ? 1 : 0,
    report: {
      edition: lock.edition,
      ...change,
      problems,
      release
    } satisfies CheckReport,
    print(io) {
      figureLines(change).forEach(io.out);
      printProblems(problems, io);
      [...textLines(change, nameWithCode), ...acceptLines(change, story)].forEach(io.out);
      const line = releaseSummary(release);
      if (line !== undefined && !values.release) io.err(line);
      if (!needsEditor)
        io.out(
          say`The story holds: ${Object.keys(lock.claims).length} claims, ${languages.length} languages, edition of ${lock.edition}.`
        );
      else if (!locked) io.out(say`Nothing is locked yet. Run \`npm run desk -- edition lock\`.`);
    }
  };
});
