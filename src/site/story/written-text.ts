import { findNodeAtOffset, parseTree } from 'jsonc-parser';
import { languages, type Language } from '#locale/languages.ts';
import { rowsOfAny } from '#story/ledgers/ledger.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import type { OpenedStory } from './open-story.ts';
import { readText } from './project-text.ts';

export interface WrittenText {
  file: string;
  /** The languages that it is written in; more than one when they share the part. */
  languages: Language[];
  /** Its lines; both count from 1, and the last is one of them. */
  first: number;
  last: number;
  written: string;
  with: (words: string) => string;
}

interface Slice {
  start: number;
  end: number;
  isString?: boolean;
}

const offsetOf = (lines: readonly string[], line: number) =>
  lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);

/** A line of a chapter that holds no words: empty, a tag of its own, or a rule of the head. */
const isBetween = (line: string) => /^(?:\{%[^%]*%\}|---|)$/.test(line.trim());

/** From the first line of a text to the last before the next, without the tags between them. */
function lineSlice(text: string, first: number, next: number | undefined) {
  const lines = text.split('\n');
  let last = (next ?? lines.length + 1) - 1;
  while (last > first && isBetween(lines[last - 1] ?? '')) last--;
  const start = offsetOf(lines, first);
  return { start, end: offsetOf(lines, last) + (lines[last - 1] ?? '').length };
}

function jsonSlice(text: string, start: number) {
  const root = parseTree(text);
  const found = root && findNodeAtOffset(root, start);
  const property = found?.parent?.type === 'property' ? found.parent : undefined;
  const value = property?.children?.[1];
  if (value?.type === 'string')
    return { start: value.offset, end: value.offset + value.length, isString: true };
  const node = property ?? found ?? root;
  return node
    ? { start: node.offset, end: node.offset + node.length }
    : { start: 0, end: text.length };
}

function written(file: string, text: string, of: Language[], slice: Slice): WrittenText {
  const { start, end, isString = false } = slice;
  const part = text.slice(start, end);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  const now = isString ? (JSON.parse(part) as string) : part;
  // Spaces that must not break are written so that an editor sees them.
  const quoted = (words: string) => JSON.stringify(words).replaceAll('\u00a0', '\\u00a0');
  return {
    file,
    languages: of,
    first: lineAt(start),
    last: lineAt(end),
    written: now,
    with: (words) =>
      words === now
        ? text
        : text.slice(0, start) + (isString ? quoted(words) : words) + text.slice(end)
  };
}

/** Returns a row of a ledger with its line breaks, by the id in its first cell. */
export function writtenRow(files: ProjectFiles, file: string, id: string): WrittenText | undefined {
  const text = readText(files, file);
  const rows = rowsOfAny(text, file);
  const at = rows.findIndex(({ cells }) => Object.values(cells)[0] === id);
  const row = rows[at];
  return row && written(file, text, [...languages], lineSlice(text, row.line, rows[at + 1]?.line));
}

/** Returns each part of the files in which a text is written; none for a text that is gone. */
export function writtenTexts({ files, said }: OpenedStory, id: string) {
  const places = said.get(id)?.places ?? {};
  const parts = new Map<string, WrittenText>();
  for (const language of languages) {
    const place = places[language];
    if (!place) continue;
    const { file } = place;
    const { line, column } = place.at();
    const text = readText(files, file);
    const key = `${file}:${line}:${column}`;
    const known = parts.get(key);
    if (known) known.languages.push(language);
    else parts.set(key, written(file, text, [language], sliceOf(text, file, { line, column })));
  }
  return [...parts.values()];

  function sliceOf(text: string, file: string, at: { line: number; column: number }) {
    if (file.endsWith('.json'))
      return jsonSlice(text, offsetOf(text.split('\n'), at.line) + at.column - 1);
    const others = [...said.values()].flatMap((one) =>
      Object.values(one.places).flatMap((place) => (place.file === file ? [place.at().line] : []))
    );
    return lineSlice(
      text,
      at.line,
      others.filter((line) => line > at.line).sort((one, other) => one - other)[0]
    );
  }
}
