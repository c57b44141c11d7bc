import type { ReadChapter } from '../../copy/read-chapter.ts';
import { storyTexts, type TextSources } from '../../copy/story-texts.ts';
import { byLanguage, languages, type Language } from '../../locale/languages.ts';
import { atStart } from '../../sources/source-error.ts';
import type { Claim } from '../../story/claim.ts';
import { claimsFile } from '../../story/claims/read-claims.ts';
import { outlineFile } from '../../story/data.ts';
import {
  changedClaims,
  lockFile,
  printBeside,
  promiseChanges,
  type ClaimChange,
  type Lock,
  type PromiseChange
} from '../../story/lock.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { changedPromises, textChanges, type TextChange } from '../../story/texts-lock.ts';
import type { ComputedStory } from './compute-story.ts';
import { judgeCopy } from './judge-copy.ts';
import { sayAs } from './print-copy.ts';
import type { ParsedStory } from './parse-story.ts';
import { noTexts, placeChanges, textProblems } from './text-problems.ts';

const lockAgain = 'then run `npm run desk -- edition lock`.';

/** Ids of claims that a text names: `[world-now]`. */
const namesClaim = ({ before, after }: TextChange, id: string) =>
  [before, after].some((one) =>
    Object.values(one?.said ?? {}).some((said) => said.includes(`[${id}]`))
  );

/** Faults until locked: changed claims that no changed text names. */
function claimProblems(
  lockText: string,
  changes: readonly ClaimChange[],
  texts: readonly TextChange[],
  claims: ReadonlyMap<string, Claim>
): Problem[] {
  const print = (claim: ClaimChange['before'], other: ClaimChange['before']) =>
    claim
      ? languages
          .map((language) => `${printBeside(claim, other, language)} (${language})`)
          .join(', ')
      : 'nothing';
  const fault = problemsOf('changed', lockFile, 'D06');
  return changes
    .filter(({ id }) => !texts.some((text) => namesClaim(text, id)))
    .map(({ id, before, after }) => {
      const now = claims.has(id)
        ? `the pinned vintages give ${print(after, before)}`
        : `${claimsFile} no longer has it`;
      return fault(
        placeOfKey(lockText, 'claims', id),
        `“${id}” is locked as ${print(before, after)}, but ${now}.`,
        `Check it, ${lockAgain}`
      );
    });
}

/** Faults until locked: changed promises that no changed text makes. */
function promiseProblems(
  changes: readonly PromiseChange[],
  texts: readonly TextChange[],
  claims: ReadonlyMap<string, Claim>
): Problem[] {
  const fault = problemsOf('changed', claimsFile, 'D06');
  const made = new Set(texts.flatMap((text) => changedPromises(text).map(({ id }) => id)));
  return changes
    .filter(({ id }) => !made.has(id))
    .map(({ id, before, after }) => {
      const reviewed =
        before === undefined ? `${lockFile} no longer has it` : `it was reviewed as “${before}”`;
      return fault(
        { line: claims.get(id)?.line ?? 1, column: 1 },
        `The promise of “${id}” is “${after}”, but ${reviewed}.`,
        `Read every sentence that states it, ${lockAgain}`
      );
    });
}

/** A lock without promises is older than they are, or lost them: nobody judged them. */
function lostProblems(locked: Lock | undefined): Problem[] {
  if (locked === undefined || locked.promises !== undefined) return [];
  const wrong = 'The lock has no “promises”, so nothing says that they were reviewed.';
  const fix = `Restore the file from the last commit. If no commit has them, read the story in every language, ${lockAgain}`;
  return [problemsOf('changed', lockFile, 'D06')(atStart, wrong, fix)];
}

/**
 * Compares the printed story with its lock and checks every rule. Returns the lock that it would
 * have now, each change since the lock, and each problem. An error stops a build.
 */
export function judgeStory(
  story: ParsedStory,
  { day, computed, releases, scenes, problems: outlineProblems }: ComputedStory,
  { chapters, missing }: { chapters: Record<Language, ReadChapter[]>; missing: Problem[] }
) {
  const { locked, accepted, lockText, opened, pinned, claims, outline, declared } = story;
  const sources: TextSources = {
    chapters,
    labels: byLanguage((language) => {
      const { labels, countries } = story.copy.wordsFiles[language];
      return [...labels, countries];
    }),
    beside: story.copy.beside,
    outline: { file: outlineFile, steps: outline.flatMap(({ steps }) => steps) },
    ledgers: story.ledgers,
    declared,
    links: story.links
  };
  const promiseOf = (id: string) => claims.get(id)?.written.holds;
  const said = storyTexts(sources, { say: () => undefined, promiseOf });
  const lock: Lock = {
    ...day,
    ...pinned,
    claims: Object.fromEntries(
      [...computed].flatMap(([id, now]) => (now.ok ? [[id, now.locked]] : []))
    ),
    promises: Object.fromEntries([...claims.values()].map(({ id, written }) => [id, written.holds]))
  };
  const changes = locked ? changedClaims(locked, computed) : [];
  const promises = promiseChanges(locked ?? lock, lock);
  const texts = accepted
    ? placeChanges(textChanges(new Map(Object.entries(accepted.texts)), said), said)
    : [];
  return {
    /** The lock as it would be written now, with the day of the one that was read. */
    lock,
    /** Every text that a reader can meet, and as it was accepted. */
    said,
    accepted,
    /** Today's words as another edition prints them. */
    saidIn: (edition: Lock) =>
      storyTexts(sources, {
        say: sayAs(edition),
        promiseOf: (id) => edition.promises?.[id] ?? promiseOf(id)
      }),
    // The next four are what changed since.
    pins: opened.changes,
    claims: changes,
    promises,
    texts,
    problems: [
      ...opened.problems,
      ...story.unusedLinks,
      ...outlineProblems,
      ...missing,
      ...judgeCopy(story.copy, chapters, { outline: scenes, claims, computed, releases, declared }),
      ...claimProblems(lockText, changes, texts, claims),
      ...lostProblems(locked),
      ...promiseProblems(promises, texts, claims),
      ...textProblems(texts),
      ...(accepted || !locked ? [] : [noTexts()])
    ]
  };
}
