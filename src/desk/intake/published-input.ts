import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sort } from 'd3';
import { wholeFile } from '../../sources/tables/file-text.ts';
import type { PublishedFile } from '../../sources/source.ts';
import { isOldSpreadsheet, otherDocument } from '../../sources/tables/spreadsheet.ts';
import { isArchive, openArchive, type ArchivedFile } from '../../sources/tables/zip-archive.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { counted, number } from '../../locale/counted.ts';
import { codeOf, diskRefusal, onDisk } from '../files/disk-refusal.ts';
import { Refusal } from '../cli/desk-io.ts';

/**
 * A table is read piece by piece; a workbook or an archive is opened whole. No publisher's file of
 * one indicator comes near.
 */
const inputLimits = { table: 512 * 2 ** 20, whole: 64 * 2 ** 20, filesInFolder: 200 };
const pieceLength = 2 ** 18;

/** One file that may be taken. */
export interface InputFile {
  /** Under the name that messages use. */
  file: PublishedFile;
  /** Its own name, without folders. */
  base: string;
  bytes: number;
  /** Returns the SHA-256 of the bytes as they were last read to their end. */
  checksum(): string;
}

/** What lies at a path that was given: one file, those in a folder or those in an archive. */
export interface PublishedInput {
  files: InputFile[];
  /** What lies there and is not looked at, with the reason. */
  ignored: { name: string; reason: string }[];
  /** The folder in which a record may lie beside the file. */
  folder: string;
  archive?: { name: string; bytes: number; sha256: string };
  close(): void;
}

/** Files that publishers put beside the data, by their names. */
const beside: readonly [RegExp, string][] = [
  [/^Metadata_(Country|Indicator)_/i, 'the World Bank’s notes on countries and indicators'],
  [/^meta\.json$/i, 'the record of where the file was found'],
  [/^ddf--(entities|concepts)|^datapackage\.json$/i, 'definitions, not data'],
  [/^(README|LICEN[CS]E|NOTICE|CHANGELOG)/i, 'a text to be read'],
  [/^[._]|^Thumbs\.db$/i, 'a hidden file']
];

const besideReason = (name: string) => beside.find(([pattern]) => pattern.test(name))?.[1];

/**
 * Opens a file, the files of a folder (not of folders in it) or those of a zip archive. Nothing is
 * unpacked to the disk.
 * @throws Refusal when there is nothing, it cannot be read, is too large, or is no file at all (a
 * pipe, a device, a link that leads back to itself); SourceError when an archive holds what it
 * should not.
 */
export async function openInput(path: string, asGiven: string): Promise<PublishedInput> {
  const opened = openPlain(path, asGiven);
  if (opened.stats.isDirectory()) {
    closeSync(opened.descriptor);
    return openFolder(path, asGiven);
  }
  const input = inputOf(opened, path, asGiven);
  const alone = {
    files: [input],
    ignored: [],
    folder: dirname(path),
    close: () => closeSync(opened.descriptor)
  };
  const start = startOf(opened);
  try {
    if (!isArchive(start)) {
      if (isOldSpreadsheet(start))
        refuseLarger(input.bytes, inputLimits.whole, asGiven, 'a workbook');
      else refuseLarger(input.bytes, inputLimits.table, asGiven, 'a table');
      return alone;
    }
    refuseLarger(input.bytes, inputLimits.whole, asGiven, 'an archive or workbook');
    const bytes = wholeFile(input.file);
    const entries = openArchive({ name: asGiven, bytes });
    // A workbook of today is an archive too, and is taken as one file; what is not read of one is
    // said where it is read.
    if (
      entries.some(({ name }) => /^xl\/workbook\.(xml|bin)$/.test(name)) ||
      otherDocument(entries)
    )
      return alone;
    const archived = openZip(
      entries,
      { name: basename(path), bytes: bytes.length, sha256: sha256(bytes) },
      dirname(path),
      asGiven
    );
    alone.close();
    return archived;
  } catch (error) {
    alone.close();
    throw error;
  }
}

type Opened = ReturnType<typeof openPlain>;

function openPlain(path: string, asGiven: string) {
  try {
    // Without waiting: opening a pipe that nobody writes to would never end.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (stats.isFile() || stats.isDirectory()) return { descriptor, stats };
    closeSync(descriptor);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Refusal(
        `found no file at ${asGiven}, expected a published file: check the path (it starts from ${dirname(path)})`
      );
    if (code === 'ELOOP')
      throw new Refusal(
        `found a link at ${asGiven} that leads back to itself, expected a published file: name the file`
      );
    if (code !== 'ENXIO' && code !== 'ENODEV') throw diskRefusal(error, `at ${asGiven}`) ?? error;
  }
  throw new Refusal(
    `found a pipe or a device at ${asGiven}, expected a published file: save what comes out of it as a file first`
  );
}

function refuseLarger(bytes: number, most: number, asGiven: string, what: string): void {
  if (bytes <= most) return;
  throw new Refusal(
    `found ${counted(bytes, 'byte')} at ${asGiven}, expected ${what} of at most ${number(most)}: download the file of this one indicator`
  );
}

function startOf({ descriptor }: Opened): Uint8Array {
  const start = new Uint8Array(8);
  return start.subarray(0, readSync(descriptor, start, 0, start.length, 0));
}

