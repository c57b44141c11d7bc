import { parse } from 'jsonc-parser';
import { languages, type Language } from '../../locale/languages.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { atStart, type FilePosition } from '../../sources/source-error.ts';
import { rowsOfAny } from '../../story/ledgers/ledger.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { labelPassage } from '../passage.ts';
import type { WordsFile } from '../read-words.ts';
import type { ReadText, KeywordPart } from './keywords.ts';

/** Returns what a part is named after: a file without its folder and its kind. */
export const nameOf = (file: string): string =>
  file.slice(file.lastIndexOf('/') + 1).replace(/\.(json|txt|csv)$/, '');

/** Returns a file of labels as a chapter, of which each label is a part. */
export function labelsText({ file, text }: WordsFile, language: Language): ReadText {
  const labels = Object.entries(JSON.parse(text) as Record<string, string>);
  return {
    chapter: { id: nameOf(file) },
    file,
    language,
    passages: labels.map(([key, label]) => labelPassage(label, key, placeOfKey(text, key))),
    names: []
  };
}

/** What of an entry may change unread: what names it, and when it was seen. */
const unlocked: readonly string[] = ['id', 'verified', 'source_date', 'last_checked'];

/**
 * Returns what an entry says in a language, word for word, each text with the keys that lead to it.
 */
function saidIn(value: unknown, language: Language, path = ''): string[] {
  if (value === null) return [];
  if (typeof value !== 'object')
    return [`‘${path.slice(1)}: ${String(value).replaceAll(',', '')}’`];
  const isOther = (key: string) => key !== language && languages.some((other) => other === key);
  const told = Object.entries(value).filter(
    ([key]) => !isOther(key) && !(path === '' && unlocked.includes(key))
  );
  return told.flatMap(([key, inner]) =>
    saidIn(inner, language, key === language ? path : `${path}.${key}`)
  );
}

const keywordsOfEntry = (
  key: string,
  entry: unknown,
  language: Language,
  at: KeywordPart['at']
): KeywordPart => ({
  key,
  words: saidIn(entry, language).sort(),
  at,
  sentences: []
});

/**
 * Returns the entries of a file of corrections or help lines, each a part: readers act on them, so
 * all they say turns what they claim. A record, such as that of the names of countries, is one
 * entry.
 */
export function entryKeywords({ file, text }: WordsFile, language: Language): KeywordPart[] {
  const entries: unknown = parse(text);
  const list = Array.isArray(entries)
    ? (entries as { id?: unknown }[])
    : [{ ...(entries as object), id: 'all' }];
  return list.map((entry, index) =>
    keywordsOfEntry(`${language}/${nameOf(file)}/${String(entry.id)}`, entry, language, {
      file,
      ...placeOfPath(text, [index])
    })
  );
}

/**
 * Returns a file of what is declared of a source, such as its licence or its repairs, as one part:
 * it is told in no language's own words.
 */
export function declarationKeywords({ file, text }: WordsFile): KeywordPart {
  const one = keywordsOfEntry(file.replace(/^data\/|\.json$/g, ''), parse(text), languages[0], {
    file,
    ...atStart
  });
  const keysOf = (word: string) => word.slice(1).split(': ', 1)[0]!.split('.');
  const pathOf = (word: string) =>
    keysOf(word).map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  return { ...one, placeOf: (word) => placeOfPath(text, pathOf(word)) };
}

/** Columns of a ledger that reach no reader. */
const unprinted: readonly string[] = ['note', 'method_note'];

/**
 * Returns the rows of a ledger, each a part: figures draw and tables print numbers, bounds, dates
 * and publishers that no sentence states.
 * @throws StoryRefused when it is no ledger.
 */
export function rowKeywords({ file, text }: WordsFile): KeywordPart[] {
  return rowsOfAny(text, file).map(({ cells, line }) => {
    const said = Object.entries(cells).filter(
      ([column, cell]) => cell !== '' && !unprinted.includes(column)
    );
    return keywordsOfEntry(
      `${nameOf(file)}/${cells['id'] ?? ''}`,
      Object.fromEntries(said),
      languages[0],
      { file, line, column: 1 }
    );
  });
}

/** A step as the outline writes it. */
interface OutlinedStep extends FilePosition {
  id: string;
  /** What its picture shows. */
  view: object;
  statement?: string;
}

/**
 * Returns the steps of an outline, each a part: what a picture shows beside the words that were
 * read with it.
 */
export function stepKeywords(steps: readonly OutlinedStep[], file: string): KeywordPart[] {
  return steps.map(({ id, line, column, view, statement }) =>
    keywordsOfEntry(
      `outline/${id}`,
      { ...view, ...(statement === undefined ? {} : { statement }) },
      languages[0],
      { file, line, column }
    )
  );
}
