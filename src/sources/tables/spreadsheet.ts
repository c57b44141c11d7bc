import { read, SSF, utils, type CellObject } from '@e965/xlsx';
import { sum } from 'd3';
import { zipSync } from 'fflate';
import type { FileDoubt, Imported, PublishedFile } from '../source.ts';
import { wholeFile } from './file-text.ts';
import { quoted, type CsvRow } from './csv-table.ts';
import { refuseIn, SourceError, type FilePosition } from '../source-error.ts';
import { isArchive, openArchive, type ArchivedFile, type Refuse } from './zip-archive.ts';

/**
 * One sheet of a workbook: its rows as text, each with its own number and every cell in its own
 * column.
 */
export interface Sheet {
  name: string;
  /** True where a spreadsheet does not show it. */
  hidden: boolean;
  /** The rows that a filter or a hand has hidden. */
  hiddenRows: readonly number[];
  rows: CsvRow[];
}

/** More rows than any of our publishers' workbooks has, by far. */
const mostRows = 20_000;
/**
 * Empty ones before a filled one count: a cell far to the right of every row is gigabytes of
 * nothing.
 */
const mostCells = 5_000_000;
/** Formats of columns by the million, each of which the reader of workbooks would set out. */
const endlessColumns = /<(?:\w+:)?col\b[^<>]*\bm(?:ax|in)=["'][^"'\d]*\d{6}/;
/**
 * Links in a part that is text, each of which it would set into every cell of its range: of a whole
 * sheet, billions. None is needed.
 */
const links = /<(?:\w+:)?hyperlink\b[^<>]*>/g;
/** A cell with a formula: its tag, attributes, and the value that was kept with it. */
const formulas =
  /(<(?:\w+:)?c)(\s[^<>]*)?>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>)(?:\s*(<(?:\w+:)?v(?:\s[^<>]*)?(?:\/>|>([^<]*)<\/(?:\w+:)?v>)))?\s*(?=<\/(?:\w+:)?c>)/g;
/**
 * What a workbook says whose formulas a spreadsheet is to compute when it opens it: programs that
 * write one keep 0 with each.
 */
const computesAnew = /<(?:\w+:)?calcPr\b[^<>]*\bfullCalcOnLoad=["'](?:1|true)["']/;
/** The errors of a formula, by the code that a workbook keeps. */
const errors: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A'
};
/** What makes an archive a binary workbook (.xlsb), or one of text. */
const [binaryBook, textBook] = [/(?:^|\/)workbook\.bin$/i, /(?:^|\/)workbook\.xml$/i];
const oldMark = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** Whether bytes begin as a workbook may: an archive (.xlsx), or a compound file (.xls). */
export const maybeSpreadsheet = (start: Uint8Array): boolean =>
  isArchive(start) || isOldSpreadsheet(start);

/** Whether bytes begin as an old workbook (.xls) does. */
export const isOldSpreadsheet = (start: Uint8Array): boolean =>
  oldMark.every((byte, index) => start[index] === byte);

/**
 * Returns what the files of an archive are where they make a document that is no workbook of Excel.
 */
export function otherDocument(files: readonly Pick<ArchivedFile, 'name'>[]): string | undefined {
  const has = (wanted: string) => files.some(({ name }) => name === wanted);
  if (has('content.xml') && has('META-INF/manifest.xml'))
    return 'a LibreOffice file (OpenDocument)';
  if (has('word/document.xml')) return 'a document of Word';
  return has('ppt/presentation.xml') ? 'slides of PowerPoint' : undefined;
}

/**
 * Returns a workbook's sheets as text: shortest decimals, YYYY-MM-DD, errors by name, last values
 * of formulas.
 * @throws SourceError.
 */
