import { read, SSF, utils, type CellObject } from '@e965/xlsx';
import { sum } from 'd3';
import { zipSync } from 'fflate';
import type { FileDoubt, Imported, PublishedFile } from '../source.ts';
import { quoted, type CsvRow } from './csv-table.ts';
import {
  downloadAgain,
  otherSource,
  refuseIn,
  SourceError,
  type FilePosition
} from '../source-error.ts';
import { isArchive, openArchive, type ArchivedFile, type RefuseIn } from './zip-archive.ts';
import { say } from '#locale/say.ts';

export interface Sheet {
  name: string;
  hidden: boolean;
  hiddenRows: readonly number[];
  rows: CsvRow[];
}

/** Far more than any publisher's workbook has. */
const mostRows = 20_000;
/** Counts empty cells before a filled one: one far to the right in each row takes gigabytes. */
const mostCells = 5_000_000;
/** Formats for millions of columns: the xlsx library would allocate each column. */
const endlessColumns = /<(?:\w+:)?col\b[^<>]*\bm(?:ax|in)=["'][^"'\d]*\d{6}/;
/** Links, which the xlsx library would copy into every cell of their range: up to billions. */
const links = /<(?:\w+:)?hyperlink\b[^<>]*>/g;
const formulas =
  /(<(?:\w+:)?c)(\s[^<>]*)?>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>)(?:\s*(<(?:\w+:)?v(?:\s[^<>]*)?(?:\/>|>([^<]*)<\/(?:\w+:)?v>)))?\s*(?=<\/(?:\w+:)?c>)/g;
/** Set by programs that store 0 for each formula and leave computing to the spreadsheet. */
const computesOnLoad = /<(?:\w+:)?calcPr\b[^<>]*\bfullCalcOnLoad=["'](?:1|true)["']/;
const errors: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A'
};
const textBook = /(?:^|\/)workbook\.xml$/i;
const oldMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export const maybeSpreadsheet = (start: Uint8Array) => isArchive(start) || isOldSpreadsheet(start);

const isOldSpreadsheet = (start: Uint8Array) =>
  oldMark.every((byte, index) => start[index] === byte);

export function otherDocument(files: readonly ArchivedFile[]) {
  const has = (wanted: string) => files.some(({ name }) => name === wanted);
  if (has('content.xml') && has('META-INF/manifest.xml'))
    return say`a LibreOffice file (OpenDocument)`;
  if (has('word/document.xml')) return say`a document of Word`;
  if (has('ppt/presentation.xml')) return say`slides of PowerPoint`;
  const isBinary = has('xl/workbook.bin') && !has('xl/workbook.xml');
  return isBinary ? say`a binary workbook (.xlsb)` : undefined;
}

/**
 * Reads a workbook's sheets as text: shortest decimals, YYYY-MM-DD, errors by name, stored values
 * of formulas.
 */
export function readSpreadsheet(file: PublishedFile): Sheet[] {
  const refuse: RefuseIn = (...what) => refuseIn(file.name, ...what);
  if (!maybeSpreadsheet(file.bytes))
    refuse(
      '',
      'not-a-workbook',
      say`This is not a workbook (.xlsx or .xls), which the source declares.`,
      otherSource()
    );
  const archive = isArchive(file.bytes) ? openArchive(file) : undefined;
  const other = archive && otherDocument(archive);
  if (other !== undefined)
    refuse(
      '',
      'other-document',
      say`This is ${other}, not an .xlsx or .xls workbook.`,
      say`Take the publisher’s own file, or save the table as .xlsx or as CSV in UTF-8.`
    );
  const bytes = archive ? repacked(archive, refuse) : file.bytes;
  let book;
  try {
    book = quietly(() =>
      read(bytes, {
        type: 'buffer',
        dense: true,
        cellNF: true,
        cellFormula: false,
        cellHTML: false,
        cellText: false,
        // Needed for hidden rows.
        cellStyles: true,
        sheetRows: mostRows + 1
      })
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(message))
      return refuse(
        '',
        'password',
        say`The workbook has a password.`,
        say`Open it with its password and save it without.`
      );
    return refuse(
      '',
      'damaged-workbook',
      say`The workbook cannot be read.`,
      say`Download the file again, or open it and save it as .xlsx.`
    );
  }
  return book.SheetNames.map((name, index) => {
    const cells = book.Sheets[name]?.['!data'] ?? [];
    const tooLarge = (place: string, what: string) =>
      refuse(
        place,
        'sheet-too-large',
        say`The sheet has more than ${what}, too many for one indicator.`,
        say`Check that this is the right file.`
      );
    if (cells.length > mostRows) tooLarge(`${name}!A${mostRows + 1}`, say`${mostRows} rows`);
    if (sum(cells, (row) => row?.length) > mostCells) tooLarge(name, say`${mostCells} cells`);
    const text = (cell: CellObject | undefined) =>
      textOf(cell, book.Workbook?.WBProps?.date1904 === true);
    const rows = Array.from(cells, (row, index) => ({
      line: index + 1,
      cells: Array.from(row ?? [], text),
      ended: true
    }));
    const shown = book.Sheets[name]?.['!rows'] ?? [];
    const hiddenRows = rows
      .filter(({ line, cells }) => shown[line - 1]?.hidden && cells.some((cell) => cell !== ''))
      .map(({ line }) => line);
    return { name, hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0, hiddenRows, rows };
  });
}

