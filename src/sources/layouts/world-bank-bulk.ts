import {
  blankRow,
  checkLastLine,
  csvRows,
  quoted,
  refuseShort,
  type CsvRow,
  onceOnly
} from '../tables/csv-table.ts';
import { startOf, fileText } from '../tables/file-text.ts';
import { observationList, type ObservationList } from './observation-list.ts';
import { printedDay } from '../cells/printed-day.ts';
import { checkEconomies } from '../publisher-list.ts';
import { readYear } from '../cells/read-year.ts';
import { atStart, refuseAt } from '../source-error.ts';
import type { FileDoubt, Imported, ImportOptions, PublishedFile, Source } from '../source.ts';
import {
  importedIn,
  maybeSpreadsheet,
  readSpreadsheet,
  sheetDoubts,
  type Sheet
} from '../tables/spreadsheet.ts';
import { isWorldBankApi, worldBankApi } from './world-bank-api.ts';

const columns = ['Country Name', 'Country Code', 'Indicator Name', 'Indicator Code'] as const;
const publishersSheet = 'Data';
/** More lines than the publisher or a spreadsheet puts above the header. */
const mostAbove = 20;

const has = ({ cells }: Pick<CsvRow, 'cells'>, ...names: readonly string[]) =>
  names.every((name) => cells.some((cell) => cell.trim() === name));

/**
 * Whether a row is a header of the publisher, also where a column was renamed or written in
 * capitals.
 */
const isHeader = ({ cells }: Pick<CsvRow, 'cells'>) =>
  columns.filter((name) => cells.some((cell) => cell.trim().toLowerCase() === name.toLowerCase()))
    .length >= 2;

/** Returns which of the rows is the header of a World Bank bulk file; -1 when there is none. */
export const worldBankHeader = (rows: readonly CsvRow[]): number =>
  rows.findIndex((row) => has(row, columns[0], columns[1], columns[3]));

/** Returns the indicator code of the first row below a header. */
export function worldBankIndicator(rows: readonly CsvRow[], header: number): string | undefined {
  const column = rows[header]?.cells.findIndex((cell) => cell.trim() === columns[3]) ?? -1;
  return rows[header + 1]?.cells[column]?.trim();
}

/** Whether a row is a header of names and years in which no column holds codes. */
export function isHeaderOfNames({ cells }: Pick<CsvRow, 'cells'>): boolean {
  const texts = cells.map((cell) => cell.trim());
  return (
    texts.some((text) =>
      /^(country|economy|country or area|entity|location|place)( name)?$/i.test(text)
    ) &&
    !texts.some((text) => /\b(code|iso ?-?3?|geo)\b/i.test(text)) &&
    texts.filter((text) => /^(19|20)\d{2}$/.test(text)).length >= 2
  );
}

/**
 * Returns the values of a World Bank file of one indicator: the bulk download
 * `API_<indicator>_DS2_en_csv_v2_<n>.csv`, the same as a workbook (.xls, .xlsx), or the answer of
 * its API (.json). In a table each economy or group has a row, each year a column. The lines above
 * the header ("Data Source", "Last Updated Date") may be there, be padded or rewritten by a
 * spreadsheet, or be gone; the release is read from them when they are there. Columns that are none
 * of the publisher's are left out.
 */
export function worldBankBulk(
  file: PublishedFile,
  source: Source,
  options: ImportOptions
): Imported {
  if (maybeSpreadsheet(startOf(file))) return readWorkbook(file, source, options);
  if (isWorldBankApi(file)) return worldBankApi(file, source, options);
  return readTable(
    csvRows(fileText(file, source), file.name, source.delimiter),
    file.name,
    source,
    options
  );
}

/**
 * Returns the sheet that holds an indicator, visible and named as the publisher does if there is
 * one, with its doubts; undefined when none is a table.
 */
export function worldBankSheet(
  sheets: readonly Sheet[],
  indicator: string
): { sheet: Sheet; doubts: FileDoubt[] } | undefined {
  const tables = sheets.filter(({ rows }) => worldBankHeader(rows.slice(0, mostAbove)) >= 0);
  const own = tables.filter(
    ({ rows }) => worldBankIndicator(rows, worldBankHeader(rows.slice(0, mostAbove))) === indicator
  );
  const likely = own.length > 0 ? own : tables;
  const seen = likely.filter(({ hidden }) => !hidden);
  const sheet = seen.find(({ name }) => name === publishersSheet) ?? seen[0] ?? likely[0];
  if (!sheet) return undefined;
  const others = likely.filter((other) => other !== sheet);
  return { sheet, doubts: sheetDoubts(sheet, others, `the indicator ${indicator}`) };
}

