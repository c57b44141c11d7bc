import { languages } from '#locale/languages.ts';
import { say, counted } from '#locale/say.ts';
import type { OpenedStory } from '#site/story/open-story.ts';
import { changeSinceLock, isFalse, type StoryChange } from '#site/story/story-change.ts';
import { unnamedEconomies } from '#site/story/judge-story.ts';
import { ledgerProblems } from '#site/story/site-ledgers.ts';
import type { Problem } from '#story/problem.ts';
import { claimsFile } from '#story/claims/read-claims.ts';
import { estimatesFile } from '#story/ledgers/estimates.ts';
import { protectionFile } from '#story/ledgers/protection.ts';
import { codeOf, textsFile, type TextChange } from '#story/texts-lock.ts';
import type { TrySite } from '../output/prerender.ts';
import { futureDates } from '../edition/future-dates.ts';
import { figureLines, textLines } from '../cli/change-lines.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { commandLine, Refusal, type Desk } from '../cli/desk-io.ts';
import { readPins } from '../cli/pin-options.ts';
import { projectOf } from '../files/disk-project.ts';
import { acceptLine, figuresNamed, textsToReview } from './accept.ts';
import { releaseSummary, releaseProblems } from './release-check.ts';

export interface CheckReport extends StoryChange {
  edition: string;
  problems: Problem[];
  release: Problem[];
}

const placeOf = ({ file, line, column }: Pick<Problem, 'file' | 'line' | 'column'>) =>
  `${file}:${line}:${column}`;

/** Pins and figures that changed are printed above the list of problems, changed texts below. */
const isRepeat = ({ kind }: Problem) => ['pin', 'changed', 'text-changed'].includes(kind);

function printProblems(problems: readonly Problem[], desk: Pick<Desk, 'out'>) {
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

const nameWithCode = (change: TextChange) => `${change.id}@${codeOf(change)}`;

function acceptLines({ texts }: StoryChange, story: OpenedStory) {
  const figures = texts.filter(({ grade }) => grade === 'figures').length;
  const [first, ...more] = texts.filter(({ grade }) => grade === 'words');
  const isRow = ({ before, file }: TextChange & { file: string }) =>
    before && [estimatesFile, protectionFile].includes(file);
  return [
    ...(texts.some(isRow)
      ? [
          '',
          say`A row that readers have seen is never overwritten or deleted: if you did, restore it and add a new one.`
        ]
      : []),
    ...(figures > 0
      ? [
          '',
          say`Nobody has accepted these ${counted(figures, 'text')} yet. Once you have read them all: ${acceptLine(figuresNamed(textsToReview(story)))}`
        ]
      : []),
    ...(first
      ? [
          '',
          more.length > 0
            ? say`Nobody has accepted these ${counted(more.length + 1, 'text')} yet. Read each in every language, then accept it by the name and code above, as the first: ${acceptLine(nameWithCode(first))}`
            : say`Nobody has accepted this text yet. Once you have read it in every language: ${acceptLine(nameWithCode(first))}`
        ]
      : [])
  ];
}

function nextLines(pins: readonly string[], problems: readonly Problem[]) {
  if (pins.length > 0)
    return [
      '',
      say`Nothing was written. To show this in the story: ${pins.map((pin) => `\`${commandLine('edition', 'pin', pin)}\``).join(', ')}`
    ];
  const unlocked = problems.filter(({ kind }) => ['pin', 'changed'].includes(kind));
  const isPinned = unlocked.some(({ kind }) => kind === 'pin');
  return unlocked.length > 0
    ? [
        '',
        isPinned
          ? say`These figures are not locked yet. Once you have read them: \`npm run desk -- edition lock\``
          : say`No release changed: a row of ${claimsFile}, a repair or a ledger did. Once you have read these figures: \`npm run desk -- edition lock\``
      ]
    : [];
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
export const check = command('check', async ({ values }, desk, trySite?: TrySite) => {
  const given = await projectOf(desk).read();
  const { story, change } = await changeSinceLock(given, readPins(values, given));
  const { files } = story;
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
      [
        ...textLines(change, nameWithCode),
        ...nextLines(values.pin ?? [], problems),
        // Pin a tried release before you accept its texts.
        ...(values.pin ? [] : acceptLines(change, story))
      ].forEach(io.out);
      const line = releaseSummary(release);
      if (line !== undefined && !values.release) io.err(line);
      if (!needsEditor)
        io.out(
          say`The story holds: ${Object.keys(lock.claims).length} claims, ${languages.length} languages, edition of ${lock.edition}.`
        );
      else if (!locked) io.out(say`Nothing is locked yet. Run \`npm run desk -- edition lock\`.`);
      if (!values.pin) io.out(nothingWritten());
    }
  };
});
