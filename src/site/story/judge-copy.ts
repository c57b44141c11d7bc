import { articles, stepIds, type Scene } from '../../chapters/chapter.ts';
import { mapStops } from '../../chapters/outline.ts';
import { missingAnswers } from '../../copy/answer-labels.ts';
import type { ReadChapter } from '../../copy/read-chapter.ts';
import type { WordsFile } from '../../copy/read-words.ts';
import { checkCopy } from '../../copy/rules/check-copy.ts';
import { checkWords } from '../../copy/rules/check-words.ts';
import { declaredWording, translatedWording } from '../../copy/rules/wording.ts';
import { languages, type Language } from '../../locale/languages.ts';
import { helplinesFile } from '../../pages/helpline.ts';
import { newsroomFile } from '../../pages/newsroom.ts';
import { namedIn2018, type Claim } from '../../story/claim.ts';
import type { Problem } from '../../story/problem.ts';
import type { ParsedCopy } from './parse-copy.ts';
import { writtenScenes, type PrintedFigures } from './print-copy.ts';

type Chapters = Readonly<Record<Language, readonly ReadChapter[]>>;

/** Help lines are sorted by country, and whoever checked the story may be from any. */
const mayName = ({ file }: WordsFile) => file === helplinesFile || file === newsroomFile;

/**
 * Returns the names of the countries that the 2018 report named, in every language's spelling
 * (“Vietnam” is English too), and those of all countries.
 */
function namesOf2018({ places, words }: ParsedCopy) {
  const names = [...namedIn2018].flatMap((iso3) =>
    languages.flatMap((language) => places[language][iso3] ?? [])
  );
  const others = Object.entries(words.en.countries).flatMap(([iso3, name]) =>
    iso3 === 'WLD' ? [] : [name]
  );
  return { names: [...new Set(names)], others };
}

/** Returns everything wrong with the copy but its changes since the lock. */
export function judgeCopy(
  copy: ParsedCopy,
  chapters: Chapters,
  story: PrintedFigures & {
    outline: readonly Scene[];
    claims: ReadonlyMap<string, Claim>;
    declared: readonly WordsFile[];
  }
): Problem[] {
  const { wordsFiles, words, wording, names, places, beside } = copy;
  const { outline, claims, computed, releases, declared } = story;
  const named = namesOf2018(copy);
  const scenes = writtenScenes(outline).map((scene) => ({
    id: scene.id,
    steps: stepIds(scene),
    namesCountry: scene.tags.includes('names-country'),
    isStory: !articles.some(({ id }) => id === scene.id)
  }));
  const mapYears = new Map(mapStops(outline).map(({ step, year }) => [step, year] as const));
  const checks = {
    ...{ claims, computed, releases, scenes, names, mapYears, places, wording },
    namedCountries: named.names
  };
  return [
    ...checkCopy(chapters, checks),
    ...languages.flatMap((language) =>
      missingAnswers(chapters[language], computed, words[language], wordsFiles[language])
    ),
    ...checkWords(words, wordsFiles, checks),
    ...beside.flatMap((one) => translatedWording(one, wording, mayName(one) ? [] : named.names)),
    ...declared.flatMap((one) => declaredWording(one, wording.en, named))
  ];
}
