import { chapters as scenes } from '../chapters/chapters.ts';
import { checkCopy } from '../copy/check-copy.ts';
import { readBounds, readNames, readWording } from '../copy/copy-rules.ts';
import type { ClaimPrinter } from '../copy/passage.ts';
import { readChapter, type ChapterCopy, type ReadChapter } from '../copy/read-chapter.ts';
import { checkWords } from '../copy/check-words.ts';
import { readWords, type WordsFile, type WordsFiles } from '../copy/read-words.ts';
import { changedSentences, type SentenceChange } from '../copy/sentence-change.ts';
import type { Words } from '../copy/words.ts';
import { languages, type Language } from '../locale/languages.ts';
import { namedIn2018 } from '../story/claim.ts';
import { claims } from '../story/claims/claims.ts';
import { indicators, type IndicatorId, type StoryData } from '../story/data.ts';
import { openEdition, vintageName } from '../story/edition.ts';
import { readEstimates } from '../story/estimates.ts';
import { fingerprint } from '../story/fingerprint.ts';
import {
  changedClaims,
  computeClaims,
  lockFile,
  readLock,
  type ClaimChange,
  type ComputedClaim,
  type Lock,
  type Pin
} from '../story/lock.ts';
import { roundClaim } from '../story/print-claim.ts';
import { makeProblem, StoryRefused, type Problem } from '../story/problem.ts';
import { readProtection } from '../story/protection-facts.ts';
import { placeOfKey } from '../story/read-json.ts';
import { folderOf, vintagesFolder } from '../vintages/list-vintages.ts';
import type { Vintage } from '../vintages/vintage.ts';
import { storyFiles } from './story-files.ts';

/** What opening a story reads from outside. Paths are from the project's root, with forward slashes. */
export interface StoryFiles {
  /** Returns a file's bytes; undefined when there is none. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Returns the names in a folder, sorted; none when there is no folder. */
  list(folder: string): Promise<string[]>;
  /** Returns a kept vintage, checked. @throws Error when the folder does not hold one. */
  vintage(source: string, release: string): Promise<Vintage>;
}

/** A vintage by its folder under `data/vintages`. */
export type PinChoice = Pick<Pin, 'source' | 'release'>;

/** How the story is opened, where it is not as its lock says. */
export interface OpenOptions {
  files?: StoryFiles;
  /** Vintages to show instead of the locked ones; their files are taken as they are. */
  pins?: Partial<Record<IndicatorId, PinChoice>>;
  /** Further vintages to keep for claims to read. */
  keep?: readonly PinChoice[];
  /** Shows only what was published by this day. */
  asOf?: string;
}

/** A pin that is not the one whose claims were reviewed. */
export interface PinChange {
  indicator: IndicatorId;
  /** E.g. `wb-internet-users/2024-11`; undefined when nothing was locked. */
  before: string | undefined;
  after: string;
}

/** The story as opened: what pages are made of, and everything an editor must know first. */
export interface OpenedStory {
  data: StoryData;
  chapters: Record<Language, ChapterCopy[]>;
  words: Record<Language, Words>;
  /** The lock as it would be written now, with the locked day. */
  lock: Lock;
  /** The lock as it was read; undefined when there is none yet. */
  locked: Lock | undefined;
  pins: PinChange[];
  claims: ClaimChange[];
  sentences: SentenceChange[];
  problems: Problem[];
}

function refuse(parts: Omit<Parameters<typeof makeProblem>[0], 'line' | 'column'>): never {
  throw new StoryRefused([makeProblem({ line: 1, column: 1, ...parts })]);
}

async function readText(files: StoryFiles, path: string): Promise<string> {
  const bytes = await files.read(path);
  if (!bytes)
    refuse({
      kind: 'missing-file',
      file: path,
      found: 'no such file',
      expected: 'the file that the story is read from',
      remedy: 'restore it from the last commit'
    });
  return new TextDecoder('utf-8', { fatal: false }).decode(bytes);
}

