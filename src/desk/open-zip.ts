import { crc32, inflateRawSync } from 'node:zlib';
import { Refusal } from './refusal.ts';

/** One file in a zip archive. */
export interface ZipEntry {
  /** As the archive names it, with its folders; never outside the archive. */
  name: string;
  /** Unpacked, in bytes, as the archive says. */
  size: number;
  /**
   * Returns the file, unpacked and checked against its checksum.
   * @throws Refusal when it is damaged, or is not of the size the archive says.
   */
  read(): Uint8Array;
}

/** A published table with its notes is a hundred times smaller; whoever sends more does not send a table. */
export const zipLimits = { unpacked: 64 * 1024 * 1024, ratio: 200, entries: 1000 };

/** APPNOTE.TXT, 4.3.7, 4.3.12 and 4.3.16: how each record begins, and how long it is without its names. */
const local = { signature: 0x04034b50, length: 30 };
const central = { signature: 0x02014b50, length: 46 };
const end = { signature: 0x06054b50, length: 22 };
const longestComment = 0xffff;
/** A number that stands elsewhere, because it has no room in four bytes. */
const elsewhere = 0xffffffff;

/** Returns whether bytes are a zip archive: they begin with a file, or with the end of an empty archive. */
export function isZip(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const signature = viewOf(bytes).getUint32(0, true);
  return signature === local.signature || signature === end.signature;
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Returns the files of a zip archive, in its own order and without its folders; nothing is unpacked before it is read, and
 * nothing is written. Read here and not by a library because those at hand check neither the checksum nor whether the size
 * is the one stated, and a figure must not change on its way.
 * @throws Refusal for an archive that is damaged, encrypted or of a kind nobody publishes tables in; for a name that leads
 * out of it; for one that would be larger than `zipLimits` allows.
 */
export function openZip(bytes: Uint8Array, file: string): ZipEntry[] {
  const refuse = (found: string, expected: string, advice: string): never => {
    throw new Refusal(`found ${found} in ${file}, expected ${expected}: ${advice}`);
  };
  const damaged = (found: string) => refuse(found, 'a whole zip archive', 'it was cut off or damaged: download it again');
  const view = viewOf(bytes);
  const at = endOf(view);
  if (at === undefined) return damaged('no end of the archive');
  const count = view.getUint16(at + 10, true);
  if (count > zipLimits.entries)
    refuse(`${count} files`, `${zipLimits.entries} at most`, 'this is not a table: take the file you need out of it');

  const entries: ZipEntry[] = [];
  let total = 0;
  let offset = view.getUint32(at + 16, true);
  for (let index = 0; index < count; index++) {
    if (offset + central.length > at || view.getUint32(offset, true) !== central.signature) damaged('a list of files that ends too early');
    const [flags, method, checksum] = [
      view.getUint16(offset + 8, true),
      view.getUint16(offset + 10, true),
      view.getUint32(offset + 16, true)
    ];
    const [packed, size, from] = [20, 24, 42].map((field) => view.getUint32(offset + field, true)) as [number, number, number];
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(offset + field, true)) as [
      number,
      number,
      number
    ];
    const name = new TextDecoder().decode(bytes.subarray(offset + central.length, offset + central.length + nameLength));
    offset += central.length + nameLength + extraLength + commentLength;

    const shown = JSON.stringify(name);
    // As both kinds of system read it: a drive, a root, a step upwards.
    if (/^([\\/]|[a-z]:)|(^|[\\/])\.\.([\\/]|$)|\0/i.test(name))
      refuse(`a path outside the archive, ${shown},`, 'paths inside it', 'do not use it; ask the publisher');
    if ((flags & 1) !== 0)
      refuse(`an encrypted file, ${shown},`, 'files that anybody can read', 'unpack it with its password and take the file');
    if ([packed, size, from].includes(elsewhere))
      refuse(`a file for archives above 4 GB, ${shown},`, 'a table', 'unpack it and take the file');
    if (size > packed * zipLimits.ratio) {
      refuse(
        `${shown}, packed ${Math.round(size / Math.max(packed, 1)).toLocaleString('en')} times smaller,`,
        `${zipLimits.ratio} times at most`,
        'this is not a table: do not unpack it'
      );
    }
    total += size;
    if (total > zipLimits.unpacked) {
      refuse(
        `more than ${zipLimits.unpacked.toLocaleString('en')} bytes unpacked`,
        'less',
        'this is not a table: take the file you need out of it'
      );
    }
    if (name.endsWith('/')) continue;
    entries.push({ name, size, read: () => unpack(bytes, { name: shown, method, checksum, packed, size, from }, refuse) });
  }
  return entries;
}

/** Where the end of the directory stands; a comment of any text may follow it. */
function endOf(view: DataView): number | undefined {
  const last = view.byteLength - end.length;
  for (let at = last; at >= Math.max(0, last - longestComment); at--) {
    if (view.getUint32(at, true) === end.signature && at + end.length + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return undefined;
}

interface Packed {
  name: string;
  method: number;
  checksum: number;
  packed: number;
  size: number;
  from: number;
}

function unpack(
  bytes: Uint8Array,
  { name, method, checksum, packed, size, from }: Packed,
  refuse: (found: string, expected: string, advice: string) => never
): Uint8Array {
  const view = viewOf(bytes);
  const damaged = (found: string) => refuse(`${name}, ${found},`, 'the file that was packed', 'the archive was damaged: download it again');
  if (from + local.length > bytes.length || view.getUint32(from, true) !== local.signature)
    return damaged('which is not where the archive says');
  const begin = from + local.length + view.getUint16(from + 26, true) + view.getUint16(from + 28, true);
  const data = bytes.subarray(begin, begin + packed);
  if (data.length !== packed) return damaged('cut off');
  if (method !== 0 && method !== 8)
    return refuse(`${name}, packed in another way than usual,`, 'a file stored or deflated', 'unpack it and take the file');
  const unpacked = method === 0 ? data : (inflate(data, size) ?? damaged('which cannot be unpacked to the size it says'));
  if (unpacked.length !== size)
    return damaged(`of ${unpacked.length.toLocaleString('en')} bytes where ${size.toLocaleString('en')} are announced`);
  if (crc32(unpacked) !== checksum) return damaged('which does not match its checksum');
  return unpacked;
}

/** Undefined when it cannot be inflated, or would be larger than announced: it is never let grow beyond that. */
function inflate(data: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch {
    return undefined;
  }
}
