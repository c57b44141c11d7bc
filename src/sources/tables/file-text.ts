import { isUtf8 } from 'node:buffer';
import type { PublishedFile, Source } from '../source.ts';
import { counted } from '../../locale/counted.ts';
import { refuseAt } from '../source-error.ts';

/** How a source's files are written, where not as comma-separated UTF-8 with decimal points. */
export type Dialect = Pick<Source, 'encoding' | 'delimiter' | 'decimal'>;

/** As much of a text as tells a web page or a pointer from a table. */
const telling = 64;
/** White space at the start that is held back while nothing else has come. */
const mostBlank = 2 ** 20;

/**
 * Returns the text of a published file piece by piece, without its byte order mark.
 * @throws SourceError when it is no text of its encoding.
 */
export function* fileText(file: PublishedFile, dialect: Dialect = {}): Generator<string> {
  const refuse: Refuse = (line, found, expected, advice) =>
    refuseAt(file.name, { line, column: 1 }, found, expected, advice);
  let decode: ((chunk?: Uint8Array) => string) | undefined;
  let text = '';
  let begun = false;
  for (const chunk of chunksOf(file)) {
    if (chunk.length === 0) continue;
    if (decode === undefined) refusePicture(chunk, refuse);
    decode ??= decoderOf(chunk, dialect, refuse);
    text += decode(chunk);
    if (!begun && text.length <= mostBlank && text.trimStart().length < telling) continue;
    if (!begun) refuseOther(text, refuse);
    begun = true;
    yield text;
    text = '';
  }
  if (decode === undefined) return refuse(1, 'an empty file', 'a table', 'download the file again');
  text += decode();
  if (!begun) refuseOther(text, refuse);
  if (text !== '') yield text;
}

type Refuse = (line: number, found: string, expected: string, advice: string) => never;

/** How files begin that show a table and hold none, and what each is called. */
const pictures = [
  ['%PDF-', 'a PDF document'],
  ['{\\rtf', 'a document of a word processor'],
  ['\x89PNG', 'a picture'],
  ['\xff\xd8\xff', 'a picture'],
  ['GIF8', 'a picture']
] as const;

function refusePicture(start: Uint8Array, refuse: Refuse): void {
  const begins = String.fromCharCode(...start.subarray(0, 8));
  const found = pictures.find(([mark]) => begins.startsWith(mark))?.[1];
  const advice =
    'it shows figures to read and none to take: download the CSV or Excel file from the publisher';
  if (found !== undefined)
    refuse(1, found, 'a table: CSV, Excel or JSON, or a zip of them', advice);
}

function refuseOther(text: string, refuse: Refuse): void {
  if (text.trim() === '')
    refuse(1, 'a file with nothing but white space', 'a table', 'download the file again');
  const pointer = /^\s*version https:\/\/git-lfs\.github\.com\/spec\/[\s\S]*?(?:size (\d+)|$)/.exec(
    text
  );
  if (pointer) {
    const found = `a Git LFS pointer${pointer[1] === undefined ? '' : ` to a file of ${counted(Number(pointer[1]), 'byte')}`}`;
    const advice =
      'the repository keeps the file elsewhere: fetch it with `git lfs pull`, or download it from the publisher';
    refuse(1, found, 'the table itself', advice);
  }
  if (/urn:(?:schemas-microsoft-com:office|oasis:names:tc:opendocument)/.test(text)) {
    const advice =
      'open it in a spreadsheet and save it as .xlsx, or download the CSV file from the publisher';
    refuse(
      1,
      'a workbook that was saved as XML or as a web page',
      'a table, or a workbook, .xlsx or .xls',
      advice
    );
  }
  if (!/^\s*<[!?a-z]/i.test(text)) return;
  if (/<table[\s>]/i.test(text)) {
    const advice =
      'open it in a spreadsheet and, if that shows the figures, save it as .xlsx; else it is an error: download the file again';
    refuse(1, 'a web page with a table', 'a table, or a workbook, .xlsx or .xls', advice);
  }
  const advice =
    'the address probably answered with an error or a log-in page: open it in a browser, then download the file again';
  refuse(1, 'a web page', 'a table', advice);
}

const names = {
  'utf-8': 'UTF-8 text',
  'utf-16': 'UTF-16 text',
  'windows-1252': 'Windows-1252 text'
} as const;

const saveAsUtf8 = 'save the file as "CSV UTF-8", or download it again from the publisher';

