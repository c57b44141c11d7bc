import { isUtf8 } from 'node:buffer';
import type { PublishedFile, Source } from '../source.ts';
import { counted } from '../../locale/counted.ts';
import { downloadAgain, refuseAt, type Fault } from '../source-error.ts';

/** The differences from comma-separated UTF-8 with decimal points. */
export interface Dialect extends Pick<Source, 'encoding' | 'decimal'> {
  delimiter?: ';' | '\t' | undefined;
}

/** Workbooks and the API's answers have no dialect, even if the source declares one for its CSV. */
export function withoutDialect(source: Source & Dialect): Source {
  const { encoding: _encoding, delimiter: _delimiter, decimal: _decimal, ...plain } = source;
  return plain;
}

/** Characters that tell a web page or a pointer from a table. */
const telling = 2 ** 16;

/**
 * Decodes a published file by its byte order mark, else as its source declares, else as UTF-8.
 * @throws SourceError when it is not text of its encoding.
 */
export function fileText({ name, bytes }: PublishedFile, { encoding }: Dialect = {}): string {
  const refuse: Refuse = (fault, line = 1) => refuseAt(name, { line, column: 1 }, fault);
  if (bytes.length === 0)
    refuse({ kind: 'empty', wrong: 'The file is empty.', fix: downloadAgain });
  refuseDocument(bytes, refuse);
  const text = decoded(bytes, encoding, refuse);
  refuseOther(text, refuse);
  return text;
}

type Refuse = (fault: Fault, line?: number) => never;

/** Signatures of files that show a table and hold none. */
const documents = [
  ['%PDF-', 'a PDF document'],
  ['{\\rtf', 'a document of a word processor'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture']
] as const;

function refuseDocument(start: Uint8Array, refuse: Refuse): void {
  const begins = String.fromCharCode(...start.subarray(0, 8));
  const found = documents.find(([mark]) => begins.startsWith(mark))?.[1];
  if (found !== undefined)
    refuse({
      kind: 'document',
      wrong: `This is ${found}, not a table.`,
      fix: 'Download the CSV or Excel file from the publisher.'
    });
}

function refuseOther(all: string, refuse: Refuse): void {
  const text = all.trimStart().slice(0, telling);
  if (text === '')
    refuse({ kind: 'blank', wrong: 'The file holds only white space.', fix: downloadAgain });
  const pointer = /^version https:\/\/git-lfs\.github\.com\/spec\/[\s\S]*?(?:size (\d+)|$)/.exec(
    text
  );
  if (pointer) {
    const size = pointer[1] === undefined ? '' : ` of ${counted(Number(pointer[1]), 'byte')}`;
    refuse({
      kind: 'lfs-pointer',
      wrong: `This is a Git LFS pointer to a file${size}, not the file.`,
      fix: 'Fetch it with `git lfs pull`, or download it from the publisher.'
    });
  }
  if (/urn:(?:schemas-microsoft-com:office|oasis:names:tc:opendocument)/.test(text))
    refuse({
      kind: 'xml-workbook',
      wrong: 'This is a workbook saved as XML or as a web page.',
      fix: 'Open it in a spreadsheet and save it as .xlsx, or download the CSV file.'
    });
  if (!/^<[!?a-z]/i.test(text)) return;
  if (/<table[\s>]/i.test(text))
    refuse({
      kind: 'web-page-with-table',
      wrong: 'This is a web page with a table.',
      fix: 'Open it in a spreadsheet and save it as .xlsx if it shows the figures. Otherwise download the file again.'
    });
  refuse({
    kind: 'web-page',
    wrong: 'This is a web page, probably an error or a log-in page.',
    fix: 'Open the address in a browser, then download the file again.'
  });
}

const marks = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
  ['utf-8', 0xef, 0xbb, 0xbf]
] as const;

function decoded(bytes: Uint8Array, declared: Dialect['encoding'], refuse: Refuse): string {
  const marked = marks.find(([, ...mark]) => mark.every((byte, index) => bytes[index] === byte));
  const encoding = marked?.[0] ?? declared ?? 'utf-8';
  const isUtf16 = encoding.startsWith('utf-16');
  const wanted = isUtf16 ? 'UTF-16' : encoding.toUpperCase();
  const zero = isUtf16 ? -1 : bytes.indexOf(0);
  if (zero >= 0)
    refuse(
      {
        kind: 'zero-byte',
        wrong: `The file has a zero byte: it is not ${wanted}.`,
        fix: 'Check that it is a CSV file, and not a spreadsheet, an archive or UTF-16 without a mark.'
      },
      bytes.subarray(0, zero).reduce((line, byte) => (byte === 10 ? line + 1 : line), 1)
    );
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return refuse(
      {
        kind: 'bad-byte',
        wrong: `A byte here is not ${wanted}.`,
        fix: 'Save the file as "CSV UTF-8", or download it again from the publisher.'
      },
      isUtf16 ? 1 : 1 + linesBeforeBad(bytes)
    );
  }
}

/** Counts the lines before the first that is not UTF-8. */
function linesBeforeBad(bytes: Uint8Array): number {
  for (let lines = 0, start = 0; ; lines++) {
    const end = bytes.indexOf(10, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}
