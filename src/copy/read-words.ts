import { z } from 'zod';
import type { Language } from '#locale/languages.ts';
import { refusal } from '#story/problem.ts';
import { placeOfKey, readJson } from '#story/read-json.ts';
import { splitStates } from './passage.ts';
import type { Words } from './words.ts';
import { say } from '#locale/say.ts';

export interface WordsFile {
  file: string;
  text: string;
}

export interface WordsFiles {
  /** `words.json` and any `words.<part>.json`. */
  labels: readonly WordsFile[];
  countries: WordsFile;
}

export const fileOf = ({ labels, countries }: WordsFiles, key: string) =>
  labels.find(({ text }) => text.includes(`${JSON.stringify(key)}:`)) ?? countries;

const labelSchema = z.record(z.string().min(1), z.string().min(1));
const countrySchema = z.record(z.string().regex(/^[A-Z]{3}$/), z.string().min(1));

function readRecord({ file, text }: WordsFile, schema: typeof labelSchema, fix: string) {
  return readJson(text, file, schema, fix);
}

export function readWords(language: Language, files: WordsFiles): Words {
  const labels: Record<string, string> = {};
  const states: Record<string, string[]> = {};
  const from: Record<string, string> = {};
  for (const one of files.labels) {
    for (const [key, label] of Object.entries(
      readRecord(one, labelSchema, say`Give each label a text.`)
    )) {
      if (key in labels) {
        throw refusal({
          kind: 'words',
          file: one.file,
          ...placeOfKey(one.text, key),
          wrong: say`The label “${key}” is in ${from[key]} too.`,
          fix: say`Keep one of the two.`
        });
      }
      const split = splitStates(label);
      labels[key] = split.text;
      if (split.states.length > 0) states[key] = split.states;
      from[key] = one.file;
    }
  }
  return {
    language,
    labels,
    states,
    countries: readRecord(files.countries, countrySchema, say`Give each three-letter code a name.`)
  };
}