function inputOf({ descriptor, stats }: Opened, path: string, shown: string): InputFile {
  let digest: string | undefined;
  const pieces = function* (): Generator<Uint8Array> {
    const hash = createHash('sha256');
    const room = new Uint8Array(pieceLength);
    let at = 0;
    for (;;) {
      const piece = room.subarray(0, readPiece(descriptor, room, at, shown));
      at += piece.length;
      if (piece.length === 0 || at > stats.size) break;
      hash.update(piece);
      yield piece;
    }
    if (at !== stats.size)
      throw new Refusal(
        `found ${shown} changing while it was read, expected a file at rest: wait until it is whole, and take it again`
      );
    digest = hash.digest('hex');
  };
  return {
    file: { name: shown, bytes: { [Symbol.iterator]: pieces } },
    base: basename(path),
    bytes: stats.size,
    checksum: () => {
      if (digest === undefined) throw new Error(`${shown} has not been read to its end`);
      return digest;
    }
  };
}

function readPiece(descriptor: number, piece: Uint8Array, at: number, shown: string): number {
  try {
    return readSync(descriptor, piece, 0, piece.length, at);
  } catch (error) {
    throw diskRefusal(error, `at ${shown}`) ?? error;
  }
}

async function openFolder(path: string, asGiven: string): Promise<PublishedInput> {
  const reading = readdir(path, { withFileTypes: true });
  const entries = sort(await onDisk(reading, `at ${asGiven}`), ({ name }) => name);
  if (entries.length > inputLimits.filesInFolder) {
    throw new Refusal(
      `found ${counted(entries.length, 'file')} in ${asGiven}, expected the folder of one release, with at most ${inputLimits.filesInFolder}: name the file itself`
    );
  }
  const files: InputFile[] = [];
  const ignored: PublishedInput['ignored'] = [];
  const descriptors: number[] = [];
  const close = () => descriptors.splice(0).forEach((descriptor) => closeSync(descriptor));
  try {
    for (const entry of entries) {
      const shown = join(asGiven, entry.name);
      const reason = besideReason(entry.name) ?? (await whyNotRead(join(path, entry.name), shown));
      if (reason !== undefined) {
        ignored.push({ name: entry.name, reason });
        continue;
      }
      const opened = openPlain(join(path, entry.name), shown);
      descriptors.push(opened.descriptor);
      const start = startOf(opened);
      if (opened.stats.size > inputLimits.whole && (isArchive(start) || isOldSpreadsheet(start))) {
        ignored.push({
          name: entry.name,
          reason: `larger than a workbook may be: ${counted(opened.stats.size, 'byte')}`
        });
        continue;
      }
      files.push(inputOf(opened, join(path, entry.name), shown));
    }
    const [archive, ...more] = ignored.filter(({ name }) => /\.zip$/i.test(name));
    // The folder of one release often holds the publisher's archive and a record of it.
    if (files.length === 0 && archive && more.length === 0) {
      const inside = await openInput(join(path, archive.name), join(asGiven, archive.name));
      return {
        ...inside,
        ignored: [...ignored.filter((one) => one !== archive), ...inside.ignored]
      };
    }
  } catch (error) {
    close();
    throw error;
  }
  return { files, ignored, folder: path, close };
}

/**
 * Returns why something in a folder is not looked at; undefined for a file.
 * @throws Refusal for a loop, a pipe or a device.
 */
async function whyNotRead(path: string, shown: string): Promise<string | undefined> {
  let stats;
  try {
    stats = await stat(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'a link to nothing';
    if (codeOf(error) === 'ELOOP')
      throw new Refusal(
        `found a link at ${shown} that leads back to itself, expected files: remove it, or name the file itself`
      );
    throw diskRefusal(error, `at ${shown}`) ?? error;
  }
  if (stats.isDirectory()) return 'a folder';
  if (!stats.isFile())
    throw new Refusal(
      `found a pipe or a device at ${shown}, expected files: remove it, or name the file itself`
    );
  if (/\.zip$/i.test(path)) return 'an archive: take it by itself';
  if (stats.size > inputLimits.table)
    return `larger than a table may be: ${counted(stats.size, 'byte')}`;
  return undefined;
}

function openZip(
  entries: readonly ArchivedFile[],
  archive: NonNullable<PublishedInput['archive']>,
  folder: string,
  asGiven: string
): PublishedInput {
  const files: InputFile[] = [];
  const ignored: PublishedInput['ignored'] = [];
  for (const entry of entries) {
    const base = basename(entry.name);
    const reason =
      besideReason(base) ?? (entry.name.startsWith('__MACOSX/') ? 'a hidden file' : undefined);
    if (reason !== undefined) {
      ignored.push({ name: entry.name, reason });
      continue;
    }
    const bytes = entry.unpack();
    files.push({
      file: { name: `${asGiven}/${entry.name}`, bytes },
      base,
      bytes: bytes.length,
      checksum: () => sha256(bytes)
    });
  }
  if (files.length === 0)
    throw new Refusal(
      `found no data in ${asGiven}, expected a table in it: download the archive again`
    );
  return { files, ignored, folder, archive, close: () => undefined };
}
