import type { ReadLayout } from '../tables/file-text.ts';
import { isBlankRow, quoted } from '../tables/csv-table.ts';
import { observationList } from './observation-list.ts';
import { monthNames } from '../cells/calendar.ts';
import { atStart, otherSource, refuseAt, refuseIn, type TableCell } from '../source-error.ts';
import type { Imported, ImportOptions, Source } from '../source.ts';
import {
  importedIn,
  inCells,
  readSpreadsheet,
  sheetDoubts,
  type Sheet
} from '../tables/spreadsheet.ts';
import { say } from '#locale/say.ts';

/**
 * Returns the year of a survey: the first of `2018-19`, the common year of a declared local
 * calendar; `flag` says what was done. A year that may be common is never converted.
 * @throws SourceError for other forms, and periods of over two years.
 */
export function surveyYear(
  cell: TableCell,
  calendar: NonNullable<Source['calendars']>[string] | undefined,
  file: string,
  lastYear: number
): { year: TableCell; flag: string | undefined } {
  const match = /^(\d{4})(?:-(\d{2}|\d{4}))?$/.exec(cell.text);
  if (!match)
    return refuseAt(
      file,
      cell,
      'not-a-period',
      say`${quoted(cell.text)} is not a year such as 2019, or a period such as 2018-19.`,
      /^\d{4}-\d{2}-\d{2}$/.test(cell.text)
        ? say`A spreadsheet has made a day of it: set the cell to Text and write ${cell.text.slice(0, 7)} if the publisher’s page gives that.`
        : say`Write what the publisher’s page gives. Delete the row if it is a note or a total.`
    );
  const first = Number(match[1]);
  if (match[2] === undefined) {
    if (calendar === undefined || first <= lastYear) return { year: cell, flag: undefined };
    return {
      year: { ...cell, text: String(first + calendar.offset) },
      flag: `years of the ${calendar.name} calendar, converted by ${calendar.offset}`
    };
  }
  const year = { ...cell, text: match[1]! };
  // The code of household surveys for "not known".
  if (match[2] === '99')
    return { year, flag: 'periods without a known end, kept under their first year' };
  const last =
    match[2].length === 2 ? Math.floor(first / 100) * 100 + Number(match[2]) : Number(match[2]);
  const end = match[2].length === 2 && last < first ? last + 100 : last;
  if (end <= first || end > first + 2)
    refuseAt(
      file,
      cell,
      'long-period',
      say`${quoted(cell.text)} is not a period of at most two years after its first.`,
      say`Write what the publisher’s page gives.`
    );
  return { year, flag: 'periods of several years, kept under their first' };
}

const codeHeader = 'ISO3';
const yearHeader = 'Source / Time period';
export const unicefHeaders: readonly string[] = [codeHeader, yearHeader];
const mostAbove = 20;

/** Joins a header of two rows: `Residence / Rural` under a label over several columns. */
export function joinedHeaders(above: readonly string[], below: readonly string[]) {
  let group = '';
  return Array.from({ length: Math.max(above.length, below.length) }, (_, index) => {
    const over = above[index] ?? '';
    const under = below[index] ?? '';
    if (over !== '') group = over;
    return under === '' ? over : `${group} / ${under}`;
  });
}

/** Reads a declared sheet and column; the release is the cover's ("Last update: May 2021"). */
export const unicefWorkbook: ReadLayout = (file, source, options) => {
  const sheets = readSpreadsheet(file);
  const sheet = unicefSheet(sheets, source);
  if (!sheet) {
    return refuseIn(
      file.name,
      '',
      'missing-sheet',
      say`The workbook has the sheets ${sheets.map(({ name }) => quoted(name)).join(', ')}, not ${quoted(source.sheet ?? '')}.`,
      say`${otherSource()} If the sheet has another name now, correct "sheet" in data/sources/${source.id}.json.`
    );
  }
  const release = releaseOf(sheets, file.name, options);
  const imported = importedIn(sheet.name, () =>
    readSheet(sheet, file.name, source, options, release)
  );
  // Sheets for other ages have other names; `Total school age (2)` may be the one that is meant.
  const others = sheets.filter(
    (other) => other !== sheet && plainName(other.name).startsWith(plainName(sheet.name))
  );
  return {
    ...imported,
    doubts: [
      ...sheetDoubts(
        sheet,
        others,
        say`this name`,
        say`write its name as "sheet" in data/sources/${source.id}.json and take the file again`
      ),
      ...imported.doubts
    ]
  };
};

/** Spreadsheets ignore the case of sheet names. */
const plainName = (name: string) => name.trim().toLowerCase();

export function unicefSheet(sheets: readonly Sheet[], source: Source) {
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
  const columnOf = (name: string) => {
    const index = headers.indexOf(name);
    const again = headers.indexOf(name, index + 1);
    const fix = say`If the publisher has changed the table, correct the declaration of the source. Otherwise this is another table.`;
    if (again >= 0)
      refuseAt(
        file,
        { line: 1, column: again + 1 },
        'repeated-header',
        say`The header ${quoted(name)} is there twice.`,
        fix
      );
    if (index < 0)
      refuseAt(
        file,
        atStart,
        'missing-column',
        say`The header ${quoted(headers.join(', '))} has no column ${quoted(name)}.`,
        fix
      );
    return index;
  };
  const [code, year, value] = [
    columnOf(codeHeader),
    columnOf(yearHeader),
    columnOf(source.columns?.[0] ?? '')
  ];
  const list = observationList(file, source, options, 'row');
  for (const row of rows.filter((row) => !isBlankRow(row))) {
    const cell = (index: number) => ({
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

function releaseOf(sheets: readonly Sheet[], file: string, { released }: ImportOptions) {
  for (const { name, rows } of sheets) {
    for (const { line, cells } of rows.slice(0, mostAbove)) {
      const column = cells.findIndex((cell) => /^last update:/i.test(cell));
      const text = cells[column]?.replace(/^last update:\s*/i, '');
      if (text === undefined) continue;
      const [, month = '', year = ''] = /^([A-Z][a-z]+) (\d{4})$/.exec(text) ?? [];
      if (monthNames.includes(month))
        return `${year}-${String(monthNames.indexOf(month) + 1).padStart(2, '0')}`;
      if (released !== undefined) return null;
      return inCells(name, () =>
        refuseAt(
          file,
          { line, column: column + 1 },
          'no-release-month',
          say`The last update, ${quoted(text)}, is not a month such as May 2021.`,
          say`Look the month up on the publisher’s page, and add \`--released YYYY-MM\` at the end of the command.`
        )
      );
    }
  }
  return null;
}
