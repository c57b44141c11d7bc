import { blankRow, quoted } from '../tables/csv-table.ts';
import { observationList } from './observation-list.ts';
import { months } from '../cells/calendar.ts';
import { atStart, refuseAt, refuseIn, type TableCell } from '../source-error.ts';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';
import {
  importedIn,
  inCells,
  readSpreadsheet,
  sheetDoubts,
  type Sheet
} from '../tables/spreadsheet.ts';
import { surveyYear } from '../cells/survey-period.ts';

const codeHeader = 'ISO3';
const yearHeader = 'Source / Time period';
/** Headers that every sheet of values has. */
export const unicefHeaders: readonly string[] = [codeHeader, yearHeader];
/** The cover gives its date within so many rows. */
const mostAbove = 20;

/**
 * Returns the headers of a table whose header takes two rows: `Residence / Rural` under a label
 * over several columns, else the one there is.
 */
export function joinedHeaders(above: readonly string[], below: readonly string[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(above.length, below.length) }, (_, index) => {
    const over = above[index] ?? '';
    const under = below[index] ?? '';
    if (over !== '') group = over;
    return under === '' ? over : `${group} / ${under}`;
  });
}

/**
 * Returns the values of a UNICEF workbook, by declared sheet and column; the release is its cover's
 * ("Last update: May 2021").
 */
export function unicefWorkbook(
  file: PublishedFile,
  source: Source,
  options: ImportOptions
): Imported {
  const sheets = readSpreadsheet(file);
  const sheet = unicefSheet(sheets, source);
  if (!sheet) {
    const found = `the sheets ${sheets.map(({ name }) => quoted(name)).join(', ')}`;
    const advice = `this is another workbook than the source declares: choose another --source, or correct "sheet" in data/sources/${source.id}.json`;
    return refuseIn(file.name, '', found, `a sheet ${quoted(source.sheet ?? '')}`, advice);
  }
  const release = releaseOf(sheets, file.name, options);
  const imported = importedIn(sheet.name, () =>
    readSheet(sheet, file.name, source, options, release)
  );
  // A table for other ages has another name; `Total school age (2)` may be the one that is meant.
  const others = sheets.filter(
    (other) => other !== sheet && plainName(other.name).startsWith(plainName(sheet.name))
  );
  return { ...imported, doubts: [...sheetDoubts(sheet, others, 'this name'), ...imported.doubts] };
}

/** As a spreadsheet tells names apart: without regard to capitals. */
const plainName = (name: string) => name.trim().toLowerCase();

/** Returns the sheet that a source declares; undefined when a workbook has none of that name. */
export function unicefSheet(sheets: readonly Sheet[], source: Source): Sheet | undefined {
  return source.sheet === undefined
    ? undefined
    : sheets.find(({ name }) => plainName(name) === plainName(source.sheet!));
}

function readSheet(
  sheet: Sheet,
  file: string,
  source: Source,
  options: ImportOptions,
  release: string | null
): Imported {
  const [above, below, ...rows] = sheet.rows;
  const headers = joinedHeaders(above?.cells ?? [], below?.cells ?? []);
  const columnOf = (name: string): number => {
    const index = headers.indexOf(name);
    const again = headers.indexOf(name, index + 1);
    const advice =
      'the publisher has changed the table, or this is another one: correct the declaration of the source';
    if (again >= 0)
      refuseAt(
        file,
        { line: 1, column: again + 1 },
        `the header ${quoted(name)} again`,
        'each header once',
        advice
      );
    if (index < 0)
      refuseAt(
        file,
        atStart,
        `the header ${quoted(headers.join(', '))}`,
        `a column ${quoted(name)}`,
        advice
      );
    return index;
  };
  const [code, year, value] = [
    columnOf(codeHeader),
    columnOf(yearHeader),
    columnOf(source.columns?.[0] ?? '')
  ];
  const list = observationList(file, source, options);
  for (const row of rows.filter((row) => !blankRow(row))) {
    const cell = (index: number): TableCell => ({
      text: row.cells[index] ?? '',
      line: row.line,
      column: index + 1
    });
    const given = cell(code);
    const iso3 = source.codes?.[given.text] ?? given.text;
    const period = surveyYear(cell(year), source.calendars?.[iso3], file, options.lastYear);
    if (!list.add({ iso3, code: given, year: period.year, value: cell(value) }))
      list.drop('rows without a value');
    else if (period.flag !== undefined) list.flag(period.flag);
  }
  return list.finish(release);
}

/** Returns the month that a sheet of the workbook gives as its last update; null when none does. */
function releaseOf(
  sheets: readonly Sheet[],
  file: string,
  { released }: ImportOptions
): string | null {
  for (const { name, rows } of sheets) {
    for (const { line, cells } of rows.slice(0, mostAbove)) {
      const column = cells.findIndex((cell) => /^last update:/i.test(cell));
      const text = cells[column]?.replace(/^last update:\s*/i, '');
      if (text === undefined) continue;
      const [, month = '', year = ''] = /^([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
      if (months.includes(month))
        return `${year}-${String(months.indexOf(month) + 1).padStart(2, '0')}`;
      if (released !== undefined) return null;
      const advice =
        'the publisher has changed how it dates the workbook, or somebody has: say which month it is with --released YYYY-MM';
      return inCells(name, () =>
        refuseAt(
          file,
          { line, column: column + 1 },
          quoted(text),
          'a month such as May 2021',
          advice
        )
      );
    }
  }
  return null;
}