async function fingerprintOf(files: StoryFiles, choice: PinChoice): Promise<string> {
  const folder = folderOf(choice);
  const names = await files.list(folder);
  const read = await Promise.all(names.map(async (name) => ({ name, bytes: (await files.read(`${folder}/${name}`)) ?? new Uint8Array() })));
  return fingerprint(read);
}

async function openVintage(
  files: StoryFiles,
  choice: PinChoice,
  lockPlace: { line: number; column: number }
): Promise<{ vintage: Vintage; pin: Pin }> {
  try {
    const vintage = await files.vintage(choice.source, choice.release);
    return { vintage, pin: { source: choice.source, release: choice.release, sha256: await fingerprintOf(files, choice) } };
  } catch (error) {
    const known = await files.list(`${vintagesFolder}/${choice.source}`);
    throw new StoryRefused([
      makeProblem({
        kind: 'vintage',
        file: lockFile,
        ...lockPlace,
        found: `the vintage ${vintageName(choice)}, which cannot be opened: ${(error as Error).message}`,
        expected:
          known.length > 0 ? `one of ${known.map((release) => `${choice.source}/${release}`).join(', ')}` : 'a folder under data/vintages',
        remedy: 'pin another release, or take the file with `npm run desk -- take`'
      })
    ]);
  }
}

/** Finds the vintage that a fingerprint of the lock belongs to, among all that are kept. */
async function vintageWith(files: StoryFiles, sha256: string): Promise<string | undefined> {
  for (const source of await files.list(vintagesFolder)) {
    for (const release of await files.list(`${vintagesFolder}/${source}`)) {
      if ((await fingerprintOf(files, { source, release })) === sha256) return vintageName({ source, release });
    }
  }
  return undefined;
}

async function readAllWords(files: StoryFiles, language: Language): Promise<WordsFiles> {
  const folder = `data/copy/${language}`;
  const names = (await files.list(folder)).filter((name) => /^words(\.[a-z0-9-]+)?\.json$/.test(name));
  const read = async (name: string): Promise<WordsFile> => ({
    file: `${folder}/${name}`,
    text: await readText(files, `${folder}/${name}`)
  });
  return { labels: await Promise.all((names.length > 0 ? names : ['words.json']).map(read)), countries: await read('countries.json') };
}

async function byLanguage<Value>(make: (language: Language) => Promise<Value>): Promise<Record<Language, Value>> {
  return Object.fromEntries(await Promise.all(languages.map(async (language) => [language, await make(language)]))) as Record<
    Language,
    Value
  >;
}

function printerOf(computed: ReadonlyMap<string, ComputedClaim>, language: Language): ClaimPrinter {
  return (id) => {
    const now = computed.get(id);
    if (!now) return undefined;
    return now.ok ? { ok: true, text: now.locked[language], value: roundClaim(now.claim, now.value) } : { ok: false, why: now.why };
  };
}

async function readChapters(
  files: StoryFiles,
  language: Language,
  print: ClaimPrinter
): Promise<{ read: ReadChapter[]; missing: Problem[] }> {
  const read: ReadChapter[] = [];
  const missing: Problem[] = [];
  for (const { id } of scenes) {
    const file = `data/copy/${language}/${id}.md`;
    const bytes = await files.read(file);
    if (bytes) read.push(readChapter(new TextDecoder().decode(bytes), { id, file, language }, print));
    else
      missing.push(
        makeProblem({
          kind: 'missing-file',
          file,
          line: 1,
          column: 1,
          found: 'no such file',
          expected: `the words of the scene “${id}”`,
          remedy: 'write it in this language'
        })
      );
  }
  return { read, missing };
}

