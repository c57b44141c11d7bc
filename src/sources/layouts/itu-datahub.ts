import { quoted } from '../tables/csv-table.ts';
import { longTable } from './long-table.ts';
import { observationList } from './observation-list.ts';
import { refuseAt } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';
import { say } from '../../locale/say.ts';

export const ituHeaders = [
  'seriesCode',
  'entityIso',
  'entityName',
  'dataValue',
  'dataYear'
] as const;

/** Reads one series of the ITU DataHub's long table, one row for each observation of a series. */
export function ituDatahub(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const { rows } = longTable(file, source, [ituHeaders], say`a table of the ITU DataHub`);
  const list = observationList(file.name, source, options);
  const others = new Set<string>();
  let found = false;
  for (const cell of rows) {
    const series = cell('seriesCode').text;
    if (series !== source.indicatorCode) {
      others.add(series);
      list.drop('rows of other series');
      continue;
    }
    found = true;
    const code = cell('entityIso');
    const iso3 = source.codes?.[code.text] ?? code.text;
    const [name, unit, entity] = [cell('seriesName'), cell('seriesUnits'), cell('entityName')];
    list.indicator(name);
    list.unit(unit);
    list.list(iso3, entity);
    if (!list.add({ iso3, code, year: cell('dataYear'), value: cell('dataValue') }))
      list.drop('rows without a value');
  }
  if (!found) {
    const series = [...others].slice(0, 3).map(quoted).join(', ');
    refuseAt(
      file.name,
      { line: 2, column: 1 },
      'other-series',
      say`The file has the series ${series}, not "${source.indicatorCode}" of ${source.id}.`,
      say`Choose the source of this series with --source, or download the series again.`
    );
  }
  return list.finish(null);
}
