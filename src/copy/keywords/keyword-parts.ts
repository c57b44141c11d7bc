import { parse } from 'jsonc-parser';
import { languages, type Language } from '../../locale/languages.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { atStart, type FilePosition } from '../../sources/source-error.ts';
import { rowsOfAny } from '../../story/ledgers/ledger.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { labelPassage } from '../passage.ts';
import type { WordsFile } from '../read-words.ts';
import type { ReadText, KeywordPart } from './keywords.ts';

/** `words.answers` for `data/copy/en/words.answers.json` */
export const nameOf = (file: string): string =>
  file.slice(file.lastIndexOf('/') + 1).replace(/\.(json|txt|csv)$/, '');

/** Each label is a part. */
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

/** Fields that may change unread. */
const unlocked: readonly string[] = ['id', 'verified', 'source_date', 'last_checked'];

/** Every text of an entry in one language, with its path. */
function textsOf(value: unknown, language: Language, path = ''): string[] {
  if (value === null) return [];
  if (typeof value !== 'object')
    return [`‘${path.slice(1)}: ${String(value).replaceAll(',', '')}’`];
  const isOther = (key: string) => key !== language && languages.some((other) => other === key);
  const fields = Object.entries(value).filter(
    ([key]) => !isOther(key) && !(path === '' && unlocked.includes(key))
  );
  return fields.flatMap(([key, inner]) =>
    textsOf(inner, language, key === language ? path : `${path}.${key}`)
  );
}

const keywordsOfEntry = (
  key: string,
  entry: unknown,
  language: Language,
  at: KeywordPart['at']
): KeywordPart => ({
  key,
  words: textsOf(entry, language).sort(),
  at,
  sentences: []
});

/**
 * Corrections, help lines and country names: every word counts, because readers act on them. A
 * record, such as the country names, is one entry.
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

/** Declarations and repairs of a source, as one part. */
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

/** Columns that readers never see. */
const unprinted: readonly string[] = ['note', 'method_note'];

/**
 * Tables and figures print cells that no sentence states. @throws StoryRefused when it is no
 * ledger.
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

interface OutlinedStep extends FilePosition {
  id: string;
  view?: object;
  statement?: string;
}

/** The views of the steps, which were read with their words. */
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
