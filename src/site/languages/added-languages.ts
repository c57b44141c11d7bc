import { z } from 'zod';
import { addLanguages, numberWords, type AddedLanguage } from '#locale/languages.ts';
import { counted, say } from '#locale/say.ts';
import { restore } from '#sources/source-error.ts';
import { makeProblem, type Problem } from '#story/problem.ts';
import { readJson } from '#story/read-json.ts';
import { namesIn, type ProjectFiles } from '#vintages/project-files.ts';
import { sha256 } from '#vintages/sha256.ts';
import { readText, textIfThere } from '../story/project-text.ts';
import { readPo, type PoEntry } from './po.ts';
import { slotsOf, templatesOf } from './templates.ts';
import { translateFiles } from './translate-files.ts';

/** Tags of the drafts to show too, separated by commas. */
export const draftVariable = 'TERHUBUNG_DRAFT';

export const draftsAsked = (): readonly string[] =>
  (process.env[draftVariable] ?? '').split(',').filter((tag) => tag !== '');

const folder = 'data/languages';
export const languageFile = (tag: string) => `${folder}/${tag}.po`;
export const readersFile = (tag: string) => `${folder}/${tag}.json`;

const readersSchema = z.record(z.string().min(1), z.array(z.string()));

export const codeOfText = ({ text, said }: Pick<PoEntry, 'text' | 'said'>) =>
  sha256(JSON.stringify([text, said])).slice(0, 12);

export const isOnePerson = (one: string, other: string) =>
  one.trim().toLowerCase() === other.trim().toLowerCase();

export function readLanguage(files: ProjectFiles, tag: string) {
  const file = languageFile(tag);
  const po = readPo(readText(files, file), file);
  const translator = (po.header.get('Last-Translator') ?? '').replace(/\s*<.*$/, '').trim();
  const slots = slotsOf(templatesOf(files, tag));
  const readers = readJson(
    textIfThere(files, readersFile(tag)) ?? '{}',
    readersFile(tag),
    readersSchema,
    restore(readersFile(tag))
  );
  const others = Object.entries(readers).filter(([name]) => !isOnePerson(name, translator));
  const left = slots.filter(({ key, text }) => {
    const entry = po.entries.get(key);
    const code = entry?.text === text && codeOfText(entry);
    return !code || others.filter(([, codes]) => codes.includes(code)).length < 2;
  }).length;
  return { tag, file, po, slots, translator, readers, left };
}

type Kept = ReturnType<typeof readLanguage>;

const languagesIn = (files: ProjectFiles): Kept[] =>
  namesIn(files, folder).flatMap((name) =>
    name.endsWith('.po') ? [readLanguage(files, name.slice(0, -3))] : []
  );

export const draftProblems = (kept: readonly Kept[]): Problem[] =>
  kept
    .filter(({ left }) => left > 0)
    .map(({ tag, file, left }) =>
      makeProblem({
        ...{ severity: 'warning', kind: 'draft-language', file },
        wrong: say`“${tag}” is a draft: two people have not accepted ${counted(left, 'text')}.`,
        fix: say`Until they have, publish without ${draftVariable}. \`npm run desk -- language export ${tag}\` writes what to translate and read.`
      })
    );

export const draftsShown = (files: ProjectFiles): Problem[] =>
  draftProblems(languagesIn(files).filter(({ tag }) => draftsAsked().includes(tag)));

function describe({ tag, po, left, translator }: Kept): AddedLanguage {
  const said = (key: string) => po.entries.get(`language ${key}`)?.said ?? '';
  const parts = Object.keys(numberWords.en.parts).map((part) => [part, said(`part ${part}`)]);
  const numbers = {
    counts: said('counts').split('\n'),
    in: said('in'),
    parts: Object.fromEntries(parts) as Record<string, string>
  };
  const own = { tag, name: said('name'), country: said('country'), numbers };
  return left > 0 ? { ...own, draftBy: translator } : own;
}

/**
 * Adds the languages that two people accepted, and the drafts that were asked for. Call it before
 * anything else is read from these files.
 * @returns the files with theirs, and the position of a problem in a PO file.
 */
export function useLanguages(given: ProjectFiles, drafts = draftsAsked()) {
  addLanguages([]);
  const kept = languagesIn(given);
  const used = kept.filter(({ tag, left }) => left === 0 || drafts.includes(tag));
  const added = used.map(describe);
  addLanguages(added);
  let files = given;
  const places: ((problem: Problem) => Problem)[] = [];
  for (const { tag, file, po } of used) {
    const made = translateFiles(files, tag, file, po);
    ({ files } = made);
    places.push(made.place);
  }
  const place = (problem: Problem) => places.reduce((placed, one) => one(placed), problem);
  return { files, added, place, kept };
}

export type UsedLanguages = ReturnType<typeof useLanguages>;
