import { quoted } from '../tables/csv-table.ts';
import { longTable } from './long-table.ts';
import { observationList } from './observation-list.ts';
import { refuseAt, swapped } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';

/**
 * Returns the values of Gapminder's DDF datapoints, `geo,time,<concept>`: ids are lower-case ISO
 * codes, but for those declared (`kos`, `hos`).
 */
export function gapminderDdf(
  file: PublishedFile,
  source: Source,
  options: ImportOptions
): Imported {
  const concept = source.columns?.[0] ?? source.indicatorCode;
  const { rows } = longTable(file, source, [['geo', 'time', concept]], 'a DDF datapoints file');
  const list = observationList(file.name, source, options);
  for (const cell of rows) {
    const code = cell('geo');
    if (!/^[a-z][a-z_]{2,}$/.test(code.text))
      refuseAt(file.name, code, quoted(code.text), 'a lower-case id such as idn', swapped);
    const iso3 = source.codes?.[code.text] ?? code.text.toUpperCase();
    if (!list.add({ iso3, code, year: cell('time'), value: cell(concept) }))
      list.drop('rows without a value');
  }
  return list.finish(null);
}
