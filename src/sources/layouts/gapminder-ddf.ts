import { quoted } from '../tables/csv-table.ts';
import { longTable } from './long-table.ts';
import { observationList } from './observation-list.ts';
import { columnsSwapped, refuseAt } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';
import { say } from '../../locale/say.ts';

/**
 * Reads Gapminder's DDF datapoints, `geo,time,<concept>`. Ids are lower-case ISO codes, except the
 * declared ones (`kos`, `hos`).
 */
export function gapminderDdf(
  file: PublishedFile,
  source: Source,
  options: ImportOptions
): Imported {
  const concept = source.columns?.[0] ?? source.indicatorCode;
  const { rows } = longTable(file, source, [['geo', 'time', concept]], say`a DDF datapoints file`);
  const list = observationList(file.name, source, options);
  for (const cell of rows) {
    const code = cell('geo');
    if (!/^[a-z][a-z_]{2,}$/.test(code.text))
      refuseAt(
        file.name,
        code,
        'not-an-id',
        say`${quoted(code.text)} is not a lower-case id such as idn.`,
        columnsSwapped
      );
    const iso3 = source.codes?.[code.text] ?? code.text.toUpperCase();
    if (!list.add({ iso3, code, year: cell('time'), value: cell(concept) }))
      list.drop('rows without a value');
  }
  return list.finish(null);
}
