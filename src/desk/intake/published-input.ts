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

/** In bytes. A table is read in pieces, a workbook or an archive whole. */
const inputLimits = { table: 512 * 2 ** 20, whole: 64 * 2 ** 20, filesInFolder: 200 };
const pieceLength = 2 ** 18;

export interface InputFile {
  /** Its name is the one in messages. */
  file: PublishedFile;
  base: string;
  bytes: number;
  /** The SHA-256 of the bytes as they were last read to their end. */
  checksum(): string;
}

export interface PublishedInput {
  files: InputFile[];
  ignored: { name: string; reason: string }[];
  folder: string;
  archive?: { name: string; bytes: number; sha256: string };
  close(): void;
}

const beside: readonly [RegExp, string][] = [
  [/^Metadata_(Country|Indicator)_/i, 'the World Bank’s notes on countries and indicators'],
  [/^meta\.json$/i, 'the record of where the file was found'],
  [/^ddf--(entities|concepts)|^datapackage\.json$/i, 'definitions, not data'],
  [/^(README|LICEN[CS]E|NOTICE|CHANGELOG)/i, 'a text to be read'],
  [/^[._]|^Thumbs\.db$/i, 'a hidden file']
];

const besideReason = (name: string) => beside.find(([pattern]) => pattern.test(name))?.[1];

/**
 * Opens a file, the files of a folder (not of its folders) or of a zip archive, unpacked in memory.
 * @throws Refusal when it is missing, unreadable, too large, a pipe, a device or a link loop;
 * SourceError for a bad archive.
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
    // An .xlsx workbook is an archive too, and taken as one file.
    if (entries.some(({ name }) => name === 'xl/workbook.xml') || otherDocument(entries))
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
    // Without O_NONBLOCK, opening a pipe without a writer never returns.
    const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (stats.isFile() || stats.isDirectory()) return { descriptor, stats };
    closeSync(descriptor);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Refusal(
        'no-file',
        `There is no file ${asGiven}.`,
        `Check the path; it starts from ${dirname(path)}.`
      );
    if (code === 'ELOOP')
      throw new Refusal('link-loop', `${asGiven} is a link to itself.`, 'Name the file itself.');
    if (code !== 'ENXIO' && code !== 'ENODEV') throw diskRefusal(error, `at ${asGiven}`) ?? error;
  }
  throw new Refusal(
    'not-a-file',
    `${asGiven} is a pipe or a device.`,
    'Save its output as a file first.'
  );
}

function refuseLarger(bytes: number, most: number, asGiven: string, what: string): void {
  if (bytes <= most) return;
  throw new Refusal(
    'file-too-large',
    `${asGiven} has ${counted(bytes, 'byte')}, but ${what} may have at most ${number(most)}.`,
    'Download the file of this one indicator.'
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
        'changing-file',
        `${shown} changed while it was read.`,
        'Wait until it is complete, and take it again.'
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
      'too-many-files',
      `${asGiven} has ${counted(entries.length, 'file')}, more than the ${inputLimits.filesInFolder} allowed.`,
      'Name the file itself.'
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
    // A release's folder often holds the publisher's archive and a record of it.
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
 * Returns the reason to skip an entry of a folder.
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
        'link-loop',
        `${shown} is a link to itself.`,
        'Delete it, or name the file itself.'
      );
    throw diskRefusal(error, `at ${shown}`) ?? error;
  }
  if (stats.isDirectory()) return 'a folder';
  if (!stats.isFile())
    throw new Refusal(
      'not-a-file',
      `${shown} is a pipe or a device.`,
      'Delete it, or name the file itself.'
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
    throw new Refusal('no-data', `${asGiven} holds no table.`, 'Download the archive again.');
  return { files, ignored, folder, archive, close: () => undefined };
}
