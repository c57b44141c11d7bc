import {
  isBlankRow,
  checkLastLine,
  csvRows,
  quoted,
  refuseShortRow,
  type CsvRow,
  onceOnly,
  type RowWord
} from '../tables/csv-table.ts';
import { fileText, withoutDialect, type ReadLayout } from '../tables/file-text.ts';
import { observationList, type ObservationList } from './observation-list.ts';
import { checkEconomies } from '../publisher-list.ts';
import { readYear, printedDay } from '../cells/dates.ts';
import { atStart, downloadAgain, otherSource, refuseAt, type Fault } from '../source-error.ts';
import type { ImportOptions, PublishedFile, Source } from '../source.ts';
import {
  importedIn,
  maybeSpreadsheet,
  readSpreadsheet,
  sheetDoubts,
  type Sheet
} from '../tables/spreadsheet.ts';
import { isWorldBankApi, worldBankApi } from './world-bank-api.ts';
import { say } from '#locale/say.ts';

const columns = ['Country Name', 'Country Code', 'Indicator Name', 'Indicator Code'] as const;
const publishersSheet = 'Data';
/** More rows than the publisher or a spreadsheet puts above the header. */
const mostAbove = 20;

const has = ({ cells }: Pick<CsvRow, 'cells'>, ...names: readonly string[]) =>
  names.every((name) => cells.some((cell) => cell.trim() === name));

/** True for the publisher's header, also where a column was renamed or is in capitals. */
const isHeader = ({ cells }: CsvRow) =>
  columns.filter((name) => cells.some((cell) => cell.trim().toLowerCase() === name.toLowerCase()))
    .length >= 2;

export const worldBankHeader = (rows: readonly CsvRow[]) =>
  rows.findIndex((row) => has(row, columns[0], columns[1], columns[3]));

export function worldBankIndicator(rows: readonly CsvRow[], header: number) {
  const column = rows[header]?.cells.findIndex((cell) => cell.trim() === columns[3]) ?? -1;
  return rows[header + 1]?.cells[column]?.trim();
}

