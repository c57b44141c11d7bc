import { quoted } from '../tables/csv-table.ts';
import { longTable } from './long-table.ts';
import { observationList } from './observation-list.ts';
import { refuseAt } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';
import { say } from '../../locale/say.ts';

/** The first three headers of a download with full column names, and with short ones. */
export const owidForms: [[string, string, string], [string, string, string]] = [
  ['Entity', 'Code', 'Year'],
  ['entity', 'code', 'year']
];

/**
 * Reads the first declared column of an Our World in Data download. Rows are joined on the code; a
 * name without one is declared, or refused.
 */
export function owidGrapher(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const { headers, form, rows } = longTable(file, source, owidForms, say`a grapher download`);
  const column = source.columns?.find((name) => headers.includes(name));
  if (column === undefined) {
    return refuseAt(
      file.name,
      { line: 1, column: form.length + 1 },
      'missing-column',
      say`The columns of values are ${headers.slice(form.length).map(quoted).join(', ') || 'missing'}; the source declares ${(source.columns ?? []).map(quoted).join(', ')}.`,
      say`If the publisher renamed the column, add the new name to "columns" in data/sources/${source.id}.json.`
    );
  }
  const list = observationList(file.name, source, options);
  for (const cell of rows) {
    const [entity, code, year, value] = [cell(form[0]), cell(form[1]), cell(form[2]), cell(column)];
    const iso3 =
      code.text === ''
        ? source.blankCodes?.[entity.text]
        : (source.codes?.[code.text] ?? code.text);
    if (iso3 !== undefined) {
      list.list(iso3, entity);
      if (!list.add({ iso3, code, year, value })) list.drop('rows without a value');
    } else if (source.groups?.includes(entity.text)) {
      list.leave(entity.text, { year, value }, 'rows of groups without a code');
    } else {
      list.undeclared({ ...code, text: entity.text });
    }
  }
  return list.finish(null);
}
