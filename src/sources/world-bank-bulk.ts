import { blankRow, csvRows, quoted, type CsvRow } from './csv-table.ts';
import { fileText } from './file-text.ts';
import type { Imported, ImportOptions, PublishedFile } from './imported.ts';
import { checkLastLine } from './last-line.ts';
import { kindOfEntry, observationList } from './observation-list.ts';
import { onceOnly } from './once-only.ts';
import { readYear } from './read-year.ts';
import { SourceError } from './source-error.ts';
import type { Source } from './source.ts';
import { checkWorldBankList } from './world-bank-list.ts';

const columns = ['Country Name', 'Country Code', 'Indicator Name', 'Indicator Code'];
/** More lines than the publisher or a spreadsheet puts above the header. */
const mostAbove = 20;

/**
 * Returns the values of the World Bank's bulk download `API_<indicator>_DS2_en_csv_v2_<n>.csv`: one row for each economy
 * or group, one column for each year. The four lines above the header ("Data Source", "Last Updated Date") may be there,
 * be padded with commas, or be gone; the release is read from them when they are there.
 * @throws SourceError naming the line and cell of the first thing that is not as it should be.
 */
export function worldBankBulk(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const rows = csvRows(fileText(file, source), file.name, source.delimiter);
  const fail = (line: number, column: number, found: string, expected: string, advice: string): never => {
    throw new SourceError({ file: file.name, line, column, found, expected, advice });
  };
  const preamble: CsvRow[] = [];
  let header: CsvRow | undefined;
  // Not `for … of`, which would end the rows with its own end.
  for (let next = rows.next(); !next.done && preamble.length < mostAbove; next = rows.next()) {
    if (next.value.cells[0]?.trim() === columns[0] && next.value.cells[1]?.trim() === columns[1]) {
      header = next.value;
      break;
    }
    preamble.push(next.value);
  }
  if (header === undefined) {
    const first = preamble[0]?.cells[0] ?? '';
    return fail(
      1,
      1,
      quoted(first),
      `the header ${columns.join(', ')}, 1960 …`,
      preamble.some(({ cells }) => cells[0]?.includes(`${columns[0]};`))
        ? `the cells are separated by semicolons: download the file again, or declare the "delimiter" in data/sources/${source.id}.json when the publisher always writes so`
        : `this is not a World Bank bulk file: choose another source than ${source.id}, or download the CSV again`
    );
  }
  const { line: headerLine, cells: headers } = header;
  const release = releaseOf(preamble, file.name, options.today);
  columns.forEach((name, index) => {
    if (headers[index]?.trim() !== name)
      fail(headerLine, index + 1, quoted(headers[index] ?? ''), quoted(name), 'the columns were moved or renamed: download the file again');
  });
  const years = readYears(header, file.name, options.lastYear);
  const width = years.at(-1)!.column;
  const list = observationList(file.name, source, options);
  const once = onceOnly(file.name, 'one row for each code');
  const codes = new Set<string>();

  let last = header;
  for (const row of rows) {
    last = row;
    if (blankRow(row)) continue;
    if (row.cells[0]?.trim() === columns[0])
      fail(row.line, 1, 'a second header', 'one table', 'two files were joined: take each by itself');
    if (row.cells.length < width) {
      fail(
        row.line,
        row.cells.length,
        `a row that ends after ${row.cells.length} cells`,
        `${width} cells, as in the header`,
        'the file was cut off: download it again'
      );
    }
    const extra = row.cells.findIndex((cell, index) => index >= width && cell.trim() !== '');
    if (extra >= 0)
      fail(
        row.line,
        extra + 1,
        quoted(row.cells[extra] ?? ''),
        'nothing after the last year',
        'a column is missing from the header, or a comma too many stands in the row'
      );
    const indicator = row.cells[3]?.trim() ?? '';
    if (indicator !== source.indicatorCode) {
      fail(
        row.line,
        4,
        `the indicator ${quoted(indicator)}`,
        `"${source.indicatorCode}", the indicator of ${source.id}`,
        'choose the source of this indicator with --source'
      );
    }
    const code = { text: row.cells[1]?.trim() ?? '', column: 2 };
    const iso3 = source.codes?.[code.text] ?? code.text;
    kindOfEntry({ line: row.line, iso3, code }, file.name, source);
    once(iso3, `the code ${quoted(code.text)}`, { line: row.line, column: code.column });
    codes.add(iso3);
    const kept = years.filter(({ year, column }) => {
      const value = { text: (row.cells[column - 1] ?? '').trim(), column };
      return list.add({ line: row.line, iso3, code, year: { text: String(year), column }, value });
    });
    if (kept.length === 0) list.drop('rows without any value');
  }
  checkLastLine(last, file.name, source);
  if (source.listsAll) checkWorldBankList(codes, file.name, { line: last.line, column: 2 });
  return list.finish(release);
}

function readYears(header: CsvRow, file: string, lastYear: number): { year: number; column: number }[] {
  const years: { year: number; column: number }[] = [];
  header.cells.forEach((cell, index) => {
    if (index < columns.length) return;
    const text = cell.trim();
    // The publisher ends each line with a comma: the cell after it belongs to no year.
    if (text === '' && header.cells.slice(index).every((rest) => rest.trim() === '')) return;
    const at = { line: header.line, column: index + 1 };
    const year = readYear(text, file, at, lastYear);
    const before = years.find((other) => other.year === year);
    if (before)
      throw new SourceError({
        file,
        ...at,
        found: `the year ${year} again`,
        expected: `each year once; the first is column ${before.column}`,
        advice: 'the header was changed: download the file again'
      });
    years.push({ year, column: index + 1 });
  });
  if (years.length === 0)
    throw new SourceError({
      file,
      line: header.line,
      column: columns.length + 1,
      found: 'no year',
      expected: 'one column for each year',
      advice: 'the file was cut off: download it again'
    });
  return years;
}

function releaseOf(preamble: readonly CsvRow[], file: string, today: string | undefined): string | null {
  const row = preamble.find(({ cells }) => cells[0]?.trim() === 'Last Updated Date');
  if (!row) return null;
  const text = row.cells[1]?.trim() ?? '';
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const date = match ? new Date(`${text}T00:00:00Z`) : undefined;
  if (!date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new SourceError({
      file,
      line: row.line,
      column: 2,
      found: quoted(text),
      expected: 'a day written YYYY-MM-DD',
      advice: 'a spreadsheet has rewritten the date: download the file again'
    });
  }
  if (today !== undefined && text > today) {
    throw new SourceError({
      file,
      line: row.line,
      column: 2,
      found: `the release ${text}`,
      expected: `a day up to today, ${today}`,
      advice: 'the date was changed by hand, or the clock of this computer is wrong: download the file again'
    });
  }
  return text;
}
