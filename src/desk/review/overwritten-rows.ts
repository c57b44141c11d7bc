import type { Words } from '../../copy/words.ts';
import { textIfThere } from '../../site/story/project-text.ts';
import { atStart } from '../../sources/source-error.ts';
import { estimatesFile } from '../../story/ledgers/estimates.ts';
import { rowsOfAny } from '../../story/ledgers/ledger.ts';
import { protectionFile } from '../../story/ledgers/protection.ts';
import { problemsOf, unlessRefused, type Problem } from '../../story/problem.ts';
import { namesIn, type ProjectFiles } from '../../vintages/project-files.ts';

/** None when the ledger cannot be read, which is reported elsewhere. */
function rowsOf(text: string, file: string) {
  const rows = unlessRefused(
    () => rowsOfAny(text, file),
    () => []
  );
  return new Map(rows.map((row) => [row.cells['id'] ?? '', row]));
}

function changedRows(before: string, now: string, file: string): Problem[] {
  const rows = rowsOf(now, file);
  if (rows.size === 0) return [];
  const fault = problemsOf('overwritten', file, undefined, 'warning');
  const restore = 'Restore it, and write a new row for what was found since.';
  return [...rowsOf(before, file)].flatMap(([id, { cells }]) => {
    const row = rows.get(id);
    if (row === undefined)
      return [fault(atStart, `The row “${id}” of the last commit is gone.`, restore)];
    return Object.entries(row.cells)
      .filter(([column, cell]) => (cells[column] ?? cell) !== cell)
      .map(([column, cell]) =>
        fault(
          row.placeOf(column),
          `The ${column} of “${id}” is “${cell}”, but was “${cells[column]}” in the last commit.`,
          `${restore} A row that no edition has shown may change.`
        )
      );
  });
}

const ledgers = [estimatesFile, protectionFile];

const labelFiles = (files: ProjectFiles, { language }: Words): string[] =>
  namesIn(files, `data/copy/${language}`)
    .filter((name) => /^words(\..+)?\.json$/.test(name))
    .map((name) => `data/copy/${language}/${name}`);

/** Files to ask the last commit for. */
export const comparedFiles = (files: ProjectFiles, words: Words): string[] => [
  ...ledgers,
  ...labelFiles(files, words)
];

/** Warns of changed cells and missing rows: spreadsheets turn months into days. */
export function overwrittenRows(
  files: ProjectFiles,
  committed: ReadonlyMap<string, string>
): Problem[] {
  return ledgers.flatMap((file) => {
    const [before, now] = [committed.get(file), textIfThere(files, file)];
    return before === undefined || now === undefined ? [] : changedRows(before, now, file);
  });
}

/** Labels that only scripts use are tried on no page. */
export function goneLabels(
  files: ProjectFiles,
  committed: ReadonlyMap<string, string>,
  words: Words
): Problem[] {
  return labelFiles(files, words).flatMap((file) => {
    const fault = problemsOf('overwritten', file, undefined, 'warning');
    const before = (committed.get(file) ?? '').matchAll(/"([\w@.-]+)":/g);
    return [...before].flatMap(([, key = '']) =>
      key in words.labels
        ? []
        : fault(
            atStart,
            `The label “${key}” of the last commit is gone.`,
            'Restore it in every language, unless the code that says it is gone too.'
          )
    );
  });
}
