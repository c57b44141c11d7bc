import { articles } from '../chapters/articles.ts';
import { chapters } from '../chapters/chapters.ts';
import { checkCopy } from '../copy/check-copy.ts';
import { checkWords } from '../copy/check-words.ts';
import { readBounds, readNames, readWording } from '../copy/copy-rules.ts';
import type { ClaimPrinter } from '../copy/passage.ts';
import { readChapter, type ReadChapter } from '../copy/read-chapter.ts';
import { readWords, type WordsFile, type WordsFiles } from '../copy/read-words.ts';
import type { Words } from '../copy/words.ts';
import { languages, type Language } from '../locale/languages.ts';
import { namedIn2018, type Claim } from '../story/claim.ts';
import type { ComputedClaim } from '../story/lock.ts';
import { roundClaim } from '../story/print-claim.ts';
import { makeProblem, type Problem } from '../story/problem.ts';
import { readText, type StoryFiles } from './story-files.ts';

/** The words of every language, read with the claims of one edition. */
export interface OpenedCopy {
  chapters: Record<Language, ReadChapter[]>;
  words: Record<Language, Words>;
  /** Everything wrong with them, except what has changed since the lock. */
  problems: Problem[];
}

/** Everything that is written as a chapter: the story's scenes, then the articles beside it. */
const scenes = [...chapters, ...articles];

const folderOf = (language: Language) => `data/copy/${language}`;

/** Returns what `make` gives for each language. */
export async function byLanguage<Value>(make: (language: Language) => Value | Promise<Value>): Promise<Record<Language, Value>> {
  const made = await Promise.all(languages.map(async (language) => [language, await make(language)] as const));
  return Object.fromEntries(made) as Record<Language, Value>;
}

function printerOf(computed: ReadonlyMap<string, ComputedClaim>, language: Language): ClaimPrinter {
  return (id) => {
    const now = computed.get(id);
    if (!now) return undefined;
    return now.ok ? { ok: true, text: now.locked[language], value: roundClaim(now.claim, now.value) } : { ok: false, why: now.why };
  };
}

async function readChapters(files: StoryFiles, language: Language, print: ClaimPrinter, problems: Problem[]): Promise<ReadChapter[]> {
  const read: ReadChapter[] = [];
  for (const { id } of scenes) {
    const file = `${folderOf(language)}/${id}.md`;
    const bytes = await files.read(file);
    if (bytes) {
      read.push(readChapter(new TextDecoder().decode(bytes), { id, file, language }, print));
    } else {
      const expected = `the words of the scene “${id}”`;
      const remedy = 'write it in this language';
      problems.push(makeProblem({ kind: 'missing-file', file, line: 1, column: 1, found: 'no such file', expected, remedy }));
    }
  }
  return read;
}

async function readWordsFiles(files: StoryFiles, language: Language): Promise<WordsFiles> {
  const read = async (name: string): Promise<WordsFile> => {
    const file = `${folderOf(language)}/${name}`;
    return { file, text: await readText(files, file) };
  };
  const names = (await files.list(folderOf(language))).filter((name) => /^words(\.[a-z0-9-]+)?\.json$/.test(name));
  return { labels: await Promise.all((names.length > 0 ? names : ['words.json']).map(read)), countries: await read('countries.json') };
}

/**
 * Returns the copy of every language with each claim as this edition prints it, checked.
 * @throws StoryRefused when a file of labels, names or rules cannot be read.
 */
export async function openCopy(
  files: StoryFiles,
  claims: ReadonlyMap<string, Claim>,
  computed: ReadonlyMap<string, ComputedClaim>
): Promise<OpenedCopy> {
  const missing: Problem[] = [];
  const chapters = await byLanguage((language) => readChapters(files, language, printerOf(computed, language), missing));
  const wordsFiles = await byLanguage((language) => readWordsFiles(files, language));
  const words = await byLanguage((language) => readWords(language, wordsFiles[language]));
  const rulesOf = <Rules>(name: string, read: (text: string, file: string) => Rules) =>
    byLanguage(async (language) => {
      const file = `${folderOf(language)}/${name}`;
      return read(await readText(files, file), file);
    });
  const wording = await rulesOf('wording.json', readWording);
  const bounds = await rulesOf('bounds.json', readBounds);
  const namesFile = 'data/copy/names.json';
  const names = readNames(await readText(files, namesFile), namesFile);
  const namedCountries = await byLanguage((language) => [...namedIn2018].flatMap((iso3) => words[language].countries[iso3] ?? []));
  const expected = scenes.map((scene) => ({
    id: scene.id,
    steps: scene.form === 'sticky' ? scene.steps.map(({ id }) => id) : [],
    namesCountry: scene.tags.includes('names-country')
  }));
  const problems = [
    ...missing,
    ...checkCopy(chapters, { claims, computed, scenes: expected, namedCountries, names, bounds, wording }),
    ...checkWords(words, wordsFiles, { wording, namedCountries })
  ];
  return { chapters, words, problems };
}