/** True for a header of names and years without a column of codes. */
export function isHeaderOfNames({ cells }: CsvRow) {
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
 * Reads a World Bank file of one indicator: the bulk download
 * `API_<indicator>_DS2_en_csv_v2_<n>.csv`, a workbook (.xls, .xlsx), or an answer of the API
 * (.json). A table has a row for each economy or group and a column for each year. The rows above
 * the header ("Data Source", "Last Updated Date") may be missing, padded or rewritten by a
 * spreadsheet. Columns that are not the publisher's are left out.
 */
export const worldBankBulk: ReadLayout = (file, source, options) => {
  if (maybeSpreadsheet(file.bytes)) return readWorkbook(file, source, options);
  if (isWorldBankApi(file)) return worldBankApi(file, source, options);
  return readTable(
    csvRows(fileText(file, source), file.name, source.delimiter),
    file.name,
    source,
    options
  );
};

/** Returns the sheet of an indicator, preferring a visible one named "Data", with its doubts. */
export function worldBankSheet(sheets: readonly Sheet[], indicator: string) {
  const tables = sheets.filter(({ rows }) => worldBankHeader(rows.slice(0, mostAbove)) >= 0);
  const own = tables.filter(
    ({ rows }) => worldBankIndicator(rows, worldBankHeader(rows.slice(0, mostAbove))) === indicator
  );
  const likely = own.length > 0 ? own : tables;
  const seen = likely.filter(({ hidden }) => !hidden);
  const sheet = seen.find(({ name }) => name === publishersSheet) ?? seen[0] ?? likely[0];
  if (!sheet) return undefined;
  const others = likely.filter((other) => other !== sheet);
  return {
    sheet,
    doubts: sheetDoubts(
      sheet,
      others,
      say`the indicator ${indicator}`,
      say`download the publisher’s own file again: it has one such sheet`
    )
  };
}

function readWorkbook(file: PublishedFile, source: Source, options: ImportOptions) {
  const sheets = readSpreadsheet(file);
  const chosen = worldBankSheet(sheets, source.indicatorCode);
  if (!chosen) {
    return refuseAt(
      file.name,
      atStart,
      'missing-sheet',
      say`No sheet (${sheets.map(({ name }) => quoted(name)).join(', ')}) has the header ${columns.join(', ')}.`,
      otherSource()
    );
  }
  const { sheet, doubts } = chosen;
  // A workbook keeps no empty cells at the end of a row.
  const width = Math.max(...sheet.rows.map(({ cells }) => cells.length));
  const rows = sheet.rows.map((row) => ({
    ...row,
    cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')]
  }));
  const imported = importedIn(sheet.name, () =>
    readTable(rows.values(), file.name, withoutDialect(source), options, 'row')
  );
  return { ...imported, doubts: [...doubts, ...imported.doubts] };
}

function readTable(
  rows: Iterator<CsvRow>,
  file: string,
  source: Source,
  options: ImportOptions,
  word?: RowWord
) {
  const { preamble, header } = readAbove(rows, file, source);
  const list = observationList(file, source, options, word);
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
  const once = onceOnly(file, word);
  const codes = new Set<string>();

  let last = header;
  for (let next = rows.next(); !next.done; next = rows.next()) {
    const row = next.value;
    last = row;
    if (isBlankRow(row)) continue;
    const { line } = row;
    const fail = (column: number, ...fault: Fault): never =>
      refuseAt(file, { line, column }, ...fault);
    const cell = (column: number) => (row.cells[column - 1] ?? '').trim();
    if (cell(nameColumn) === columns[0])
      fail(
        1,
        'second-header',
        say`The table has a second header: two files were joined.`,
        say`Take each file by itself.`
      );
    refuseShortRow(row, width, file);
    const extra = row.cells.findIndex(
      (text, index) => index >= width && text.trim() !== '' && !added.includes(index + 1)
    );
    if (extra >= 0)
      fail(
        extra + 1,
        'extra-cell',
        say`${quoted(row.cells[extra] ?? '')} is after the last year: the header lacks a column, or the row has a comma too many.`,
        downloadAgain()
      );
    const indicator = cell(indicatorColumn);
    const code = { text: cell(codeColumn), line, column: codeColumn };
    if (indicator === '') {
      if (code.text !== '')
        fail(
          indicatorColumn,
          'no-indicator',
          say`The row of ${quoted(code.text)} has no indicator: the cell was emptied.`,
          downloadAgain()
        );
      const text = row.cells.find((one) => one.trim() !== '')?.trim() ?? '';
      fail(
        codeColumn,
        'note',
        say`The row ${quoted(text)} has no code and no indicator.`,
        say`Delete the row if it is a total or a note. Otherwise download the file again.`
      );
    }
    if (indicator !== source.indicatorCode)
      fail(
        indicatorColumn,
        'other-indicator',
        say`The indicator is ${quoted(indicator)}, not "${source.indicatorCode}" of ${source.id}.`,
        otherSource()
      );
    const iso3 = source.codes?.[code.text] ?? code.text;
    once(iso3, say`The code ${quoted(code.text)}`, code);
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

function readAbove(rows: Iterator<CsvRow>, file: string, source: Source) {
  const preamble: CsvRow[] = [];
  for (let next = rows.next(); !next.done && preamble.length < mostAbove; next = rows.next()) {
    const row = next.value;
    if (isHeader(row)) {
      const missing = columns.find((name) => name !== columns[2] && !has(row, name));
      if (missing !== undefined) {
        const at = columns.indexOf(missing);
        refuseAt(
          file,
          { line: row.line, column: at + 1 },
          'missing-column',
          say`The header has ${quoted(row.cells[at] ?? '')} where the publisher has ${quoted(missing)}.`,
          say`Download the file again, or write ${quoted(missing)} if it is the same column.`
        );
      }
      return { preamble, header: row };
    }
    if (isHeaderOfNames(row)) {
      refuseAt(
        file,
        { line: row.line, column: 1 },
        'names-without-codes',
        say`The header ${quoted(row.cells.slice(0, 3).join(', '))} has names and no codes; names change and are never joined on.`,
        say`Download the file with codes from the publisher.`
      );
    }
    preamble.push(row);
  }
  return refuseAt(
    file,
    atStart,
    'no-header',
    say`The file begins with ${quoted(preamble[0]?.cells[0] ?? '')} and has no header ${columns.join(', ')}.`,
    say`This is not a World Bank bulk file of ${source.id}. ${otherSource()}`
  );
}

/** Returns the columns of years, and those that an editor has added: their header is not a year. */
function readYears(header: CsvRow, file: string, lastYear: number) {
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
    // The publisher ends each line with a comma, and so with an empty cell.
    if (
      text === '' &&
      header.cells.slice(index).every((rest) => rest.trim() === '' || !/\d/.test(rest))
    )
      return;
    const at = { line: header.line, column: index + 1 };
    const year = readYear(text, file, at, lastYear);
    const before = years.find((other) => other.year === year);
    if (before)
      refuseAt(
        file,
        at,
        'repeated-year',
        say`The year ${year} is in the header twice, first in column ${before.column}.`,
        downloadAgain()
      );
    years.push({ year, column: index + 1 });
  });
  const turned = years.find(
    ({ year }, index) =>
      index > 1 && year > years[index - 1]!.year !== years[1]!.year > years[0]!.year
  );
  if (turned) {
    const before = years[years.indexOf(turned) - 1]!.year;
    refuseAt(
      file,
      { line: header.line, column: turned.column },
      'years-out-of-order',
      say`The year ${turned.year} follows ${before}: two years of the header may have been swapped.`,
      downloadAgain()
    );
  }
  const at = { line: header.line, column: columns.length + 1 };
  if (years.length === 0)
    refuseAt(
      file,
      at,
      'no-year',
      say`The header has no year: the file was cut off.`,
      downloadAgain()
    );
  return { years, added };
}

function releaseOf(
  preamble: readonly CsvRow[],
  file: string,
  options: ImportOptions,
  list: ObservationList
) {
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
