import { isUtf8 } from 'node:buffer';
import type { Imported, ImportOptions, PublishedFile, Source } from '../source.ts';
import { atStart, downloadAgain, refuseAt, type Fault } from '../source-error.ts';
import { say, counted } from '#locale/say.ts';

/** The differences from comma-separated UTF-8 with decimal points. */
export interface Dialect extends Pick<Source, 'encoding' | 'decimal'> {
  delimiter?: ';' | '\t' | undefined;
}

export type ReadLayout = (
  file: PublishedFile,
  source: Source & Dialect,
  options: ImportOptions
) => Imported;

/** Workbooks and the API's answers have no dialect, even if the source declares one for its CSV. */
export function withoutDialect(source: Source & Dialect): Source {
  const { encoding: _encoding, delimiter: _delimiter, decimal: _decimal, ...plain } = source;
  return plain;
}

/** Characters that tell a web page or a pointer from a table. */
const telling = 2 ** 16;

/** Decodes a published file by its byte order mark, else as its source declares, else as UTF-8. */
export function fileText(file: PublishedFile, { encoding }: Dialect = {}) {
  const { name, bytes } = file;
  const refuse: Refuse = (...fault) => refuseAt(name, atStart, ...fault);
  if (bytes.length === 0) refuse('empty', say`The file is empty.`, downloadAgain());
  refuseDocument(bytes, refuse);
  const text = decoded(file, encoding);
  refuseOther(text, refuse);
  return text;
}

type Refuse = (...fault: Fault) => never;

/** Signatures of files that show a table and hold none. */
const documents = () =>
  [
    ['%PDF-', say`a PDF document`],
    ['{\\rtf', say`a document of a word processor`],
    ['\x89PNG', 'a picture'],
    ['\xff\xd8\xff', 'a picture'],
    ['GIF8', 'a picture']
  ] as const;

function refuseDocument(start: Uint8Array, refuse: Refuse) {
  const begins = String.fromCharCode(...start.subarray(0, 8));
  const found = documents().find(([mark]) => begins.startsWith(mark))?.[1];
  if (found !== undefined)
    refuse(
      'document',
      say`This is ${found}, not a table.`,
      say`Download the CSV or Excel file from the publisher.`
    );
}

function refuseOther(all: string, refuse: Refuse) {
  const text = all.trimStart().slice(0, telling);
  if (text === '') refuse('blank', say`The file holds only white space.`, downloadAgain());
  const pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/[\s\S]*?(?:size (\d+)|$)/.exec(
    text
  );
  if (pointer) {
    const size = pointer[1] === undefined ? '' : say` of ${counted(Number(pointer[1]), 'byte')}`;
    refuse(
      'lfs-pointer',
      say`This is a Git LFS pointer to a file${size}, not the file.`,
      say`Fetch it with \`git lfs pull\`, or download it from the publisher.`
    );
  }
  if (/urn:(?:schemas-microsoft-com:office|oasis:names:tc:opendocument)/.test(text))
    refuse(
      'xml-workbook',
      say`This is a workbook saved as XML or as a web page.`,
      say`Open it in a spreadsheet and save it as .xlsx, or download the CSV file.`
    );
  if (!/^<[!?a-z]/i.test(text)) return;
  if (/<table[\s>]/i.test(text))
    refuse(
      'web-page-with-table',
      say`This is a web page with a table.`,
      say`Open it in a spreadsheet and save it as .xlsx if it shows the figures. Otherwise download the file again.`
    );
  refuse(
    'web-page',
    say`This is a web page, probably an error or a log-in page.`,
    say`Open the address in a browser, then download the file again.`
  );
}

const marks = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
  ['utf-8', 0xef, 0xbb, 0xbf]
] as const;

function decoded({ name, bytes }: PublishedFile, declared: Dialect['encoding']) {
  const marked = marks.find(([, ...mark]) => mark.every((byte, index) => bytes[index] === byte));
  const encoding = marked?.[0] ?? declared ?? 'utf-8';
  const isUtf16 = encoding.startsWith('utf-16');
  const wanted = isUtf16 ? 'UTF-16' : encoding.toUpperCase();
  const zero = isUtf16 ? -1 : bytes.indexOf(0);
  const refuse = (line: number, ...fault: Fault): never =>
    refuseAt(name, { line, column: 1 }, ...fault);
  if (zero >= 0)
    refuse(
      bytes.subarray(0, zero).reduce((line, byte) => (byte === 10 ? line + 1 : line), 1),
      'zero-byte',
      say`The file has a zero byte: it is not ${wanted}.`,
      say`Check that it is a CSV file, and not a spreadsheet, an archive or UTF-16 without a mark.`
    );
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refuse(
      isUtf16 ? 1 : 1 + linesBeforeBad(bytes),
      'bad-byte',
      say`A byte here is not ${wanted}.`,
      say`A program may have saved it: download it again and take it unopened. If the publisher writes it so, add "encoding": "windows-1252" to the file of the source in data/sources.`
    );
  }
}

function linesBeforeBad(bytes: Uint8Array) {
  for (let lines = 0, start = 0; ; lines++) {
    const end = bytes.indexOf(10, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}
