import { quoted } from './csv-table.ts';
import type { Imported, ImportOptions, PublishedFile } from './imported.ts';
import { longTable, readYear } from './long-table.ts';
import { observationList } from './observation-list.ts';
import { SourceError } from './source-error.ts';
import type { Source } from './source.ts';

/**
 * Returns the values of an Our World in Data grapher download, `Entity,Code,Year,<value> …`, from the first value column
 * that the source declares. Joined on the code; a row without one is a declared group, or a declared economy that the
 * publisher leaves blank, or refused. The file prints no release date.
 * @throws SourceError naming the line and cell of the first thing that is not as it should be.
 */
export function owidGrapher(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const { headers, rows } = longTable(file, ['Entity', 'Code', 'Year'], 'a grapher download');
  const column = source.columns?.find((name) => headers.includes(name));
  if (column === undefined) {
    throw new SourceError({
      file: file.name,
      line: 1,
      column: 4,
      found: headers.slice(3).map(quoted).join(', ') || 'no value column',
      expected: `one of ${(source.columns ?? []).map(quoted).join(', ')}`,
      advice: `if the publisher renamed the column of this indicator, add the new name to "columns" in data/sources/${source.id}.json`
    });
  }
  const list = observationList(file.name, source, options);
  for (const row of rows) {
    const entity = row.cell('Entity');
    const given = row.cell('Code');
    const value = row.cell(column);
    const code = given.text === '' ? source.blankCodes?.[entity.text] : (source.codes?.[given.text] ?? given.text);
    if (code === undefined) {
      if (source.groups?.includes(entity.text)) {
        list.drop('rows of groups without a code');
        continue;
      }
      throw new SourceError({
        file: file.name,
        line: row.line,
        column: given.column,
        found: `no code for ${quoted(entity.text)}`,
        expected: 'a code, or a name that the source declares',
        advice: `add the name to "groups" or "blankCodes" in data/sources/${source.id}.json`
      });
    }
    if (!list.add(code, readYear(row.cell('Year'), row.line, file.name), value.text, { line: row.line, column: value.column })) list.drop('rows without a value');
  }
  return list.finish(null);
}
