import { withdrawalsFile } from '../../cards/withdrawal.ts';
import { articles, stepIds, type Scene } from '../../chapters/chapter.ts';
import { mapStops } from '../../chapters/outline.ts';
import { unanswered } from '../../copy/answer-labels.ts';
import { checkCopy } from '../../copy/rules/check-copy.ts';
import { checkWords } from '../../copy/rules/check-words.ts';
import { placeNames } from '../../copy/rules/figures/places.ts';
import { readBounds, readNames, readWording } from '../../copy/rules/copy-rules.ts';
import type { Printer } from '../../copy/passage.ts';
import { readChapter, type ReadChapter } from '../../copy/read-chapter.ts';
import { readWords, type WordsFile, type WordsFiles } from '../../copy/read-words.ts';
import { declaredWording, translatedWording } from '../../copy/rules/wording.ts';
import { entryKeywords, labelsText } from '../../copy/keywords/keyword-parts.ts';
import { keywordsIn } from '../../copy/keywords/keywords.ts';
import type { Words } from '../../copy/words.ts';
import { byLanguage, languages, type Language } from '../../locale/languages.ts';
import { helplinesFile } from '../../pages/helpline.ts';
import { newsroomFile } from '../../pages/newsroom.ts';
import { correctionsFile } from '../../pages/side/correction.ts';
import { namedIn2018, type Claim } from '../../story/claim.ts';
import { vintageName } from '../../vintages/vintage.ts';
import type { ComputedClaim, Lock } from '../../story/lock.ts';
import { roundClaim } from '../../story/print-claim.ts';
import { makeProblem, type Problem } from '../../story/problem.ts';
import { readText, textIfThere, type StoryFiles } from './story-files.ts';

/** What of an edition its words are read with. */
export interface EditionCopy {
  computed: ReadonlyMap<string, ComputedClaim>;
  /**
   * The date of the release shown of each indicator, by its id, and of each release that is pinned
   * or kept, by its name.
   */
  releases: ReadonlyMap<string, string>;
  /** What is declared of its sources, and repaired in them. */
  declared?: readonly WordsFile[];
}

/** Returns the dates of the releases that a lock pins and keeps, by indicator and by name. */
export function releasesOf({ pins, kept }: Pick<Lock, 'pins' | 'kept'>): EditionCopy['releases'] {
  return new Map([
    ...Object.entries(pins).map(([indicator, { release }]) => [indicator, release] as const),
    ...[...Object.values(pins), ...kept].map((pin) => [vintageName(pin), pin.release] as const)
  ]);
}

/** What is told to readers beside the story, in every language. */
const toldFiles = [correctionsFile, withdrawalsFile, newsroomFile, helplinesFile];
/**
 * Of these, what is told for good, or acted on at once: its words are locked. A card is withdrawn
 * without waiting for a lock.
 */
const isLocked = ({ file }: WordsFile) => file === correctionsFile || file === helplinesFile;

/** Help lines stand by country from A to Z, and who checked the story may be of any. */
const mayName = ({ file }: WordsFile) => file === helplinesFile || file === newsroomFile;

const folderOf = (language: Language) => `data/copy/${language}`;

/** Returns what `load` brings for each language, all at once. */
async function loadByLanguage<Value>(
  load: (language: Language) => Promise<Value>
): Promise<Record<Language, Value>> {
  const made = await Promise.all(
    languages.map(async (language) => [language, await load(language)] as const)
  );
  return Object.fromEntries(made) as Record<Language, Value>;
}

/** The year that a claim is of; a claim that is a year is of itself. */
const yearOf = ({ claim, value, locked }: Extract<ComputedClaim, { ok: true }>) =>
  claim.unit === 'year' ? value : locked.year;

function printerOf({ computed, releases }: EditionCopy, language: Language): Printer {
  return {
    claim: (id) => {
      const now = computed.get(id);
      if (!now?.ok) return now && { ok: false, why: now.why };
      return {
        ok: true,
        text: now.locked[language],
        value: roundClaim(now.claim, now.value),
        year: yearOf(now)
      };
    },
    ids: new Set(computed.keys()),
    release: (name) => releases.get(name)
  };
}

/** Reads each scene in one language, and adds to `problems` those that are not written. */
async function readChapters(
  files: StoryFiles,
  scenes: readonly Scene[],
  { language, print }: { language: Language; print: Printer },
  problems: Problem[]
): Promise<ReadChapter[]> {
  const read: ReadChapter[] = [];
  for (const { id } of scenes) {
    const file = `${folderOf(language)}/${id}.md`;
    const text = await textIfThere(files, file);
    if (text !== undefined) {
      read.push(readChapter(text, { id, file, language }, print));
    } else {
      const expected = `the words of the scene “${id}”`;
      const remedy = 'write it in this language';
      problems.push(
        makeProblem({ kind: 'missing-file', file, found: 'no such file', expected, remedy })
      );
    }
  }
  return read;
}

