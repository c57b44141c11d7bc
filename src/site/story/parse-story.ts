import { readOutline, scenesOf } from '#chapters/outline.ts';
import { type WordsFile, readWords, type WordsFiles } from '#copy/read-words.ts';
import { readRepairs } from '#sources/repair.ts';
import { readSource } from '#sources/source.ts';
import { claimsFile, readClaims } from '#story/claims/read-claims.ts';
import { outlineFile } from '#story/data.ts';
import { estimatesFile, readEstimates } from '#story/ledgers/estimates.ts';
import { withLinks, linksFile, readLinks, unusedLinks } from '#story/ledgers/links.ts';
import { protectionFile, readProtection } from '#story/ledgers/protection.ts';
import { readAgainFile, readRereadings } from '#story/ledgers/read-again.ts';
import { lockFile, perIndicator, readLock, computeClaims, releasesOf } from '#story/lock.ts';
import { readTexts, textsFile } from '#story/texts-lock.ts';
import { type ProjectFiles, namesIn } from '#vintages/project-files.ts';
import { besideFiles, copyFolder } from '../languages/templates.ts';
import { openPins, type PinChoices } from './open-pins.ts';
import { readText, textIfThere, textOf } from './project-text.ts';
import { readNames, readWording } from '#copy/rules/copy-rules.ts';
import { placeNames } from '#copy/rules/figures/facets.ts';
import { byLanguage, languages, type Language } from '#locale/languages.ts';
import { unlessRefused } from '#story/problem.ts';
import { claimHistory } from '#story/claim-history.ts';
import { openEdition, type EditionParts } from '#story/edition.ts';

export type ParsedCopy = ReturnType<typeof parseCopy>;

function wordsFilesOf(files: ProjectFiles, language: Language): WordsFiles {
  const folder = copyFolder(language);
  const read = (name: string): WordsFile => {
    const file = `${folder}/${name}`;
    return { file, text: readText(files, file) };
  };
  const names = namesIn(files, folder).filter((name) => /^words(\.[a-z0-9-]+)?\.json$/.test(name));
  return {
    labels: (names.length > 0 ? names : ['words.json']).map(read),
    countries: read('countries.json')
  };
}

/** A file that cannot be read counts as empty here: it is refused where its entries are read. */
const textOrEmpty = (files: ProjectFiles, file: string) =>
  unlessRefused(
    () => textIfThere(files, file) ?? '',
    () => ''
  );

/** Reads the labels, names and rules of every language. Chapters are parsed as they are printed. */
export function parseCopy(files: ProjectFiles) {
  const wordsFiles = byLanguage((language) => wordsFilesOf(files, language));
  const words = byLanguage((language) => readWords(language, wordsFiles[language]));
  const wording = byLanguage((language) => {
    const file = `${copyFolder(language)}/wording.json`;
    return readWording(readText(files, file), file);
  });
  const namesFile = 'data/copy/names.json';
  return {
    wordsFiles,
    words,
    wording,
    names: [
      namesFile,
      ...languages.map((language) => `${copyFolder(language)}/names.json`)
    ].flatMap((file) => readNames(textIfThere(files, file) ?? '[]', file)),
    places: byLanguage((language) =>
      placeNames(words[language].countries, wording[language].places)
    ),
    beside: besideFiles.map((file) => ({ file, text: textOrEmpty(files, file) }))
  };
}

export type ParsedStory = ReturnType<typeof parseStory>;

function declaredOf(files: ProjectFiles, sources: readonly string[]) {
  const readers = { sources: readSource, repairs: readRepairs };
  return sources.flatMap((source) =>
    (['sources', 'repairs'] as const).flatMap((folder) => {
      const file = `data/${folder}/${source}.json`;
      const text = textIfThere(files, file);
      if (text === undefined) return [];
      readers[folder](text, file);
      return [{ file, text }];
    })
  );
}

/**
 * Parses everything that the story is made of.
 * @throws StoryRefused when the lock, the outline, a ledger, a vintage or a file of words cannot be
 * read at all.
 */
export function parseStory(files: ProjectFiles, choices: PinChoices) {
  const lockBytes = files.get(lockFile);
  const lockText = lockBytes ? textOf(lockFile, lockBytes) : '';
  const locked = lockBytes ? readLock(lockText) : undefined;
  const opened = openPins(files, { text: lockText, locked }, choices);
  const pinned = {
    pins: perIndicator((indicator) => opened.pins[indicator].pin),
    kept: opened.kept.map(({ pin }) => pin)
  };
  const sources = [
    ...new Set([...Object.values(pinned.pins), ...pinned.kept].map(({ source }) => source))
  ].sort();

  const accepted = textIfThere(files, textsFile);
  const linksText = readText(files, linksFile);
  const links = readLinks(linksText);
  const rereadings = readRereadings(readText(files, readAgainFile));
  const { estimates, statements } = readEstimates(
    readText(files, estimatesFile),
    rereadings.estimates
  );
  const protection = readProtection(readText(files, protectionFile), rereadings.protection);
  const ledger = {
    estimates: withLinks(estimates, links),
    statements: withLinks(statements, links)
  };
  const linkedFacts = withLinks(protection, links);
  const rows = [estimates, statements, protection].flatMap((one) =>
    Object.values<{ url: string }>(one)
  );
  return {
    lockText,
    locked,
    accepted: accepted === undefined ? undefined : readTexts(accepted),
    opened,
    pinned,
    sources,
    ledger,
    protection: linkedFacts,
    claims: readClaims(readText(files, claimsFile), {
      estimates: ledger.estimates,
      protection: linkedFacts
    }),
    outline: readOutline(readText(files, outlineFile)),
    declared: declaredOf(files, sources),
    copy: parseCopy(files),
    ledgers: [estimatesFile, protectionFile].map((file) => ({
      file,
      text: readText(files, file)
    })),
    links: { file: linksFile, text: linksText },
    unusedLinks: unusedLinks(linksText, links, rows)
  };
}

export type ComputedStory = ReturnType<typeof computeStory>;

export function computeStory({
  locked,
  opened,
  pinned,
  ledger,
  protection,
  ...story
}: ParsedStory) {
  const day = { edition: locked?.edition ?? '' };
  const parts: EditionParts = {
    ...day,
    pins: perIndicator((indicator) => opened.pins[indicator].vintage),
    kept: opened.kept.map(({ vintage }) => vintage),
    ledger,
    protection
  };
  const edition = openEdition(parts);
  return {
    day,
    parts,
    edition,
    computed: computeClaims(story.claims, edition),
    releases: releasesOf(pinned),
    history: claimHistory(story.claims, parts),
    ...scenesOf(story.outline, edition.data)
  };
}