function readWorkbook(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const sheets = readSpreadsheet(file);
  const chosen = worldBankSheet(sheets, source.indicatorCode);
  if (!chosen) {
    const found = `no sheet with the header ${columns.join(', ')}, but ${sheets.map(({ name }) => quoted(name)).join(', ')}`;
    const advice = `choose another source than ${source.id}, or download the workbook again`;
    return refuseAt(
      file.name,
      atStart,
      found,
      'a workbook of the World Bank, with the sheet "Data"',
      advice
    );
  }
  const { sheet, doubts } = chosen;
  // A workbook keeps no empty cells at the end of a row.
  const width = Math.max(...sheet.rows.map(({ cells }) => cells.length));
  const rows = sheet.rows.map((row) => ({
    ...row,
    cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')]
  }));
  const { encoding: _encoding, delimiter: _delimiter, decimal: _decimal, ...plain } = source;
  const imported = importedIn(sheet.name, () =>
    readTable(rows.values(), file.name, plain, options)
  );
  return { ...imported, doubts: [...doubts, ...imported.doubts] };
}

function readTable(
  rows: Iterator<CsvRow>,
  file: string,
  source: Source,
  options: ImportOptions
): Imported {
  const { preamble, header } = readAbove(rows, file, source);
  const list = observationList(file, source, options);
  const release = releaseOf(preamble, file, options, list);
  const columnOf = (name: (typeof columns)[number]) =>
    header.cells.findIndex((cell) => cell.trim() === name) + 1;
  const [nameColumn, codeColumn, indicatorColumn] = [
    columnOf(columns[0]),
    columnOf(columns[1]),
    columnOf(columns[3])
  ];
  const indicatorNameColumn = columnOf(columns[2]);
  const { years, added } = readYears(header, file, options.lastYear);
  const width = years.at(-1)!.column;
  const once = onceOnly(file, 'one row for each code');
  const codes = new Set<string>();

  let last = header;
  for (let next = rows.next(); !next.done; next = rows.next()) {
    const row = next.value;
    last = row;
    if (blankRow(row)) continue;
    const { line } = row;
    const fail = (column: number, found: string, expected: string, advice: string): never =>
      refuseAt(file, { line, column }, found, expected, advice);
    const cell = (column: number) => (row.cells[column - 1] ?? '').trim();
    if (cell(nameColumn) === columns[0])
      fail(1, 'a second header', 'one table', 'two files were joined: take each by itself');
    refuseShort(row, width, file);
    const extra = row.cells.findIndex(
      (text, index) => index >= width && text.trim() !== '' && !added.includes(index + 1)
    );
    const tooMany = 'a column is missing from the header, or a comma too many stands in the row';
    if (extra >= 0)
      fail(extra + 1, quoted(row.cells[extra] ?? ''), 'nothing after the last year', tooMany);
    const indicator = cell(indicatorColumn);
    const code = { text: cell(codeColumn), line, column: codeColumn };
    if (indicator === '') {
      const expected = `a code, and "${source.indicatorCode}", in each row`;
      const emptied = 'the cell was emptied: download the file again';
      if (code.text !== '')
        fail(indicatorColumn, `no indicator for ${quoted(code.text)}`, expected, emptied);
      const text = row.cells.find((one) => one.trim() !== '')?.trim() ?? '';
      const advice =
        'if a total or a note was added to the table, take the row out; else download the file again';
      fail(codeColumn, `no code and no indicator in the row ${quoted(text)}`, expected, advice);
    }
    if (indicator !== source.indicatorCode) {
      const expected = `"${source.indicatorCode}", the indicator of ${source.id}`;
      fail(
        indicatorColumn,
        `the indicator ${quoted(indicator)}`,
        expected,
        'choose the source of this indicator with --source'
      );
    }
    const iso3 = source.codes?.[code.text] ?? code.text;
    once(iso3, `the code ${quoted(code.text)}`, code);
    codes.add(iso3);
    list.indicator({ text: cell(indicatorNameColumn), line, column: indicatorNameColumn });
    list.list(iso3, { text: cell(nameColumn), line, column: nameColumn });
    for (const column of added)
      if (cell(column) !== '')
        list.drop(
          `cells of the column ${quoted(header.cells[column - 1] ?? '')}, which is not the publisher’s`
        );
    const kept = years.filter(({ year, column }) =>
      list.add({
        iso3,
        code,
        year: { text: String(year), line, column },
        value: { text: cell(column), line, column }
      })
    );
    if (kept.length === 0) list.drop('rows without any value');
  }
  checkLastLine(last, file, source);
  if (options.list)
    checkEconomies(options.list, codes, file, { line: last.line, column: codeColumn });
  return list.finish(release);
}

