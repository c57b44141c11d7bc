import type { ReadChapter } from '../../copy/read-chapter.ts';
import { storyTexts, type TextSources } from '../../copy/story-texts.ts';
import { byLanguage, languages, type Language } from '../../locale/languages.ts';
import type { Claim } from '../../story/claim.ts';
import { claimsFile } from '../../story/claims/read-claims.ts';
import { outlineFile } from '../../story/data.ts';
import {
  changedClaims,
  lockFile,
  printBeside,
  type ClaimChange,
  type Lock
} from '../../story/lock.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { textChanges, type TextChange } from '../../story/texts-lock.ts';
import type { ComputedStory } from './compute-story.ts';
import { judgeCopy } from './judge-copy.ts';
import { sayAs } from './print-copy.ts';
import type { ParsedStory } from './parse-story.ts';
import { silencedPromises } from './silenced-promises.ts';
import { noTexts, placeChanges, textProblems } from './text-problems.ts';
import { say } from '../../locale/say.ts';

const lockAgain = say`then run \`npm run desk -- edition lock\`.`;

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
) {
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
        ? say`the pinned vintages give ${print(after, before)}`
        : say`${claimsFile} no longer has it`;
      return fault(
        placeOfKey(lockText, 'claims', id),
        say`“${id}” is locked as ${print(before, after)}, but ${now}.`,
        say`Check it, ${lockAgain}`
      );
    });
}

/**
 * Compares the printed story with its lock and checks every rule. Returns the lock that it would
 * have now, each change since the lock, and each problem. An error stops a build.
 */
export function judgeStory(
  story: ParsedStory,
  { day, edition, computed, releases, scenes, problems: outlineProblems }: ComputedStory,
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
    )
  };
  const changes = locked ? changedClaims(locked, computed) : [];
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
    saidIn: (edition: Lock) => storyTexts(sources, { say: sayAs(edition), promiseOf }),
    // The next three are what changed since.
    pins: opened.changes,
    claims: changes,
    texts,
    problems: [
      ...opened.problems,
      ...story.unusedLinks,
      ...outlineProblems,
      ...missing,
      ...judgeCopy(story.copy, chapters, { outline: scenes, claims, computed, releases, declared }),
      ...silencedPromises(texts, said, lock, story, { computed, edition }),
      ...claimProblems(lockText, changes, texts, claims),
      ...textProblems(texts),
      ...(accepted || !locked ? [] : [noTexts()])
    ]
  };
}