function lockProblems(lockText: string, changes: readonly ClaimChange[], sentences: readonly SentenceChange[]): Problem[] {
  const said = new Set(sentences.flatMap((sentence) => sentence.claims));
  const remedy = 'read every sentence that changed, correct those that no longer say it, then run `npm run desk -- edition lock`';
  const changed = sentences.map(({ file, line, column, before, after }) =>
    makeProblem({
      kind: 'changed',
      file,
      line,
      column,
      found: `“${after}”`,
      expected: `“${before}”, as it was reviewed`,
      remedy,
      rule: 'D06'
    })
  );
  const silent = changes
    .filter(({ id }) => !said.has(id))
    .map(({ id, before, after }) => {
      const print = (claim: typeof before) =>
        claim ? languages.map((language) => `${claim[language]} (${language})`).join(', ') : 'nothing';
      return makeProblem({
        kind: 'changed',
        file: lockFile,
        ...placeOfKey(lockText, 'claims', id),
        found: `“${id}” as ${print(before)}`,
        expected: print(after),
        remedy,
        rule: 'D06'
      });
    });
  return [...changed, ...silent];
}

/**
 * Returns the story that the lock pins, in every language, with everything that is wrong with it: the problems stop a
 * build, and `desk check` prints them. Effects go through `files`; by default they read the project's folder.
 * @throws StoryRefused when the lock, a ledger, a vintage or a file of words cannot be read at all.
 */
