import { longTable } from './long-table.ts';
import { observationList } from './observation-list.ts';
import { atStart, refuseAt } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';
import { surveyYear } from '../cells/survey-period.ts';

/**
 * Returns the values of a plain long table, one row for each place and year, whose headers the
 * source declares as `fields`.
 */
export function tidyTable(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const { fields } = source;
  if (fields === undefined) {
    const expected = 'the headers of code, year and value, which a tidy table needs';
    return refuseAt(
      `data/sources/${source.id}.json`,
      atStart,
      'no "fields"',
      expected,
      'correct the declaration of the source'
    );
  }
  const needed = [fields.code, fields.year, fields.value];
  const list = observationList(file.name, source, options);
  for (const cell of longTable(file, source, [needed], 'a table as the source declares it').rows) {
    const code = cell(fields.code);
    const iso3 = source.codes?.[code.text] ?? code.text;
    const { year, flag } = surveyYear(
      cell(fields.year),
      source.calendars?.[iso3],
      file.name,
      options.lastYear
    );
    if (!list.add({ iso3, code, year, value: cell(fields.value) }))
      list.drop('rows without a value');
    else if (flag !== undefined) list.flag(flag);
  }
  return list.finish(null);
}
