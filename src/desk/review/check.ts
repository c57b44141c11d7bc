import { counted } from '../../locale/counted.ts';
import { languages } from '../../locale/languages.ts';
import { openStory, type OpenedStory } from '../../site/story/open-story.ts';
import { unnamedEconomies } from '../../site/story/unnamed-economies.ts';
import { ledgerProblems } from '../../site/story/site-ledgers.ts';
import { storyFiles } from '../../site/story/story-files.ts';
import { printChange } from '../../story/lock.ts';
import type { Problem } from '../../story/problem.ts';
import type { TrySite } from '../output/build.ts';
import { daysToCome } from '../edition/days-to-come.ts';
import { command, flag } from '../cli/command.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { pinOptions, readPins } from '../cli/pin-options.ts';
import { whyUnasked } from '../edition/read-edition.ts';
import { goneProblems } from '../release/gone-corrections.ts';
import { goneLabels, overwrittenRows } from './overwritten-rows.ts';
import { releaseLine, releaseProblems, staleProblems } from './release-check.ts';

/** What `--json` prints: the same facts as the text, for a script. */
export interface CheckReport extends Pick<
  OpenedStory,
  'pins' | 'claims' | 'sentences' | 'promises'
> {
  edition: string;
  problems: Problem[];
  /** What stands between this edition and its release. */
  release: Problem[];
}

const placeOf = ({ file, line, column }: Pick<Problem, 'file' | 'line' | 'column'>) =>
  `${file}:${line}:${column}`;

/**
 * Changes of pins and sentences are printed as such, so the problems that repeat them are left out
 * of the list below them.
 */
const isRepeat = (problem: Problem, story: OpenedStory) =>
  problem.kind === 'pin' ||
  (problem.kind === 'changed' &&
    story.sentences.some((sentence) => placeOf(sentence) === placeOf(problem)));

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
    ['error', 'To be put right'],
    ['warning', 'For judgement']
  ] as const) {
    const some = listed.filter((problem) => problem.severity === severity);
    if (some.length === 0) continue;
    desk.out('');
    desk.out(`${title} (${some.length}):`);
    for (const { message } of some) desk.out(`  ${message}`);
  }
}

/**
 * Pages are tried with what a build is made with: where that cannot be written, the rest of the
 * check stands.
 */
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
 * `check` names all that is wrong with the story, and by `trySite` with its pages. Writes nothing.
 * @returns 1 for an editor, 2 for what is unreadable.
 */
export const check = command(
  'check',
  { ...pinOptions, release: flag },
  null,
  async ({ values, positionals }, desk, trySite?: TrySite) => {
    if (positionals.length > 0)
      throw new Refusal(`found "${positionals.join(' ')}" after check, expected options only`);
    const options = readPins(values);
    const story = await openStory(desk.root, options);
    const files = storyFiles(desk.root);
    const ledgers = await ledgerProblems(files, story.scenes);
    const release = await releaseProblems(files, story.lock, desk.now());
    // What cannot be read as entries is no change of them.
    const isUnread = ({ kind, file }: Problem) =>
      kind === 'keywords' && ledgers.some((fault) => fault.file === file);
    const named = [
      ...story.problems.filter((problem) => !isUnread(problem)),
      ...unnamedEconomies(story.data, story.words),
      ...ledgers,
      ...(await daysToCome(files, story.lock.edition, desk.now())),
      ...(await goneProblems(desk)),
      ...(await overwrittenRows(desk.root)),
      ...(await goneLabels(desk.root, story.words[languages[0]])),
      ...(values.release
        ? release.filter(
            (problem) => !ledgers.some((ledger) => placeOf(ledger) === placeOf(problem))
          )
        : await staleProblems(files))
    ];
    const unasked = await whyUnasked(desk.root);
    // A story that does not hold has enough to be put right; every page of one that does must be
    // makeable too.
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
        unasked === undefined
          ? []
          : [`Nothing was compared with the last commit, for git could not be asked: ${unasked}`],
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
        const line = releaseLine(release);
        if (line !== undefined && !values.release) io.err(line);
        if (!needsEditor)
          io.out(
            `The story holds: ${Object.keys(lock.claims).length} claims, ${languages.length} languages, edition of ${lock.edition}.`
          );
        else if (!locked) io.out('Nothing is locked yet: run `npm run desk -- edition lock`.');
      }
    };
  }
);
