import { crc32, inflateRawSync } from 'node:zlib';
import { downloadAgain, refuseIn, type Fault } from '../source-error.ts';
import { say } from '#locale/say.ts';

/**
 * Far above any publisher's download. A zip bomb cannot unpack to more: the sizes that the archive
 * declares are summed first, and no file unpacks to more than it declares.
 */
const archiveLimits = { files: 1000, bytes: 64 * 2 ** 20 };

export interface ArchivedFile {
  name: string;
  unpack(): Uint8Array;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const fileMark = 0x04034b50;
const endLength = 22;
const longestComment = 0xffff;

export function isArchive(start: Uint8Array) {
  return (
    start[0] === 0x50 &&
    start[1] === 0x4b &&
    ((start[2] === 3 && start[3] === 4) || (start[2] === 5 && start[3] === 6))
  );
}

/**
 * Lists the files of a zip archive (PKWARE's APPNOTE). Before a byte is unpacked it refuses paths
 * that lead outside, encryption, links, repeated paths, and more than `limits` allow.
 */
export function openArchive(file: { name: string; bytes: Uint8Array }, limits = archiveLimits) {
  const { bytes } = file;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const refuse: RefuseIn = (...what) => refuseIn(file.name, ...what);
  const damaged = (place: string, wrong: string) =>
    refuse(
      place,
      'damaged-archive',
      say`${wrong} The archive was cut off or damaged.`,
      downloadAgain()
    );
  const tooLarge = (place: string, wrong: string) =>
    refuse(
      place,
      'archive-too-large',
      wrong,
      say`This is not a download of one indicator: unpack it by hand and look at what is in it.`
    );

  const end = endOf(view);
  if (end < 0) return damaged('', say`There is no directory at the end.`);
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  if (view.getUint16(end + 4, true) !== 0 || count !== view.getUint16(end + 8, true))
    damaged('', say`This is one part of an archive in several.`);
  if (count === 0xffff || start === 0xffffffff)
    tooLarge('', say`The archive has more than 4 GB or 65,534 files; ${limits.files} are allowed.`);
  if (count > limits.files)
    tooLarge('', say`The archive has ${count} files; ${limits.files} are allowed.`);

  const files: ArchivedFile[] = [];
  const names = new Set<string>();
  let total = 0;
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== entryMark)
      return damaged('', say`The directory has ${index} files where it says ${count}.`);
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
    if (next > end) return damaged('', say`The directory runs past its end.`);
    const raw = bytes.subarray(at + 46, at + 46 + nameLength);
    at = next;

    const name = new TextDecoder(flags & 0x800 ? 'utf-8' : 'windows-1252').decode(raw);
    const shown = JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name).slice(1, -1);
    if (leadsOutside(name))
      refuse(
        shown,
        'path-outside',
        say`The path leads outside the archive.`,
        say`Do not unpack this archive: download it from the publisher’s own page.`
      );
    if (name.endsWith('/')) continue;
    if (names.has(name))
      refuse(
        shown,
        'repeated-path',
        say`The path is in the archive twice.`,
        say`The archive was tampered with or damaged: download it again.`
      );
    names.add(name);
    refuseUnreadable({ shown, flags, method, mode }, refuse);
    total += size;
    if (total > limits.bytes)
      tooLarge(shown, say`The archive unpacks to more than the ${limits.bytes} bytes allowed.`);

    files.push({
      name,
      unpack() {
        if (offset + 30 > start || view.getUint32(offset, true) !== fileMark)
          return damaged(shown, say`The file is not where the directory says.`);
        const from =
          offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
        if (from + packed > start) return damaged(shown, say`The file runs past its end.`);
        const contents = unpacked(bytes.subarray(from, from + packed), method, size);
        if (contents?.length !== size || crc32(contents) !== checksum)
          return damaged(shown, say`The file has other bytes than the directory says.`);
        return contents;
      }
    });
  }
  return files;
}

export type RefuseIn = (place: string, ...fault: Fault) => never;

function refuseUnreadable(
  entry: { shown: string; flags: number; method: number; mode: number },
  refuse: RefuseIn
) {
  const { shown, flags, method, mode } = entry;
  const byHand = say`Unpack the archive by hand and take the file in it.`;
  if (flags & 1) refuse(shown, 'encrypted', say`The file is encrypted.`, byHand);
  if ((mode & 0xf000) === 0xa000)
    refuse(
      shown,
      'archived-link',
      say`This is a link to another file.`,
      say`Download the archive from the publisher’s own page.`
    );
  if (method !== 0 && method !== 8)
    refuse(
      shown,
      'compression-method',
      say`The file is packed by method ${method}, not stored or deflated.`,
      byHand
    );
}

function endOf(view: DataView) {
  const lowest = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= lowest; at--)
    if (view.getUint32(at, true) === endMark) return at;
  return -1;
}

function leadsOutside(name: string) {
  return (
    name === '' ||
    /^[/\\]|^[a-z]:|\\|\0/i.test(name) ||
    name.split('/').some((part) => part === '..' || part === '.')
  );
}

function unpacked(bytes: Uint8Array, method: number, size: number) {
  if (method === 0) return bytes;
  try {
    // One byte more than declared, so that a false size is noticed and goes no further.
    return inflateRawSync(bytes, { maxOutputLength: size + 1 });
  } catch {
    return undefined;
  }
}
