import { linked, linksFile, readLinks, strayLinks } from '../../story/ledgers/links.ts';
import { mapStops, readOutline, scenesOf, type Outline } from '../../chapters/outline.ts';
import type { WordsFile } from '../../copy/read-words.ts';
import { changedSentences, type SentenceChange } from '../../copy/sentence-change.ts';
import {
  declarationKeywords,
  rowKeywords,
  stepKeywords
} from '../../copy/keywords/keyword-parts.ts';
import {
  keywordChanges,
  keywordProblems,
  type KeywordChange
} from '../../copy/keywords/keyword-changes.ts';
import { lockedKeywords, type KeywordPart } from '../../copy/keywords/keywords.ts';
import { byLanguage, languages } from '../../locale/languages.ts';
import type { Claim } from '../../story/claim.ts';
import { claimHistory } from '../../story/claim-history.ts';
import { claimsFile, readClaims } from '../../story/claims/read-claims.ts';
import { outlineFile } from '../../story/data.ts';
import { openEdition, type EditionParts } from '../../story/edition.ts';
import { estimatesFile, readEstimates } from '../../story/ledgers/estimates.ts';
import {
  changedClaims,
  computeClaims,
  lockFile,
  perIndicator,
  printBeside,
  promiseChanges,
  readLock,
  type ClaimChange,
  type Lock,
  type PromiseChange
} from '../../story/lock.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { readRepairs } from '../../sources/repair.ts';
import { readSource } from '../../sources/source.ts';
import { atStart } from '../../sources/source-error.ts';
import { protectionFile, readProtection } from '../../story/ledgers/protection.ts';
import { readAgainFile, readRereadings } from '../../story/ledgers/read-again.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { openCopy, releasesOf } from './open-copy.ts';
import { openPins, type PinChoices } from './open-pins.ts';
import { readText, storyFiles, textIfThere, textOf, type StoryFiles } from './story-files.ts';

/** How the story is opened, where it is not as its lock says. */
export interface OpenOptions extends PinChoices {
  files?: StoryFiles;
}

/** The story as opened: what pages are made of, and everything an editor must know first. */
export type OpenedStory = Awaited<ReturnType<typeof openStory>>;

/**
 * A change is a fault until an editor has read it: one for each sentence, and one for each claim
 * that no sentence uses.
 */
function changeProblems(
  lockText: string,
  changes: readonly ClaimChange[],
  sentences: readonly SentenceChange[],
  claims: ReadonlyMap<string, Claim>
): Problem[] {
  const remedy =
    'read every sentence that changed, correct those that no longer say it, then run `npm run desk -- edition lock`';
  const said = sentences.map(({ file, before, after, ...place }) =>
    problemsOf('changed', file, 'D06')(
      place,
      `“${after}”`,
      `“${before}”, as it was reviewed`,
      remedy
    )
  );
  const print = (claim: ClaimChange['before'], other: ClaimChange['before']) =>
    claim
      ? languages
          .map((language) => `${printBeside(claim, other, language)} (${language})`)
          .join(', ')
      : 'nothing';
  const unsaid = changes
    .filter(({ id }) => !sentences.some((sentence) => sentence.claims.includes(id)))
    .map(({ id, before, after }) => {
      const expected = claims.has(id)
        ? `${print(after, before)}, as the pinned vintages give it`
        : `no such figure, as in ${claimsFile}`;
      const found = `“${id}” locked as ${print(before, after)}`;
      return problemsOf('changed', lockFile, 'D06')(
        placeOfKey(lockText, 'claims', id),
        found,
        expected,
        remedy
      );
    });
  return [...said, ...unsaid];
}

/**
 * A promise that was changed is a fault until an editor has judged it: a wider one holds where its
 * sentence may not.
 */
function promiseProblems(
  changes: readonly PromiseChange[],
  claims: ReadonlyMap<string, Claim>
): Problem[] {
  const fault = problemsOf('changed', claimsFile, 'D06');
  const remedy =
    'read every sentence that states it: when the words promise no more than this, run `npm run desk -- edition lock`';
  return changes.map(({ id, before, after }) => {
    const place = { line: claims.get(id)?.line ?? 1, column: 1 };
    const expected =
      before === undefined
        ? `the promise that was reviewed, which ${lockFile} no longer has`
        : `“${before}”, as it was reviewed`;
    return fault(place, `the promise “${after}” of “${id}”`, expected, remedy);
  });
}

/**
 * A lock without its promises or its keywords was written before they were kept, or lost them:
 * nothing says that a person judged them.
 */
function lostProblems(locked: Lock | undefined): Problem[] {
  const parts = [
    ['promises', 'changed', 'D06', 'what is promised of each figure'],
    ['keywords', 'keywords', 'D20', 'the words that turn each claim']
  ] as const;
  const remedy =
    'restore the file from the last commit; where none has it, read the story in every language, then run `npm run desk -- edition lock`';
  return parts.flatMap(([name, kind, rule, what]) => {
    if (locked === undefined || locked[name] !== undefined) return [];
    return problemsOf(kind, lockFile, rule)(
      atStart,
      `no “${name}”`,
      `${what}, as it was reviewed`,
      remedy
    );
  });
}

/**
 * Returns what is declared of sources and repaired in them.
 * @throws SourceError when one of the files cannot be read.
 */
