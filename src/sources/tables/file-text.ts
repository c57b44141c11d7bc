import { isUtf8 } from 'node:buffer';
import type { PublishedFile, Source } from '../source.ts';
import { counted } from '../../locale/counted.ts';
import { downloadAgain, refuseAt, type Fault } from '../source-error.ts';

/** The differences from comma-separated UTF-8 with decimal points. */
export type Dialect = Pick<Source, 'encoding' | 'delimiter' | 'decimal'>;

/** Workbooks and the API's answers have no dialect, even if the source declares one for its CSV. */
export function withoutDialect(source: Source): Source {
  const { encoding: _encoding, delimiter: _delimiter, decimal: _decimal, ...plain } = source;
  return plain;
}

/** Characters that tell a web page or a pointer from a table. */
const telling = 2 ** 16;

/**
 * Decodes a published file, without its byte order mark.
 * @throws SourceError when it is not text of its encoding.
 */
export function fileText({ name, bytes }: PublishedFile, dialect: Dialect = {}): string {
  const refuse: Refuse = (fault, line = 1) => refuseAt(name, { line, column: 1 }, fault);
  if (bytes.length === 0)
    refuse({ kind: 'empty', wrong: 'The file is empty.', fix: downloadAgain });
  refuseDocument(bytes, refuse);
  const text = decoded(bytes, dialect, refuse);
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

const names = { 'utf-8': 'UTF-8', 'utf-16': 'UTF-16', 'windows-1252': 'Windows-1252' } as const;

const saveAsUtf8 = 'Save the file as "CSV UTF-8", or download it again from the publisher.';

function decoded(bytes: Uint8Array, dialect: Dialect, refuse: Refuse): string {
  const encoding = dialect.encoding ?? 'utf-8';
  const wanted =
    encoding === 'utf-8' ? names[encoding] : `${names[encoding]}, as the source declares`;
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  if ((little || big) && encoding !== 'utf-16')
    refuse({
      kind: 'utf-16',
      wrong: `The file is UTF-16 text, not ${wanted}.`,
      fix: `${saveAsUtf8} If the publisher always writes it so, declare the "encoding" of the source.`
    });
  const isUtf8Marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (encoding === 'utf-16' ? !little && !big : encoding === 'windows-1252' && isUtf8Marked)
    refuse({
      kind: 'other-encoding',
      wrong: `The file is ${isUtf8Marked ? 'UTF-8 text, ' : ''}not ${wanted}.`,
      fix: 'Take "encoding" out of the declaration if the publisher has changed it. Otherwise download the file again.'
    });
  const zero = encoding === 'utf-16' ? -1 : bytes.indexOf(0);
  if (zero >= 0)
    refuse(
      {
        kind: 'zero-byte',
        wrong: `The file has a zero byte: it is not ${wanted}.`,
        fix: 'Check that it is a CSV file, and not a spreadsheet, an archive or UTF-16 text.'
      },
      bytes.subarray(0, zero).reduce((line, byte) => (byte === 10 ? line + 1 : line), 1)
    );
  const label = encoding === 'utf-16' ? (big ? 'utf-16be' : 'utf-16le') : encoding;
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return refuse(
      { kind: 'bad-byte', wrong: `A byte here is not ${wanted}.`, fix: saveAsUtf8 },
      encoding === 'utf-8' ? 1 + linesBeforeBad(bytes) : 1
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