export function sheetDoubts(sheet: Sheet, others: readonly Sheet[], what: string, other: string) {
  const named = ({ name, hidden }: Sheet) => `${quoted(name)}${hidden ? say` (hidden)` : ''}`;
  const doubts: FileDoubt[] = [];
  if (others.length > 0)
    doubts.push({
      kind: 'several-sheets',
      says: say`${others.length + 1} sheets have ${what}: ${named(sheet)} is read, ${others.map(named).join(say` and `)} ${others.length === 1 ? 'is' : 'are'} not; compare both with the publisher’s page, and if it has the figures of the other, ${other}`,
      places: []
    });
  else if (sheet.hidden)
    doubts.push({
      kind: 'hidden-sheet',
      says: say`${quoted(sheet.name)}, the only sheet with ${what}, is hidden; it is read anyway`,
      places: []
    });
  const [first] = sheet.hiddenRows;
  if (first !== undefined)
    doubts.push({
      kind: 'hidden-rows',
      says: say`${sheet.hiddenRows.length} rows of the sheet ${quoted(sheet.name)} are hidden, from row ${first} on; they are read anyway`,
      places: []
    });
  return doubts;
}

function cellName(sheet: string, { line, column }: FilePosition) {
  const name = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet)
    ? sheet
    : `'${sheet.replaceAll("'", "''")}'`;
  return `${name}!${utils.encode_cell({ r: line - 1, c: column - 1 })}`;
}

/** Adds the cell's name to every position that `run` reads in a sheet, and to its error. */
export function importedIn(sheet: string, run: () => Imported): Imported {
  const imported = inCells(sheet, run);
  const named = <At extends FilePosition>(at: At) => ({ ...at, cell: cellName(sheet, at) });
  return {
    ...imported,
    doubts: imported.doubts.map((doubt) => ({ ...doubt, places: doubt.places.map(named) })),
    listed: imported.listed.map(named),
    places: new Map([...imported.places].map(([key, place]) => [key, named(place)]))
  };
}

/** Adds the cell's name to an error that `run` throws at a line and column. */
export function inCells<Result>(sheet: string, run: () => Result) {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SourceError) || error.fault.place !== undefined) throw error;
    const { line, column } = error.fault;
    throw new SourceError({ ...error.fault, place: cellName(sheet, { line, column }) });
  }
}

/** Unpacks under our own limits and packs again uncompressed: the library unpacks nothing. */
function repacked(archive: readonly ArchivedFile[], refuse: RefuseIn) {
  // fflate would take it for the prototype of its files.
  const proto = '__proto__';
  if (archive.some(({ name }) => name === proto))
    refuse(
      proto,
      'foreign-part',
      say`No workbook has a file of this name.`,
      say`Download the file again, from the publisher’s own page.`
    );
  // Binary parts are printer settings and macros.
  const read = archive.filter(({ name }) => !/\.bin$/i.test(name));
  const book = read.find(({ name }) => textBook.test(name));
  const recomputes =
    book !== undefined && computesOnLoad.test(Buffer.from(book.unpack()).toString('latin1'));
  const files = read.map(({ name, unpack }) => {
    const bytes = unpack();
    const text = Buffer.from(bytes).toString('latin1');
    if (endlessColumns.test(text))
      refuse(
        name,
        'endless-columns',
        say`A column format goes beyond XFD, the last column of a spreadsheet.`,
        downloadAgain()
      );
    const without = text.replace(links, '').replace(formulas, markUncomputed(recomputes));
    return [name, without === text ? bytes : Buffer.from(without, 'latin1')] as const;
  });
  return zipSync(Object.fromEntries(files), { level: 0 });
}

/** Writes `=` as the value of a formula without a result: the xlsx library would drop the cell. */
const markUncomputed =
  (recomputes: boolean) =>
  (cell: string, tag: string, attributes = '', value?: string, kept = '') => {
    const type = /\st=["'](\w*)["']/.exec(attributes);
    const isBlank = value !== undefined && type?.[1] === 'str';
    return !recomputes && (kept.trim() !== '' || isBlank)
      ? cell
      : `${tag} t="str"${attributes.replace(type?.[0] ?? '', '')}><v>=</v>`;
  };

function textOf(cell: CellObject | undefined, date1904: boolean) {
  // An error that is newer than the xlsx library has no value.
  if (cell?.t === 'e') return errors[Number(cell.v)] ?? '#ERROR';
  if (cell?.v === undefined || cell.v === null) return '';
  if (cell.t === 'n' && typeof cell.z === 'string' && SSF.is_date(cell.z))
    return SSF.format('yyyy-mm-dd', cell.v, { date1904 });
  return String(cell.v).trim();
}

/** Runs the xlsx library without its console messages about unknown records. */
function quietly<Result>(run: () => Result) {
  const { console: talk } = globalThis;
  const { error, warn, log } = talk;
  talk.error = talk.warn = talk.log = () => undefined;
  try {
    return run();
  } finally {
    Object.assign(talk, { error, warn, log });
  }
}
