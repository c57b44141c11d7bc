import type { PublishedFile } from './imported.ts';
import { SourceError } from './source-error.ts';

/** One row of a table: where it starts and its cells as text. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** Longest part of a cell that a message repeats. */
const shownLength = 40;

/** Returns a cell as a message shows it: quoted, cut when long. */
export function quoted(cell: string): string {
  const short = cell.length > shownLength ? `${cell.slice(0, shownLength)}…` : cell;
  return `"${short.replace(/[\r\n\t]+/g, ' ')}"`;
}

/**
 * Returns the text of a published file without its byte order mark.
 * @throws SourceError when the file is empty, is UTF-16, is not UTF-8, or is a web page.
 */
export function fileText(file: PublishedFile): string {
  const refuse = (line: number, found: string, expected: string, advice: string): never => {
    throw new SourceError({ file: file.name, line, column: 1, found, expected, advice });
  };
  const { bytes } = file;
  if (bytes.length === 0) refuse(1, 'an empty file', 'a table', 'download the file again');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    refuse(1, 'UTF-16 text', 'UTF-8 text', 'save the file as "CSV UTF-8", or download it again from the publisher');
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    refuse(
      lineAt(bytes, zero),
      'a zero byte',
      'UTF-8 text',
      'check that this is a CSV file and not a spreadsheet, an archive or UTF-16 text'
    );
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse(
      lineAt(bytes, firstBadByte(bytes)),
      'a byte that is not UTF-8',
      'UTF-8 text',
      'save the file as "CSV UTF-8", or download it again from the publisher'
    );
  }
  if (text.trim() === '') refuse(1, 'a file with nothing but white space', 'a table', 'download the file again');
  if (/^\s*<(!doctype|html|\?xml|head|body)/i.test(text)) {
    refuse(
      1,
      'a web page',
      'a table',
      'the address probably answered with an error or a log-in page: open it in a browser, then download the file again'
    );
  }
  return text;
}

const lineAt = (bytes: Uint8Array, end: number) =>
  bytes.subarray(0, Math.max(0, end)).reduce((line, byte) => (byte === 10 ? line + 1 : line), 1);

function firstBadByte(bytes: Uint8Array): number {
  let low = 0;
  let high = bytes.length;
  const decodes = (end: number) => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (decodes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Returns the rows of comma-separated text (RFC 4180), each with the line it starts on; lines may end in LF or CRLF.
 * An own reader, because an editor must be told the line and cell of what is wrong, which d3-dsv does not keep.
 * @throws SourceError at a quote that is never closed, or one in the middle of a cell.
 */
export function csvRows(text: string, file: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const row: CsvRow = { line, cells: [] };
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        const from = { line, column: row.cells.length + 1 };
        at++;
        for (;;) {
          const end = text.indexOf('"', at);
          if (end < 0) {
            throw new SourceError({
              file,
              ...from,
              found: 'a quoted cell that never ends',
              expected: 'a closing quote',
              advice: 'the file was cut off: download it again'
            });
          }
          const part = text.slice(at, end);
          cell += part;
          for (const character of part) if (character === '\n') line++;
          at = end + 1;
          if (text[at] !== '"') break;
          cell += '"';
          at++;
        }
        if (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') {
          throw new SourceError({
            file,
            line,
            column: row.cells.length + 1,
            found: `${quoted(text[at] ?? '')} after a closing quote`,
            expected: 'a comma or the end of the line',
            advice: 'the file was damaged or hand-edited: download it again'
          });
        }
      } else {
        let end = at;
        while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end++;
        cell = text.slice(at, end);
        at = end;
      }
      row.cells.push(cell);
      if (text[at] !== ',') break;
      at++;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    line++;
    rows.push(row);
  }
  return rows;
}

/** True for a line that holds nothing, or only commas. */
export function blankRow(row: CsvRow): boolean {
  return row.cells.every((cell) => cell.trim() === '');
}
