import type { Imported, ImportOptions, PublishedFile } from './imported.ts';
import { longTable, readYear } from './long-table.ts';
import { observationList } from './observation-list.ts';
import { SourceError } from './source-error.ts';
import type { Source } from './source.ts';

/**
 * Returns the values of a Gapminder DDF datapoints file, `geo,time,<concept>`: ids are lower-case ISO codes,
 * but for those that the source declares (`kos`, `hos`). The file prints no release date.
 * @throws SourceError naming the line and cell of the first thing that is not as it should be.
 */
export function gapminderDdf(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const concept = source.columns?.[0] ?? source.indicatorCode;
  const { rows } = longTable(file, ['geo', 'time', concept], 'a DDF datapoints file');
  const list = observationList(file.name, source, options);
  for (const row of rows) {
    const geo = row.cell('geo');
    if (!/^[a-z][a-z_]{2,}$/.test(geo.text)) {
      throw new SourceError({ file: file.name, line: row.line, column: geo.column, found: `"${geo.text}"`, expected: 'a lower-case id such as idn', advice: 'the columns may have been swapped: download the file again' });
    }
    const code = source.codes?.[geo.text] ?? geo.text.toUpperCase();
    const value = row.cell(concept);
    if (!list.add(code, readYear(row.cell('time'), row.line, file.name), value.text, { line: row.line, column: value.column })) list.drop('rows without a value');
  }
  return list.finish(null);
}
