import { z } from 'zod';
import { languages, locales, type Language } from '../locale/languages.ts';
import { makeProblem, StoryRefused, type Problem } from '../story/problem.ts';
import { placeOfKey, readJson } from '../story/read-json.ts';
import type { Wording } from './copy-rules.ts';
import { refusedWords } from './wording.ts';
import type { Words } from './words.ts';

/** One JSON file of copy: where it stands and what it says. */
export interface WordsFile {
  file: string;
  text: string;
}

/** The label files and the country names of one language. */
export interface WordsFiles {
  /** `words.json` and any `words.<part>.json`. */
  labels: readonly WordsFile[];
  countries: WordsFile;
}

const labelSchema = z.record(z.string().min(1), z.string().min(1));
const countrySchema = z.record(z.string().regex(/^[A-Z]{3}$/), z.string().min(1));

function readRecord({ file, text }: WordsFile, schema: typeof labelSchema, expected: string): Record<string, string> {
  return readJson(text, file, schema, expected, 'correct the entry');
}

/**
 * Returns the words of one language: its label files joined, and its country names.
 * @throws StoryRefused when a file is no record of texts, or two files give the same label.
 */
export function readWords(language: Language, files: WordsFiles): Words {
  const labels: Record<string, string> = {};
  const from: Record<string, string> = {};
  for (const one of files.labels) {
    for (const [key, label] of Object.entries(readRecord(one, labelSchema, 'a text for each label'))) {
      if (key in labels) {
        const place = placeOfKey(one.text, key);
        const found = `the label “${key}”, which ${from[key]} has too`;
        throw new StoryRefused([
          makeProblem({ kind: 'words', file: one.file, ...place, found, expected: 'each label once', remedy: 'keep one of the two' })
        ]);
      }
      labels[key] = label;
      from[key] = one.file;
    }
  }
  return { language, labels, countries: readRecord(files.countries, countrySchema, 'a name for each three-letter code') };
}

const plural = /\.(zero|one|two|few|many|other)$/;
const slotsOf = (label: string) => [...new Set([...label.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort().join(', ');

/** The labels by what they say, whatever plural forms a language needs for it. */
function formsOf(words: Words): Map<string, { forms: Set<string>; slots: string; key: string }> {
  const found = new Map<string, { forms: Set<string>; slots: string; key: string }>();
  for (const [key, label] of Object.entries(words.labels)) {
    const form = plural.exec(key)?.[1] ?? '';
    const name = key.replace(plural, '');
    const entry = found.get(name) ?? { forms: new Set(), slots: slotsOf(label), key };
    entry.forms.add(form);
    found.set(name, entry);
  }
  return found;
}

/**
 * Returns what is wrong with the labels and names of all languages: a label, a slot or a country that one has and
 * another lacks, a plural form that a language's grammar needs, a word that its wording rules refuse.
 */
export function checkWords(
  words: Record<Language, Words>,
  files: Record<Language, WordsFiles>,
  wording: Record<Language, Wording>
): Problem[] {
  const fileWith = (language: Language, key: string) =>
    files[language].labels.find(({ text }) => text.includes(`${JSON.stringify(key)}:`)) ?? files[language].labels[0];
  const fault = (where: WordsFile | undefined, key: string, found: string, expected: string, remedy: string) =>
    makeProblem({ kind: 'words', file: where?.file ?? 'data/copy', ...placeOfKey(where?.text ?? '', key), found, expected, remedy });
  return languages.flatMap((language) => {
    const own = formsOf(words[language]);
    const problems = languages
      .filter((other) => other !== language)
      .flatMap((other) => [
        ...[...formsOf(words[other])].flatMap(([name, theirs]): Problem[] => {
          const ours = own.get(name);
          if (!ours)
            return [
              fault(
                fileWith(other, theirs.key),
                theirs.key,
                `the label “${name}” in ${other} and not in ${language}`,
                'each label in every language',
                'write it in the other language'
              )
            ];
          if (ours.slots === theirs.slots || languages.indexOf(language) > languages.indexOf(other)) return [];
          return [
            fault(
              fileWith(language, ours.key),
              ours.key,
              `the slots ${ours.slots || 'none'} in “${name}”`,
              `the slots ${theirs.slots || 'none'}, as in ${other}`,
              'fill the same slots in every language'
            )
          ];
        }),
        ...Object.keys(words[other].countries)
          .filter((iso3) => !(iso3 in words[language].countries))
          .map((iso3) =>
            fault(
              files[other].countries,
              iso3,
              `a name for ${iso3} in ${other} and not in ${language}`,
              'each country named in every language',
              'add the reviewed name'
            )
          )
      ]);
    const needed = new Intl.PluralRules(locales[language]).resolvedOptions().pluralCategories;
    for (const [name, { forms, key }] of own) {
      if (forms.has('')) continue;
      for (const form of needed.filter((category) => !forms.has(category))) {
        problems.push(
          fault(
            fileWith(language, key),
            key,
            `“${name}” without its form “${form}”`,
            `the forms ${needed.join(', ')} (${language})`,
            `write “${name}.${form}”`
          )
        );
      }
    }
    for (const { file, text } of files[language].labels) {
      for (const [key, label] of Object.entries(words[language].labels)) {
        if (!text.includes(`${JSON.stringify(key)}:`)) continue;
        problems.push(...refusedWords(label, label, file, wording[language], () => placeOfKey(text, key)));
      }
    }
    return problems;
  });
}