async function declaredOf(files: StoryFiles, sources: readonly string[]): Promise<WordsFile[]> {
  const names = sources.flatMap((source) => [
    `data/sources/${source}.json`,
    `data/repairs/${source}.json`
  ]);
  const texts = await Promise.all(
    names.map(async (file) => ({ file, text: await textIfThere(files, file) }))
  );
  const declared = texts.flatMap(({ file, text }) => (text === undefined ? [] : [{ file, text }]));
  for (const { file, text } of declared)
    (file.startsWith('data/sources/') ? readSource : readRepairs)(text, file);
  return declared;
}

/**
 * Returns the keywords of a story beside its words: what its steps show, what is declared of its
 * sources, and its ledgers.
 */
async function keywordsBeside(
  files: StoryFiles,
  outline: Outline,
  declared: readonly WordsFile[]
): Promise<KeywordPart[]> {
  const steps = outline.flatMap((scene) => scene.steps);
  const ledgers = await Promise.all(
    [estimatesFile, protectionFile].map(async (file) => ({
      file,
      text: await readText(files, file)
    }))
  );
  return [
    ...stepKeywords(steps, outlineFile),
    ...declared.map(declarationKeywords),
    ...ledgers.flatMap(rowKeywords)
  ];
}

/**
 * Keywords that changed, but for those of sources that this edition does not read. A source that is no longer declared is named where a release is
 * checked.
 */
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
 * Returns the story that the lock pins, in every language, with everything that is wrong with it:
 * the problems stop a build, and `desk check` prints them. Effects go through `files`; by default
 * they read the project's folder.
 * @throws StoryRefused when the lock, the outline, a ledger, a vintage or a file of words cannot be
 * read at all.
 */
export async function openStory(root: string, options: OpenOptions = {}) {
  const files = options.files ?? storyFiles(root);
  const lockBytes = await files.read(lockFile);
  const text = lockBytes ? textOf(lockFile, lockBytes) : '';
  const locked = lockBytes ? readLock(text) : undefined;
  const opened = await openPins(files, { text, locked }, options);

  const day = { edition: locked?.edition ?? '', worded: locked?.worded };
  const linksText = await readText(files, linksFile);
  const links = readLinks(linksText);
  const rereadings = readRereadings(
    await readText(files, readAgainFile, 'the rows of the ledgers whose source was read again')
  );
  const { estimates, statements } = readEstimates(
    await readText(files, estimatesFile),
    rereadings.estimates
  );
  const parts: EditionParts = {
    ...day,
    pins: perIndicator((indicator) => opened.pins[indicator].vintage),
    kept: opened.kept.map(({ vintage }) => vintage),
    ledger: { estimates: linked(estimates, links), statements: linked(statements, links) },
    protection: linked(
      readProtection(await readText(files, protectionFile), rereadings.protection),
      links
    )
  };
  const claims = readClaims(await readText(files, claimsFile), {
    estimates: parts.ledger.estimates,
    protection: parts.protection
  });
  const edition = openEdition(parts);
  const computed = computeClaims(claims, edition);
  const outline = readOutline(await readText(files, outlineFile));
  const { scenes, problems: outlineProblems } = scenesOf(outline, edition.data);
  const pinned = {
    pins: perIndicator((indicator) => opened.pins[indicator].pin),
    kept: opened.kept.map(({ pin }) => pin)
  };
  const sources = [
    ...new Set([...Object.values(pinned.pins), ...pinned.kept].map(({ source }) => source))
  ].sort();
  const declared = await declaredOf(files, sources);
  const copy = await openCopy(files, scenes, claims, {
    computed,
    releases: releasesOf(pinned),
    declared
  });
  const keywordParts = [...copy.keywordParts, ...(await keywordsBeside(files, outline, declared))];
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
  const keywords = changedKeywords(locked, keywordParts, sources);
  const changes = locked ? changedClaims(locked, computed) : [];
  const promises = promiseChanges(locked ?? lock, lock);
  const releases = { before: releasesOf(locked ?? lock), after: releasesOf(lock) };
  const sentences = languages.flatMap((language) =>
    changedSentences(copy.chapters[language], changes, releases)
  );
  return {
    data: { ...edition.data, stops: mapStops(scenes) },
    /** In reading order, with the years that the data have. */
    scenes,
    chapters: byLanguage((language) => copy.chapters[language].map(({ chapter }) => chapter)),
    /** The copy as it is written, with its sentences and their places. */
    read: copy.chapters,
    words: copy.words,
    /** The lock as it would be written now, with the day it was locked. */
    lock,
    /** The lock as it was read; undefined when there is none yet. */
    locked,
    edition,
    computed,
    /** What each claim was in earlier releases of its source, by id. */
    history: claimHistory(claims, parts),
    pins: opened.changes,
    claims: changes,
    sentences,
    /**
     * Promises, and parts of the copy by their keywords, that are others than those that were
     * reviewed.
     */
    promises,
    keywords,
    problems: [
      ...opened.problems,
      ...strayLinks(
        linksText,
        links,
        [estimates, statements, parts.protection].flatMap((rows) =>
          Object.values<{ url: string }>(rows)
        )
      ),
      ...outlineProblems,
      ...copy.problems,
      ...changeProblems(text, changes, sentences, claims),
      ...lostProblems(locked),
      ...promiseProblems(promises, claims),
      ...keywordProblems(keywords)
    ]
  };
}
