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
const telling = 64;
/** Leading white space that is held back while nothing else has come. */
const mostBlank = 2 ** 20;

/**
 * Decodes a published file piece by piece, without its byte order mark.
 * @throws SourceError when it is not text of its encoding.
 */
export function* fileText(file: PublishedFile, dialect: Dialect = {}): Generator<string> {
  const refuse: Refuse = (fault, line = 1) => refuseAt(file.name, { line, column: 1 }, fault);
  let decode: ((chunk?: Uint8Array) => string) | undefined;
  let text = '';
  let begun = false;
  for (const chunk of chunksOf(file)) {
    if (chunk.length === 0) continue;
    if (decode === undefined) refuseDocument(chunk, refuse);
    decode ??= decoderOf(chunk, dialect, refuse);
    text += decode(chunk);
    if (!begun && text.length <= mostBlank && text.trimStart().length < telling) continue;
    if (!begun) refuseOther(text, refuse);
    begun = true;
    yield text;
    text = '';
  }
  if (decode === undefined)
    return refuse({ kind: 'empty', wrong: 'The file is empty.', fix: downloadAgain });
  text += decode();
  if (!begun) refuseOther(text, refuse);
  if (text !== '') yield text;
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

function refuseOther(text: string, refuse: Refuse): void {
  if (text.trim() === '')
    refuse({ kind: 'blank', wrong: 'The file holds only white space.', fix: downloadAgain });
  const pointer = /^\s*version https:\/\/git-lfs\.github\.com\/spec\/[\s\S]*?(?:size (\d+)|$)/.exec(
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
  if (!/^\s*<[!?a-z]/i.test(text)) return;
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

/** Returns a decoder for the chunks of a file in turn, called once without a chunk at the end. */
function decoderOf(
  start: Uint8Array,
  dialect: Dialect,
  refuse: Refuse
): (chunk?: Uint8Array) => string {
  const encoding = dialect.encoding ?? 'utf-8';
  const wanted =
    encoding === 'utf-8' ? names[encoding] : `${names[encoding]}, as the source declares`;
  const little = start[0] === 0xff && start[1] === 0xfe;
  const big = start[0] === 0xfe && start[1] === 0xff;
  if ((little || big) && encoding !== 'utf-16')
    refuse({
      kind: 'utf-16',
      wrong: `The file is UTF-16 text, not ${wanted}.`,
      fix: `${saveAsUtf8} If the publisher always writes it so, declare the "encoding" of the source.`
    });
  const isUtf8Marked = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
  if (encoding === 'utf-16' ? !little && !big : encoding === 'windows-1252' && isUtf8Marked)
    refuse({
      kind: 'other-encoding',
      wrong: `The file is ${isUtf8Marked ? 'UTF-8 text, ' : ''}not ${wanted}.`,
      fix: 'Take "encoding" out of the declaration if the publisher has changed it. Otherwise download the file again.'
    });
  const decoder = new TextDecoder(
    encoding === 'utf-16' ? (big ? 'utf-16be' : 'utf-16le') : encoding,
    { fatal: true }
  );
  let line = 1;
  let before = new Uint8Array();
  return (chunk) => {
    const zero = encoding === 'utf-16' ? -1 : (chunk?.indexOf(0) ?? -1);
    if (chunk && zero >= 0)
      refuse(
        {
          kind: 'zero-byte',
          wrong: `The file has a zero byte: it is not ${wanted}.`,
          fix: 'Check that it is a CSV file, and not a spreadsheet, an archive or UTF-16 text.'
        },
        line + breaksIn(chunk.subarray(0, zero))
      );
    try {
      const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
      if (chunk) before = Uint8Array.from([...before, ...chunk.subarray(-3)]).slice(-3);
      return text;
    } catch {
      const bytes = chunk ? Uint8Array.from([...wholeStart(before), ...chunk]) : new Uint8Array();
      return refuse(
        { kind: 'bad-byte', wrong: `A byte here is not ${wanted}.`, fix: saveAsUtf8 },
        line + (encoding === 'utf-8' ? linesBeforeBad(bytes) : 0)
      );
    }
  };
}

const breaksIn = (bytes: Uint8Array) =>
  bytes.reduce((breaks, byte) => (byte === 10 ? breaks + 1 : breaks), 0);

/** Returns the last bytes from where a character may go on in the next chunk. */
function wholeStart(bytes: Uint8Array): Uint8Array {
  const start = bytes.findLastIndex((byte) => byte >= 0xc0 || byte < 0x80);
  return start >= 0 && bytes[start]! >= 0xc0 ? bytes.subarray(start) : new Uint8Array();
}

/** Counts the lines before the first that is not UTF-8. */
function linesBeforeBad(bytes: Uint8Array): number {
  for (let lines = 0, start = 0; ; lines++) {
    const end = bytes.indexOf(10, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}

/** A piece is valid until the next is asked for: its buffer may be used again. */
const chunksOf = ({ bytes }: PublishedFile): Iterable<Uint8Array> =>
  bytes instanceof Uint8Array ? [bytes] : bytes;

export function startOf(file: PublishedFile, bytes = 8): Uint8Array {
  const start: number[] = [];
  for (const chunk of headOf(file, bytes)) start.push(...chunk);
  return Uint8Array.from(start);
}

export function* headOf(file: PublishedFile, bytes: number): Generator<Uint8Array> {
  let length = 0;
  for (const chunk of chunksOf(file)) {
    yield chunk.subarray(0, bytes - length);
    length += chunk.length;
    if (length >= bytes) return;
  }
}

export function wholeFile(file: PublishedFile): Uint8Array {
  if (file.bytes instanceof Uint8Array) return file.bytes;
  return new Uint8Array(Buffer.concat(Array.from(file.bytes, (chunk) => chunk.slice())));
}
