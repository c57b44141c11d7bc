import type { KeywordChange } from '../../copy/keywords/keyword-changes.ts';
import { keywordChanges, keywordProblems } from '../../copy/keywords/keyword-changes.ts';
import {
  declarationKeywords,
  rowKeywords,
  stepKeywords
} from '../../copy/keywords/keyword-parts.ts';
import { lockedKeywords, type KeywordPart } from '../../copy/keywords/keywords.ts';
import type { ReadChapter } from '../../copy/read-chapter.ts';
import { changedSentences, type SentenceChange } from '../../copy/sentence-change.ts';
import { languages, type Language } from '../../locale/languages.ts';
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
import type { ComputedStory } from './compute-story.ts';
import { copyKeywords, judgeCopy } from './judge-copy.ts';
import type { ParsedStory } from './parse-story.ts';
import { releasesOf } from './print-copy.ts';

const lockAgain = 'then run `npm run desk -- edition lock`.';

/** Faults until reviewed: changed sentences, and changed claims that no sentence uses. */
function changeProblems(
  lockText: string,
  changes: readonly ClaimChange[],
  sentences: readonly SentenceChange[],
  claims: ReadonlyMap<string, Claim>
): Problem[] {
  const inCopy = sentences.map(({ file, before, after, ...place }) =>
    problemsOf('changed', file, 'D06')(
      place,
      `This sentence now says “${after}”. It was reviewed as “${before}”.`,
      `Read it, correct it if it is no longer true, ${lockAgain}`
    )
  );
  const print = (claim: ClaimChange['before'], other: ClaimChange['before']) =>
    claim
      ? languages
          .map((language) => `${printBeside(claim, other, language)} (${language})`)
          .join(', ')
      : 'nothing';
  const fault = problemsOf('changed', lockFile, 'D06');
  const unused = changes
    .filter(({ id }) => !sentences.some((sentence) => sentence.claims.includes(id)))
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
  return [...inCopy, ...unused];
}

/** Faults until reviewed: changed promises. A wider one may hold though its sentence is false. */
function promiseProblems(
  changes: readonly PromiseChange[],
  claims: ReadonlyMap<string, Claim>
): Problem[] {
  const fault = problemsOf('changed', claimsFile, 'D06');
  return changes.map(({ id, before, after }) => {
    const reviewed =
      before === undefined ? `${lockFile} no longer has it` : `it was reviewed as “${before}”`;
    return fault(
      { line: claims.get(id)?.line ?? 1, column: 1 },
      `The promise of “${id}” is “${after}”, but ${reviewed}.`,
      `Read every sentence that states it, ${lockAgain}`
    );
  });
}

/** A lock without promises or keywords is older than they are, or lost them: nobody judged them. */
function lostProblems(locked: Lock | undefined): Problem[] {
  const parts = [
    ['promises', 'changed', 'D06'],
    ['keywords', 'keywords', 'D20']
  ] as const;
  return parts.flatMap(([name, kind, rule]) => {
    if (locked === undefined || locked[name] !== undefined) return [];
    return problemsOf(kind, lockFile, rule)(
      atStart,
      `The lock has no “${name}”, so nothing says that they were reviewed.`,
      `Restore the file from the last commit. If no commit has them, read the story in every language, ${lockAgain}`
    );
  });
}

/** Leaves out the keywords of sources that this edition does not read. */
function changedKeywords(
  locked: Lock | undefined,
  parts: readonly KeywordPart[],
  sources: readonly string[]
): KeywordChange[] {
  return keywordChanges(locked?.keywords, parts).filter(({ part }) => {
    const [folder = '', source = ''] = part.split('/');
    if (folder === 'sources') return parts.some(({ key }) => key === part);
    return folder !== 'repairs' || sources.includes(source);
  });
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
  const { locked, lockText, opened, pinned, claims, outline, declared } = story;
  const keywordParts = [
    ...copyKeywords(story.copy, chapters),
    ...stepKeywords(
      outline.flatMap(({ steps }) => steps),
      outlineFile
    ),
    ...declared.map(declarationKeywords),
    ...story.ledgers.flatMap(rowKeywords)
  ];
  const lock: Lock = {
    ...day,
    ...pinned,
    claims: Object.fromEntries(
      [...computed].flatMap(([id, now]) => (now.ok ? [[id, now.locked]] : []))
    ),
    promises: Object.fromEntries(
      [...claims.values()].map(({ id, written }) => [id, written.holds])
    ),
    keywords: lockedKeywords(keywordParts)
  };
  const keywords = changedKeywords(locked, keywordParts, story.sources);
  const changes = locked ? changedClaims(locked, computed) : [];
  const promises = promiseChanges(locked ?? lock, lock);
  const sentences = languages.flatMap((language) =>
    changedSentences(chapters[language], changes, {
      before: releasesOf(locked ?? lock),
      after: releases
    })
  );
  return {
    /** The lock as it would be written now, with the day of the one that was read. */
    lock,
    // The next five are what changed since the lock.
    pins: opened.changes,
    claims: changes,
    sentences,
    promises,
    keywords,
    problems: [
      ...opened.problems,
      ...story.unusedLinks,
      ...outlineProblems,
      ...missing,
      ...judgeCopy(story.copy, chapters, { outline: scenes, claims, computed, releases, declared }),
      ...changeProblems(lockText, changes, sentences, claims),
      ...lostProblems(locked),
      ...promiseProblems(promises, claims),
      ...keywordProblems(keywords)
    ]
  };
}