/** Returns what decodes the chunks of a file in turn, and once without a chunk at the end. */
function decoderOf(
  start: Uint8Array,
  dialect: Dialect,
  refuse: Refuse
): (chunk?: Uint8Array) => string {
  const encoding = dialect.encoding ?? 'utf-8';
  const expected =
    encoding === 'utf-8' ? names[encoding] : `${names[encoding]}, as the source declares`;
  const little = start[0] === 0xff && start[1] === 0xfe;
  const big = start[0] === 0xfe && start[1] === 0xff;
  if ((little || big) !== (encoding === 'utf-16')) {
    const advice = `${saveAsUtf8}; a source whose files are always so declares its "encoding"`;
    refuse(1, encoding === 'utf-16' ? 'no mark of UTF-16' : 'UTF-16 text', expected, advice);
  }
  if (encoding === 'windows-1252' && start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) {
    refuse(
      1,
      'UTF-8 text',
      expected,
      'the publisher has changed the encoding: take "encoding" out of the declaration'
    );
  }
  const decoder = new TextDecoder(
    encoding === 'utf-16' ? (big ? 'utf-16be' : 'utf-16le') : encoding,
    { fatal: true }
  );
  let line = 1;
  let before = new Uint8Array();
  return (chunk) => {
    const zero = encoding === 'utf-16' ? -1 : (chunk?.indexOf(0) ?? -1);
    const advice = 'check that this is a CSV file and not a spreadsheet, an archive or UTF-16 text';
    if (chunk && zero >= 0)
      refuse(line + breaksIn(chunk.subarray(0, zero)), 'a zero byte', expected, advice);
    try {
      const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
      if (chunk) before = Uint8Array.from([...before, ...chunk.subarray(-3)]).slice(-3);
      return text;
    } catch {
      const bytes = chunk ? Uint8Array.from([...wholeStart(before), ...chunk]) : new Uint8Array();
      const at = line + (encoding === 'utf-8' ? linesBeforeBad(bytes) : 0);
      return refuse(
        at,
        `a byte that is not ${encoding === 'utf-8' ? 'UTF-8' : names[encoding]}`,
        expected,
        saveAsUtf8
      );
    }
  };
}

const breaksIn = (bytes: Uint8Array) =>
  bytes.reduce((breaks, byte) => (byte === 10 ? breaks + 1 : breaks), 0);

/**
 * Returns the last bytes of what was read from where a letter may go on in the next chunk: after a
 * byte that is a letter by itself none does.
 */
function wholeStart(bytes: Uint8Array): Uint8Array {
  const start = bytes.findLastIndex((byte) => byte >= 0xc0 || byte < 0x80);
  return start >= 0 && bytes[start]! >= 0xc0 ? bytes.subarray(start) : new Uint8Array();
}

/**
 * Returns how many lines of some bytes, which are not all UTF-8, stand before the first that is
 * not.
 */
function linesBeforeBad(bytes: Uint8Array): number {
  for (let lines = 0, start = 0; ; lines++) {
    const end = bytes.indexOf(10, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return lines;
    start = end + 1;
  }
}

/**
 * Returns the bytes of a file piece by piece. A piece is good until the next is asked for: a file
 * may use the same room again.
 */
const chunksOf = ({ bytes }: PublishedFile): Iterable<Uint8Array> =>
  bytes instanceof Uint8Array ? [bytes] : bytes;

/**
 * Returns the first bytes of a file, as many as tell what kind it is of; fewer when it has no more.
 */
export function startOf(file: PublishedFile, bytes = 8): Uint8Array {
  const start: number[] = [];
  for (const chunk of headOf(file, bytes)) start.push(...chunk);
  return Uint8Array.from(start);
}

/** Gives the pieces of a file up to so many bytes. */
export function* headOf(file: PublishedFile, bytes: number): Generator<Uint8Array> {
  let length = 0;
  for (const chunk of chunksOf(file)) {
    yield chunk.subarray(0, bytes - length);
    length += chunk.length;
    if (length >= bytes) return;
  }
}

/** Returns all bytes of a file at once: for the layouts that cannot be read line by line. */
export function wholeFile(file: PublishedFile): Uint8Array {
  if (file.bytes instanceof Uint8Array) return file.bytes;
  return new Uint8Array(Buffer.concat(Array.from(file.bytes, (chunk) => chunk.slice())));
}
