import { withdrawalsFile } from '../../cards/withdrawal.ts';
import { readNames, readWording } from '../../copy/rules/copy-rules.ts';
import { placeNames } from '../../copy/rules/figures/facets.ts';
import { readWords, type WordsFile, type WordsFiles } from '../../copy/read-words.ts';
import { byLanguage, type Language } from '../../locale/languages.ts';
import { helplinesFile } from '../../pages/helpline.ts';
import { newsroomFile } from '../../pages/newsroom.ts';
import { correctionsFile } from '../../pages/side/correction.ts';
import { unlessRefused } from '../../story/problem.ts';
import { namesIn, type ProjectFiles } from '../../vintages/project-files.ts';
import { readText, textIfThere } from './project-text.ts';

export type ParsedCopy = ReturnType<typeof parseCopy>;

export const copyFolder = (language: Language) => `data/copy/${language}`;

/** Texts in every language that readers meet beside the story. */
const besideFiles = [correctionsFile, withdrawalsFile, newsroomFile, helplinesFile];

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
const textOrEmpty = (files: ProjectFiles, file: string): string =>
  unlessRefused(
    () => textIfThere(files, file) ?? '',
    () => ''
  );

/**
 * Reads the labels, names and rules of every language. Chapters are parsed as they are printed.
 * @throws StoryRefused when one of them cannot be read.
 */
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
    names: readNames(readText(files, namesFile), namesFile),
    places: byLanguage((language) =>
      placeNames(words[language].countries, wording[language].places)
    ),
    beside: besideFiles.map((file): WordsFile => ({ file, text: textOrEmpty(files, file) }))
  };
}