/**
 * Returns the rows above the header and the header.
 * @throws SourceError when there is none, or a column is missing from it.
 */
function readAbove(
  rows: Iterator<CsvRow>,
  file: string,
  source: Source
): { preamble: CsvRow[]; header: CsvRow } {
  const preamble: CsvRow[] = [];
  for (let next = rows.next(); !next.done && preamble.length < mostAbove; next = rows.next()) {
    const row = next.value;
    if (isHeader(row)) {
      const missing = columns.find((name) => name !== columns[2] && !has(row, name));
      if (missing !== undefined) {
        const at = columns.indexOf(missing);
        const advice =
          'the columns were moved or renamed: download the file again, or write the name there where it is the same column';
        refuseAt(
          file,
          { line: row.line, column: at + 1 },
          quoted(row.cells[at] ?? ''),
          quoted(missing),
          advice
        );
      }
      return { preamble, header: row };
    }
    if (isHeaderOfNames(row)) {
      const found = `a table of names without codes: ${quoted(row.cells.slice(0, 3).join(', '))}`;
      const advice =
        'names change and are never joined on: download the file with codes from the publisher';
      refuseAt(
        file,
        { line: row.line, column: 1 },
        found,
        `a column "${columns[1]}" beside the names`,
        advice
      );
    }
    preamble.push(row);
  }
  const advice = `this is not a World Bank bulk file: choose another source than ${source.id}, or download the CSV again`;
  return refuseAt(
    file,
    atStart,
    quoted(preamble[0]?.cells[0] ?? ''),
    `the header ${columns.join(', ')}, 1960 …`,
    advice
  );
}

/**
 * Returns the columns of years, and those that somebody has added: they have a header, and it is no
 * year.
 */
function readYears(
  header: CsvRow,
  file: string,
  lastYear: number
): { years: { year: number; column: number }[]; added: number[] } {
  const years: { year: number; column: number }[] = [];
  const added: number[] = [];
  header.cells.forEach((cell, index) => {
    const text = cell.trim();
    if (columns.some((name) => name === text)) {
      if (header.cells.findIndex((other) => other.trim() === text) === index) return;
    } else if (text !== '' && !/\d{3}|^\d+$|^[=#]/.test(text)) {
      added.push(index + 1);
      return;
    }
    // The publisher ends each line with a comma: the cell after it belongs to no year.
    if (
      text === '' &&
      header.cells.slice(index).every((rest) => rest.trim() === '' || !/\d/.test(rest))
    )
      return;
    const at = { line: header.line, column: index + 1 };
    const year = readYear(text, file, at, lastYear);
    const before = years.find((other) => other.year === year);
    const advice = 'the header was changed: download the file again';
    if (before)
      refuseAt(
        file,
        at,
        `the year ${year} again`,
        `each year once; the first is column ${before.column}`,
        advice
      );
    years.push({ year, column: index + 1 });
  });
  const turned = years.find(
    ({ year }, index) =>
      index > 1 && year > years[index - 1]!.year !== years[1]!.year > years[0]!.year
  );
  if (turned) {
    const before = years[years.indexOf(turned) - 1]!.year;
    const advice =
      'two years of the header may have been swapped, and no figure would tell: download the file again';
    refuseAt(
      file,
      { line: header.line, column: turned.column },
      `the year ${turned.year} after ${before}`,
      'the years in order',
      advice
    );
  }
  const at = { line: header.line, column: columns.length + 1 };
  if (years.length === 0)
    refuseAt(
      file,
      at,
      'no year',
      'one column for each year',
      'the file was cut off: download it again'
    );
  return { years, added };
}

function releaseOf(
  preamble: readonly CsvRow[],
  file: string,
  options: ImportOptions,
  list: ObservationList
): string | null {
  const row = preamble.find(({ cells }) => cells[0]?.trim() === 'Last Updated Date');
  if (!row) return null;
  const printed = printedDay(
    row.cells[1]?.trim() ?? '',
    file,
    { line: row.line, column: 2 },
    options
  );
  if (printed?.note !== undefined) list.flag(printed.note);
  return printed?.day ?? null;
}
