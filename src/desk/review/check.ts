import { counted } from '../../locale/counted.ts';
import { languages } from '../../locale/languages.ts';
import { openStory, type OpenedStory } from '../../site/story/open-story.ts';
import { unnamedEconomies } from '../../site/story/unnamed-economies.ts';
import { ledgerProblems } from '../../site/story/site-ledgers.ts';
import { correctionsFile } from '../../pages/side/correction.ts';
import { printChange } from '../../story/lock.ts';
import type { Problem } from '../../story/problem.ts';
import type { TrySite } from '../output/build.ts';
import { futureDates } from '../edition/future-dates.ts';
import { command, flag, optionsOnly } from '../cli/command.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { pinOptions, readPins } from '../cli/pin-options.ts';
import { historyOf } from '../files/git-history.ts';
import { projectOf } from '../files/disk-project.ts';
import { goneProblems } from '../release/gone-corrections.ts';
import { comparedFiles, goneLabels, overwrittenRows } from './overwritten-rows.ts';
import { releaseSummary, releaseProblems, staleProblems } from './release-check.ts';

/** The report of `check --json`. */
export interface CheckReport extends Pick<
  OpenedStory,
  'pins' | 'claims' | 'sentences' | 'promises'
> {
  edition: string;
  problems: Problem[];
  release: Problem[];
}

const placeOf = ({ file, line, column }: Pick<Problem, 'file' | 'line' | 'column'>) =>
  `${file}:${line}:${column}`;

/** Changed pins and sentences are printed above the list of problems, so it leaves them out. */
const isRepeat = (problem: Problem, story: OpenedStory) =>
  problem.kind === 'pin' ||
  (problem.kind === 'changed' &&
    story.sentences.some((sentence) => placeOf(sentence) === placeOf(problem)));

/** Words that are no longer true come first. */
const isFalse = ({ kind }: Problem) => ['promise', 'part'].includes(kind);

function printChanges(story: OpenedStory, desk: Pick<Desk, 'out'>): void {
  for (const { indicator, before, after } of story.pins)
    desk.out(`${indicator}: ${before ?? 'nothing'} → ${after}`);
  if (story.claims.length + story.sentences.length === 0) return;
  desk.out('');
  desk.out(`${counted(story.claims.length, 'claim')} changed:`);
  for (const change of story.claims) {
    desk.out(
      `  ${change.id}  ${languages.map((language) => `${language} ${printChange(change, language)}`).join('  ')}`
    );
  }
  for (const language of languages) {
    const sentences = story.sentences.filter((sentence) => sentence.language === language);
    desk.out('');
    desk.out(`${counted(sentences.length, 'sentence')} changed (${language}):`);
    for (const { file, line, column, before, after } of sentences) {
      desk.out(`  ${file}:${line}:${column}`);
      desk.out(`    before: ${before}`);
      desk.out(`    after:  ${after}`);
    }
  }
}

function printProblems(
  problems: readonly Problem[],
  story: OpenedStory,
  desk: Pick<Desk, 'out'>
): void {
  const listed = problems.filter((problem) => !isRepeat(problem, story));
  for (const [severity, title] of [
    ['error', 'To correct'],
    ['warning', 'To judge']
  ] as const) {
    const some = listed.filter((problem) => problem.severity === severity);
    if (some.length === 0) continue;
    desk.out('');
    desk.out(`${title} (${some.length}):`);
    for (const { message } of some) desk.out(`  ${message}`);
  }
}

/** To try pages, it builds in a folder. If it cannot write there, it reports the other problems. */
async function tried(site: () => Promise<Problem[]>, desk: Desk): Promise<Problem[]> {
  desk.err('Trying every page, card and picture …');
  try {
    return await site();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    desk.err(`Not tried: ${error.message}`);
    return [];
  }
}

/**
 * `check` names everything wrong with the story and, with `trySite`, its pages.
 * @returns 1 when an editor is needed, 2 when a file cannot be read.
 */
export const check = command(
  'check',
  { ...pinOptions, release: flag },
  null,
  async ({ values, positionals }, desk, trySite?: TrySite) => {
    optionsOnly('check', positionals);
    const files = await projectOf(desk).read();
    const story = openStory(files, readPins(values));
    const history = historyOf(desk);
    const words = story.words[languages[0]];
    const [unread, committed] = await Promise.all([
      history.whyUnread(),
      history.texts('HEAD', [correctionsFile, ...comparedFiles(files, words)])
    ]);
    const ledgers = ledgerProblems(files, story.scenes);
    const release = releaseProblems(files, story.lock, desk.now());
    // A file that cannot be read has no changed entries.
    const isUnread = ({ kind, file }: Problem) =>
      kind === 'keywords' && ledgers.some((fault) => fault.file === file);
    const named = [
      ...story.problems.filter((problem) => !isUnread(problem)),
      ...unnamedEconomies(story.data, story.words),
      ...ledgers,
      ...futureDates(files, story.lock.edition, desk.now()),
      ...(await goneProblems(desk, files, committed.get(correctionsFile))),
      ...overwrittenRows(files, committed),
      ...goneLabels(files, committed, words),
      ...(values.release
        ? release.filter(
            (problem) => !ledgers.some((ledger) => placeOf(ledger) === placeOf(problem))
          )
        : staleProblems(files))
    ].sort((one, other) => Number(isFalse(other)) - Number(isFalse(one)));
    // Pages are tried only when nothing else is wrong.
    const holds = story.locked !== undefined && !named.some(({ severity }) => severity === 'error');
    const problems =
      holds && trySite
        ? [...named, ...(await tried(() => trySite(desk.root, story), desk))]
        : named;
    const needsEditor = !story.locked || problems.some(({ severity }) => severity === 'error');
    const { pins, claims, sentences, promises, lock, locked } = story;
    return {
      exit: ledgers.some(({ kind }) => kind !== 'place') ? 2 : needsEditor ? 1 : 0,
      complaints:
        unread === undefined ? [] : [`Nothing was compared with the last commit. ${unread}`],
      report: {
        edition: lock.edition,
        pins,
        claims,
        sentences,
        promises,
        problems,
        release
      } satisfies CheckReport,
      print(io) {
        printChanges(story, io);
        printProblems(problems, story, io);
        const line = releaseSummary(release);
        if (line !== undefined && !values.release) io.err(line);
        if (!needsEditor)
          io.out(
            `The story holds: ${Object.keys(lock.claims).length} claims, ${languages.length} languages, edition of ${lock.edition}.`
          );
        else if (!locked) io.out('Nothing is locked yet. Run `npm run desk -- edition lock`.');
      }
    };
  }
);