async function readWordsFiles(files: StoryFiles, language: Language): Promise<WordsFiles> {
  const read = async (name: string): Promise<WordsFile> => {
    const file = `${folderOf(language)}/${name}`;
    return { file, text: await readText(files, file) };
  };
  const names = (await files.list(folderOf(language))).filter((name) =>
    /^words(\.[a-z0-9-]+)?\.json$/.test(name)
  );
  return {
    labels: await Promise.all((names.length > 0 ? names : ['words.json']).map(read)),
    countries: await read('countries.json')
  };
}

/**
 * Returns the names of the countries that the 2018 report named, in every language's spelling
 * (“Vietnam” is English too), and those of all countries.
 */
function namesOf2018(
  places: Record<Language, Readonly<Record<string, readonly string[]>>>,
  { countries }: Words
) {
  const names = [...namedIn2018].flatMap((iso3) =>
    languages.flatMap((language) => places[language][iso3] ?? [])
  );
  const others = Object.entries(countries).flatMap(([iso3, name]) =>
    iso3 === 'WLD' ? [] : [name]
  );
  return { names: [...new Set(names)], others };
}

/**
 * Returns the copy of every language, scenes in the order of the outline, with each claim as this
 * edition prints it, and everything wrong with it but what has changed since the lock.
 * @throws StoryRefused when a chapter or a file of labels, names or rules cannot be read.
 */
export async function openCopy(
  files: StoryFiles,
  outline: readonly Scene[],
  claims: ReadonlyMap<string, Claim>,
  edition: EditionCopy
) {
  const { computed, releases, declared = [] } = edition;
  const missing: Problem[] = [];
  // Everything that is written as a chapter: the story's scenes, then the articles beside it.
  const scenes = [...outline, ...articles];
  const chapters = await loadByLanguage((language) =>
    readChapters(files, scenes, { language, print: printerOf(edition, language) }, missing)
  );
  const wordsFiles = await loadByLanguage((language) => readWordsFiles(files, language));
  const words = byLanguage((language) => readWords(language, wordsFiles[language]));
  const rulesOf = <Rules>(name: string, read: (text: string, file: string) => Rules) =>
    loadByLanguage(async (language) => {
      const file = `${folderOf(language)}/${name}`;
      return read(await readText(files, file), file);
    });
  const wording = await rulesOf('wording.json', readWording);
  const bounds = await rulesOf('bounds.json', readBounds);
  const namesFile = 'data/copy/names.json';
  const names = readNames(await readText(files, namesFile), namesFile);
  const places = byLanguage((language) =>
    placeNames(words[language].countries, wording[language].places)
  );
  const named = namesOf2018(places, words.en);
  const expected = scenes.map((scene) => ({
    id: scene.id,
    steps: stepIds(scene),
    namesCountry: scene.tags.includes('names-country'),
    isStory: !articles.some(({ id }) => id === scene.id)
  }));
  const mapYears = new Map(mapStops(outline).map(({ step, year }) => [step, year] as const));
  // One that cannot be read is refused where its entries are read.
  const toldOf = async (file: string) => ({
    file,
    text: (await textIfThere(files, file).catch(() => undefined)) ?? ''
  });
  const told = await Promise.all(toldFiles.map(toldOf));
  const problems = [
    ...missing,
    ...checkCopy(chapters, {
      claims,
      computed,
      releases,
      scenes: expected,
      namedCountries: named.names,
      names,
      mapYears,
      places,
      bounds,
      wording
    }),
    ...languages.flatMap((language) =>
      unanswered(chapters[language], computed, words[language], wordsFiles[language])
    ),
    ...checkWords(words, wordsFiles, { wording, namedCountries: named.names, names }),
    ...told.flatMap((one) => translatedWording(one, wording, mayName(one) ? [] : named.names)),
    ...declared.flatMap((one) => declaredWording(one, wording.en, named))
  ];
  // The words that turn what each part of the copy claims.
  const keywordParts = languages.flatMap((language) => {
    const labels = wordsFiles[language].labels.map((file) => labelsText(file, language));
    const entries = [...told.filter(isLocked), wordsFiles[language].countries].flatMap((one) =>
      entryKeywords(one, language)
    );
    return [
      ...keywordsIn([...chapters[language], ...labels], wording[language], places[language]),
      ...entries
    ];
  });
  return {
    chapters,
    words,
    keywordParts,
    problems
  };
}
