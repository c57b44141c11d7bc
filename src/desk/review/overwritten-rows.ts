import type { Words } from '../../copy/words.ts';
import { storyFiles, textIfThere } from '../../site/story/story-files.ts';
import { atStart } from '../../sources/source-error.ts';
import { estimatesFile } from '../../story/ledgers/estimates.ts';
import { rowsOfAny } from '../../story/ledgers/ledger.ts';
import { protectionFile } from '../../story/ledgers/protection.ts';
import { problemsOf, unlessRefused, type Problem } from '../../story/problem.ts';
import { textIn } from '../edition/read-edition.ts';

/**
 * Returns the rows of a ledger by their ids, with whatever columns it has; none where it cannot be
 * read, which is named elsewhere.
 */
async function rowsOf(text: string, file: string) {
  const rows = await unlessRefused(
    () => rowsOfAny(text, file),
    () => []
  );
  return new Map(rows.map((row) => [row.cells['id'] ?? '', row]));
}

async function changedRows(before: string, now: string, file: string): Promise<Problem[]> {
  const rows = await rowsOf(now, file);
  if (rows.size === 0) return [];
  const fix =
    'Restore it, and add a new row for what was found since; only a row that no edition has shown may change.';
  return [...(await rowsOf(before, file))].flatMap(([id, { cells }]) => {
    const row = rows.get(id);
    if (row === undefined) {
      const wrong = `The row “${id}” of the last commit is gone.`;
      return [problemsOf('overwritten', file, undefined, 'warning')(atStart, wrong, fix)];
    }
    return Object.entries(row.cells)
      .filter(([column, cell]) => (cells[column] ?? cell) !== cell)
      .map(([column, cell]): Problem => {
        const wrong = `“${column}” of “${id}” is “${cell}”, and was “${cells[column]}” in the last commit.`;
        return {
          ...row.fault(column, wrong, fix),
          severity: 'warning',
          kind: 'overwritten'
        };
      });
  });
}

/**
 * Names, for judgement, each cell that the last commit has otherwise, and each row that is gone:
 * spreadsheets make days of months.
 */
export async function overwrittenRows(root: string): Promise<Problem[]> {
  const found = await Promise.all(
    [estimatesFile, protectionFile].map(async (file) => {
      const [before, now] = await Promise.all([
        textIn('HEAD', file, root),
        textIfThere(storyFiles(root), file)
      ]);
      return before === undefined || now === undefined ? [] : changedRows(before, now, file);
    })
  );
  return found.flat();
}

/**
 * Names, for judgement, each label that the last commit has and no language any more: of those that
 * only scripts say no page that is tried tells.
 */
export async function goneLabels(root: string, { language, labels }: Words): Promise<Problem[]> {
  const folder = `data/copy/${language}`;
  const names = (await storyFiles(root).list(folder)).filter((name) =>
    /^words(\..+)?\.json$/.test(name)
  );
  const found = names.map(async (name) => {
    const before = (await textIn('HEAD', `${folder}/${name}`, root)) ?? '';
    const gone = [...before.matchAll(/"([\w@.-]+)":/g)].flatMap(([, key = '']) =>
      key in labels ? [] : [key]
    );
    const fault = problemsOf('overwritten', `${folder}/${name}`, undefined, 'warning');
    const remedy = 'restore it in every language; it may go with the code that says it';
    return gone.map((key) =>
      fault(
        atStart,
        `no label “${key}”, which the last commit has`,
        'every label that a page or a script says',
        remedy
      )
    );
  });
  return (await Promise.all(found)).flat();
}
