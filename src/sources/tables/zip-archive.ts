import { crc32, inflateRawSync } from 'node:zlib';
import { refuseIn } from '../source-error.ts';

/**
 * Far more than any publisher's download; a bomb is a thousand times larger. The ratio is of
 * unpacked bytes to packed ones, of a file above a megabyte: tables of digits stay below 20.
 */
const archiveLimits = { files: 1000, bytes: 128 * 2 ** 20, ratio: 200 };

/** One file in an archive, not unpacked yet. */
export interface ArchivedFile {
  /** Its path in the archive, with forward slashes. */
  name: string;
  /**
   * Returns its bytes.
   * @throws SourceError when they are damaged, or other than the archive says.
   */
  unpack(): Uint8Array;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;
const endLength = 22;
const longestComment = 0xffff;

/** Whether bytes begin as a zip archive does; spreadsheets of today (.xlsx) are archives too. */
export function isArchive(start: Uint8Array): boolean {
  return (
    start[0] === 0x50 &&
    start[1] === 0x4b &&
    ((start[2] === 3 && start[3] === 4) || (start[2] === 5 && start[3] === 6))
  );
}

/**
 * Returns the files of a zip archive (PKWARE's APPNOTE), in its own order. What is in the way is
 * refused before a byte is unpacked: a path that leads outside, encryption, a link, a file that is
 * there twice, and more than `limits` allow. Pure: nothing is written.
 * @throws SourceError naming the file in the archive.
 */
export function openArchive(
  file: { name: string; bytes: Uint8Array },
  limits = archiveLimits
): ArchivedFile[] {
  const { bytes } = file;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refuse: Refuse = (...what) => refuseIn(file.name, ...what);
  const damaged = (place: string, found: string) =>
    refuse(
      place,
      found,
      'a whole zip archive or .xlsx workbook',
      'it was cut off or damaged: download it again'
    );
  const large =
    'this is not a publisher’s download of one indicator: unpack it by hand and look at what is in it';

  const end = endOf(view);
  if (end < 0) return damaged('', 'no directory at the end of the archive');
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint16(end + 4, true) !== 0 || count !== view.getUint16(end + 8, true))
    damaged('', 'one part of an archive in several');
  if (count === 0xffff || start === 0xffffffff)
    refuse(
      '',
      'an archive of more than 4 GB or 65,534 files',
      `at most ${limits.files} files`,
      large
    );
  if (count > limits.files) refuse('', `${count} files`, `at most ${limits.files}`, large);

  const files: ArchivedFile[] = [];
  const names = new Set<string>();
  let total = 0;
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== entryMark)
      return damaged('', `a directory of ${index} files where it says ${count}`);
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const checksum = view.getUint32(at + 16, true);
    const packed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const mode = view.getUint32(at + 38, true) >>> 16;
    const offset = view.getUint32(at + 42, true);
    const next =
      at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) return damaged('', 'a directory that runs past its end');
    const raw = bytes.subarray(at + 46, at + 46 + nameLength);
    at = next;

    const name = new TextDecoder(flags & 0x800 ? 'utf-8' : 'windows-1252').decode(raw);
    const shown = JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name).slice(1, -1);
    const danger = 'do not unpack this archive: download it from the publisher’s own page';
    if (leadsOutside(name))
      refuse(shown, 'a path that leads outside the archive', 'paths inside it', danger);
    if (name.endsWith('/')) continue;
    if (names.has(name))
      refuse(
        shown,
        'the same path again',
        'each path once',
        'the archive was tampered with or damaged: download it again'
      );
    names.add(name);
    refuseUnreadable({ shown, flags, method, mode }, refuse);
    if (size > 2 ** 20 && size > packed * limits.ratio) {
      refuse(
        shown,
        `${size} bytes packed into ${packed}`,
        `at most ${limits.ratio} for each packed byte`,
        large
      );
    }
    total += size;
    if (total > limits.bytes)
      refuse(shown, `more than ${limits.bytes} bytes, unpacked`, `at most ${limits.bytes}`, large);

    files.push({
      name,
      unpack() {
        if (offset + 30 > start || view.getUint32(offset, true) !== fileMark)
          return damaged(shown, 'no file where the directory says');
        const from =
          offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
        if (from + packed > start) return damaged(shown, 'a file that runs past its end');
        const contents = unpacked(bytes.subarray(from, from + packed), method, size);
        if (contents?.length !== size || crc32(contents) !== checksum)
          return damaged(shown, 'other bytes than the archive says');
        return contents;
      }
    });
  }
  return files;
}

/** Refuses at a place in a file of a name. */
export type Refuse = (place: string, found: string, expected: string, advice: string) => never;

function refuseUnreadable(
  entry: { shown: string; flags: number; method: number; mode: number },
  refuse: Refuse
): void {
  const { shown, flags, method, mode } = entry;
  if (flags & 1)
    refuse(
      shown,
      'an encrypted file',
      'files without a password',
      'unpack the archive with its password and take the file in it'
    );
  if ((mode & 0xf000) === 0xa000)
    refuse(
      shown,
      'a link to another file',
      'files',
      'download the archive from the publisher’s own page'
    );
  if (method !== 0 && method !== 8) {
    const found = `a file packed by method ${method}`;
    refuse(
      shown,
      found,
      'files that are stored or deflated',
      'unpack the archive by hand and take the file in it'
    );
  }
}

function endOf(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= lowest; at--)
    if (view.getUint32(at, true) === endMark) return at;
  return -1;
}

function leadsOutside(name: string): boolean {
  return (
    name === '' ||
    /^[/\\]|^[a-z]:|\\|\0/i.test(name) ||
    name.split('/').some((part) => part === '..' || part === '.')
  );
}

function unpacked(bytes: Uint8Array, method: number, size: number): Uint8Array | undefined {
  if (method === 0) return bytes;
  try {
    // One byte more than the archive says, so that a lie about the size is seen and goes no
    // further.
    return inflateRawSync(bytes, { maxOutputLength: size + 1 });
  } catch {
    return undefined;
  }
}