export async function openStory(root: string, options: OpenOptions = {}): Promise<OpenedStory> {
  const files = options.files ?? storyFiles(root);
  const lockBytes = await files.read(lockFile);
  const lockText = lockBytes ? new TextDecoder().decode(lockBytes) : '';
  const locked = lockBytes ? readLock(lockText) : undefined;
  const asOf = options.asOf ?? locked?.asOf;

  const opened = {} as Record<IndicatorId, { vintage: Vintage; pin: Pin }>;
  const changedPins: PinChange[] = [];
  const frozen: Problem[] = [];
  for (const indicator of indicators) {
    const choice = options.pins?.[indicator] ?? locked?.pins[indicator];
    if (!choice) {
      refuse({
        kind: 'lock',
        file: lockFile,
        found: `no vintage for “${indicator}”`,
        expected: 'one pinned vintage for each indicator',
        remedy: `run \`npm run desk -- edition lock --pin ${indicator}=<source>/<release>\`, with one --pin for each of ${indicators.join(', ')}`
      });
    }
    opened[indicator] = await openVintage(files, choice, placeOfKey(lockText, 'pins', indicator));
    const was = locked?.pins[indicator];
    const after = vintageName(choice);
    if (was && was.sha256 === opened[indicator].pin.sha256 && vintageName(was) === after) continue;
    const before =
      was && (vintageName(was) === after || !options.pins?.[indicator] ? await vintageWith(files, was.sha256) : vintageName(was));
    if (was && before === undefined && !options.pins?.[indicator]) {
      frozen.push(
        makeProblem({
          kind: 'frozen',
          file: lockFile,
          ...placeOfKey(lockText, 'pins', indicator),
          found: `files of ${after} that are not the ones locked`,
          expected: 'a vintage that is written once and never edited',
          remedy: `restore ${folderOf(choice)} from the last commit; to lock the files as they are, run \`npm run desk -- edition lock --pin ${indicator}=${after}\``,
          rule: 'D05'
        })
      );
    } else if (before !== after) {
      changedPins.push({ indicator, before, after });
    }
  }
  const keep = [...(locked?.kept ?? []), ...(options.keep ?? [])];
  const keptNames = [...new Set(keep.map(vintageName))];
  const kept = await Promise.all(
    keptNames.map((name) =>
      openVintage(
        files,
        keep.find((choice) => vintageName(choice) === name)!,
        placeOfKey(lockText, 'kept')
      )
    )
  );
  for (const { pin } of kept) {
    const was = locked?.kept.find((candidate) => vintageName(candidate) === vintageName(pin));
    if (!was || was.sha256 === pin.sha256 || options.keep?.some((choice) => vintageName(choice) === vintageName(pin))) continue;
    frozen.push(
      makeProblem({
        kind: 'frozen',
        file: lockFile,
        ...placeOfKey(lockText, 'kept'),
        found: `files of ${vintageName(pin)} that are not the ones locked`,
        expected: 'a vintage that is written once and never edited',
        remedy: `restore ${folderOf(pin)} from the last commit; to lock the files as they are, run \`npm run desk -- edition lock --keep ${vintageName(pin)}\``,
        rule: 'D05'
      })
    );
  }

  const edition = openEditionOrRefuse({
    edition: locked?.edition ?? '',
    ...(asOf === undefined ? {} : { asOf }),
    pins: Object.fromEntries(indicators.map((indicator) => [indicator, opened[indicator].vintage])) as Record<IndicatorId, Vintage>,
    kept: kept.map(({ vintage }) => vintage),
    ledger: readEstimates(await readText(files, 'data/estimates.csv')),
    protection: readProtection(await readText(files, 'data/protection.csv'))
  });
  const computed = computeClaims(claims, edition);

  const chapters = await byLanguage((language) => readChapters(files, language, printerOf(computed, language)));
  const read = Object.fromEntries(languages.map((language) => [language, chapters[language].read])) as Record<Language, ReadChapter[]>;
  const wordsFiles = await byLanguage((language) => readAllWords(files, language));
  const words = await byLanguage(async (language) => readWords(language, wordsFiles[language]));
  const wording = await byLanguage(async (language) => {
    const file = `data/copy/${language}/wording.json`;
    return readWording(await readText(files, file), file);
  });
  const bounds = await byLanguage(async (language) => {
    const file = `data/copy/${language}/bounds.json`;
    return readBounds(await readText(files, file), file);
  });
  const names = readNames(await readText(files, 'data/copy/names.json'), 'data/copy/names.json');
  const steps = scenes.map((scene) => ({
    id: scene.id,
    steps: scene.form === 'sticky' ? scene.steps.map(({ id }) => id) : [],
    namesCountry: scene.tags.includes('names-country')
  }));
  const namedCountries = Object.fromEntries(
    languages.map((language) => [language, [...namedIn2018].flatMap((iso3) => words[language].countries[iso3] ?? [])])
  ) as Record<Language, string[]>;

  const lock: Lock = {
    edition: locked?.edition ?? '',
    ...(asOf === undefined ? {} : { asOf }),
    pins: Object.fromEntries(indicators.map((indicator) => [indicator, opened[indicator].pin])) as Record<IndicatorId, Pin>,
    kept: kept.map(({ pin }) => pin),
    claims: Object.fromEntries([...computed].flatMap(([id, now]) => (now.ok ? [[id, now.locked]] : [])))
  };
  const changes = locked ? changedClaims(locked, computed) : [];
  const sentences = languages.flatMap((language) => changedSentences(read[language], changes));
  const problems = [
    ...frozen,
    ...languages.flatMap((language) => chapters[language].missing),
    ...checkCopy(read, { claims, computed, scenes: steps, namedCountries, names, bounds, wording }),
    ...checkWords(words, wordsFiles, { wording, namedCountries }),
    ...lockProblems(lockText, changes, sentences)
  ];
  const copy = Object.fromEntries(languages.map((language) => [language, read[language].map(({ chapter }) => chapter)])) as Record<
    Language,
    ChapterCopy[]
  >;
  return { data: edition.data, chapters: copy, words, lock, locked, pins: changedPins, claims: changes, sentences, problems };
}

function openEditionOrRefuse(parts: Parameters<typeof openEdition>[0]): ReturnType<typeof openEdition> {
  try {
    return openEdition(parts);
  } catch (error) {
    return refuse({
      kind: 'as-of',
      file: lockFile,
      found: (error as Error).message,
      expected: 'vintages published by that day',
      remedy: 'pin earlier releases, or take asOf out'
    });
  }
}