export function readSpreadsheet(given: PublishedFile): Sheet[] {
  const file = { name: given.name, bytes: wholeFile(given) };
  const refuse: Refuse = (...what) => refuseIn(file.name, ...what);
  const isRight = 'check that this is the right file';
  const again = 'download the file again, or open it and save it as .xlsx';
  if (!maybeSpreadsheet(file.bytes))
    refuse(
      '',
      'no spreadsheet',
      'a workbook, .xlsx or .xls',
      'this is another file than the source declares: choose another --source'
    );
  const archive = isArchive(file.bytes) ? openArchive(file) : undefined;
  const other = archive && otherDocument(archive);
  if (other !== undefined) {
    const advice =
      'take the publisher’s own file; where there is none, open this one and save its table as .xlsx, or as CSV in UTF-8';
    refuse('', other, 'a table, or a workbook of Excel', advice);
  }
  const has = (part: RegExp) => archive?.some(({ name }) => part.test(name)) ?? false;
  const isBinary = has(binaryBook) && !has(textBook);
  const bytes = archive ? repacked(archive, isBinary, refuse) : file.bytes;
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
        // Else nothing is told of hidden rows; a binary workbook tells of them all the same, and
        // with it may set out columns without end.
        cellStyles: !isBinary,
        sheetRows: mostRows + 1
      })
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(message))
      return refuse(
        '',
        'a workbook with a password',
        'one without',
        'open it with its password and save it without'
      );
    return refuse('', 'a workbook that cannot be read', 'a whole workbook', again);
  }
  return book.SheetNames.map((name, index) => {
    const cells = book.Sheets[name]?.['!data'] ?? [];
    if (cells.length > mostRows)
      refuse(
        `${name}!A${mostRows + 1}`,
        `more than ${mostRows} rows`,
        'the table of one indicator',
        isRight
      );
    if (sum(cells, (row) => row?.length) > mostCells)
      refuse(name, `more than ${mostCells} cells`, 'the table of one indicator', isRight);
    const text = (cell: CellObject | undefined) =>
      textOf(cell, book.Workbook?.WBProps?.date1904 === true);
    const rows = Array.from(cells, (row, index): CsvRow => ({
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

/**
 * Returns what speaks against reading one sheet, for an editor: another may be meant, or a
 * spreadsheet does not show what is read.
 */
export function sheetDoubts(sheet: Sheet, others: readonly Sheet[], what: string): FileDoubt[] {
  const named = ({ name, hidden }: Sheet) => `${quoted(name)}${hidden ? ' (hidden)' : ''}`;
  const says: string[] = [];
  if (others.length > 0)
    says.push(
      `the workbook has ${others.length + 1} sheets of ${what}: ${named(sheet)} is read, ${others.map(named).join(' and ')} ${others.length === 1 ? 'is' : 'are'} not`
    );
  else if (sheet.hidden)
    says.push(
      `the sheet ${quoted(sheet.name)}, the only one of ${what}, is hidden: it is read all the same`
    );
  const [first] = sheet.hiddenRows;
  if (first !== undefined)
    says.push(
      `the sheet ${quoted(sheet.name)} hides ${sheet.hiddenRows.length} of its rows, from row ${first} on: they are read all the same`
    );
  return says.map((one) => ({ says: one, places: [] }));
}

/** Returns a cell as a spreadsheet names it: `Data!B7`, `'Old data'!B7`. */
function cellName(sheet: string, { line, column }: FilePosition): string {
  const name = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet)
    ? sheet
    : `'${sheet.replaceAll("'", "''")}'`;
  return `${name}!${utils.encode_cell({ r: line - 1, c: column - 1 })}`;
}

/**
 * Returns what `run` reads in a sheet, each value and name with its cell.
 * @throws SourceError as `inCells` does.
 */
export function importedIn(sheet: string, run: () => Imported): Imported {
  const imported = inCells(sheet, run);
  const named = <At extends FilePosition>(at: At): At => ({ ...at, cell: cellName(sheet, at) });
  return {
    ...imported,
    doubts: imported.doubts.map((doubt) => ({ ...doubt, places: doubt.places.map(named) })),
    listed: imported.listed.map(named),
    places: new Map([...imported.places].map(([key, place]) => [key, named(place)]))
  };
}

/**
 * Returns what `run` returns; an error that it throws at a line and column is named by its cell,
 * such as `Data!B7`.
 */
export function inCells<Result>(sheet: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof SourceError) || error.fault.place !== undefined) throw error;
    const { line, column } = error.fault;
    throw new SourceError({ ...error.fault, place: cellName(sheet, { line, column }) });
  }
}

/**
 * Unpacks under our own limits and packs again without compression, so that the reader of workbooks
 * unpacks nothing itself.
 */
function repacked(archive: readonly ArchivedFile[], isBinary: boolean, refuse: Refuse): Uint8Array {
  const named = '__proto__'; // What the packer takes for something else than a name.
  if (archive.some(({ name }) => name === named))
    refuse(
      named,
      'a file that no workbook has',
      'the parts of a workbook',
      'download the file again, from the publisher’s own page'
    );
  // Binary parts of a workbook of text are a printer's settings and macros.
  const read = archive.filter(({ name }) => isBinary || !/\.bin$/i.test(name));
  const book = read.find(({ name }) => textBook.test(name));
  const anew =
    book !== undefined && computesAnew.test(Buffer.from(book.unpack()).toString('latin1'));
  const files = read.map(({ name, unpack }) => {
    const bytes = unpack();
    if (/\.bin$/i.test(name)) return [name, withShortLinks(bytes)] as const;
    const text = Buffer.from(bytes).toString('latin1');
    if (endlessColumns.test(text))
      refuse(
        name,
        'a format for columns that no spreadsheet has',
        'columns up to XFD',
        'download the file again'
      );
    const without = text.replace(links, '').replace(formulas, uncomputed(anew));
    return [name, without === text ? bytes : Buffer.from(without, 'latin1')] as const;
  });
  return zipSync(Object.fromEntries(files), { level: 0 });
}

/**
 * Returns a part of a binary workbook (MS-XLSB, 2.1.4) in which each link, BrtHLink, is of one
 * cell, for the same reason as those of text.
 */
function withShortLinks(bytes: Uint8Array): Uint8Array {
  const part = Buffer.from(bytes);
  for (let at = 0; at < part.length;) {
    const type = part[at++]! < 0x80 || at === part.length ? 0 : part.readUInt16LE(at - 1);
    if (type !== 0) at++;
    let length = 0;
    for (let shift = 0, byte = 0x80; byte >= 0x80 && shift < 28; shift += 7) {
      byte = part[at++] ?? 0;
      length |= (byte & 0x7f) << shift;
    }
    // The reader of workbooks takes no notice of the highest bit.
    if ((type & 0x7fff) === 0x03ee && at + 16 <= part.length) {
      // Its first row, last row, first column and last column.
      part.copyWithin(at + 4, at, at + 4);
      part.copyWithin(at + 12, at + 8, at + 12);
    }
    at += length;
  }
  return part;
}

/**
 * Returns what puts `=` for the value of a formula that nobody has computed: the reader of
 * workbooks would leave the cell out.
 */
const uncomputed =
  (anew: boolean) =>
  (cell: string, tag: string, attributes = '', value?: string, kept = ''): string => {
    const type = /\st=["'](\w*)["']/.exec(attributes);
    const isBlank = value !== undefined && type?.[1] === 'str';
    return !anew && (kept.trim() !== '' || isBlank)
      ? cell
      : `${tag} t="str"${attributes.replace(type?.[0] ?? '', '')}><v>=</v>`;
  };

function textOf(cell: CellObject | undefined, date1904: boolean): string {
  // Of an error that is newer than the reader of workbooks there is no value.
  if (cell?.t === 'e') return errors[Number(cell.v)] ?? '#ERROR';
  if (cell?.v === undefined || cell.v === null) return '';
  if (cell.t === 'n' && typeof cell.z === 'string' && SSF.is_date(cell.z))
    return SSF.format('yyyy-mm-dd', cell.v, { date1904 });
  return String(cell.v).trim();
}

/**
 * Runs the reader of workbooks, which tells the console of every record it does not know, without
 * letting it: what matters is in its result.
 */
function quietly<Result>(run: () => Result): Result {
  const { console: talk } = globalThis;
  const { error, warn, log } = talk;
  talk.error = talk.warn = talk.log = () => undefined;
  try {
    return run();
  } finally {
    Object.assign(talk, { error, warn, log });
  }
}
