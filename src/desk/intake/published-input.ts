import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { PublishedFile } from '#sources/source.ts';
import { otherDocument } from '#sources/tables/spreadsheet.ts';
import { isArchive, openArchive, type ArchivedFile } from '#sources/tables/zip-archive.ts';
import { sha256 } from '#vintages/sha256.ts';
import { codeOf, diskRefusal } from '../files/disk-refusal.ts';
import { refuse } from '../cli/desk-io.ts';
import { say, counted, number } from '#locale/say.ts';

/** In bytes: far more than a table of one indicator. */
export const mostBytes = 64 * 2 ** 20;

export interface InputFile {
  /** Its name is the one in messages. */
  file: PublishedFile;
  base: string;
}

export interface PublishedInput {
  files: InputFile[];
  ignored: { name: string; reason: string }[];
  archive?: { name: string; bytes: number; sha256: string };
}

const beside = (): readonly [RegExp, string][] => [
  [/^Metadata_(Country|Indicator)_/i, say`the World Bank’s notes on countries and indicators`],
  [/^ddf--(entities|concepts)|^(datapackage|meta)\.json$/i, say`definitions, not data`],
  [/^(README|LICEN[CS]E|NOTICE|CHANGELOG)/i, say`a text to be read`],
  [/^[._]|^Thumbs\.db$/i, say`a hidden file`]
];

const besideReason = (name: string) => beside().find(([pattern]) => pattern.test(name))?.[1];

/**
 * Reads a file, or the files of a zip archive, into memory.
 * @throws Refusal when it is missing, unreadable, too large, a pipe, a device or a link loop;
 * SourceError for a bad archive.
 */
export async function openInput(path: string, asGiven: string): Promise<PublishedInput> {
  const bytes = await readPlain(path, asGiven);
  const entries = isArchive(bytes) ? openArchive({ name: asGiven, bytes }) : undefined;
  // An .xlsx workbook is an archive too, and taken as one file.
  if (
    entries &&
    !entries.some(({ name }) => name === 'xl/workbook.xml') &&
    otherDocument(entries) === undefined
  )
    return openZip(
      entries,
      { name: basename(path), bytes: bytes.length, sha256: sha256(bytes) },
      asGiven
    );
  const file = { file: { name: asGiven, bytes }, base: basename(path) };
  return { files: [file], ignored: [] };
}

async function readPlain(path: string, asGiven: string): Promise<Uint8Array> {
  let file: FileHandle | undefined;
  try {
    // Without O_NONBLOCK, opening a pipe without a writer never returns.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await file.stat();
    if (stats.isFile()) {
      if (stats.size > mostBytes)
        refuse(
          'file-too-large',
          say`${asGiven} has ${counted(stats.size, 'byte')}, but at most ${number(mostBytes)} are read.`,
          say`Download the file of this one indicator.`
        );
      return new Uint8Array(await file.readFile());
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      refuse(
        'no-file',
        say`There is no file ${asGiven}.`,
        say`Check the path; it starts from ${dirname(path)}.`
      );
    if (code !== 'ENXIO' && code !== 'ENODEV')
      throw diskRefusal(error, say`at ${asGiven}`) ?? error;
  } finally {
    await file?.close();
  }
  refuse(
    'not-a-file',
    say`${asGiven} is a folder, a pipe or a device.`,
    say`Name a file, or save its output as one first.`
  );
}

function openZip(
  entries: readonly ArchivedFile[],
  archive: NonNullable<PublishedInput['archive']>,
  asGiven: string
): PublishedInput {
  const files: InputFile[] = [];
  const ignored: PublishedInput['ignored'] = [];
  for (const entry of entries) {
    const base = basename(entry.name);
    const reason =
      besideReason(base) ?? (entry.name.startsWith('__MACOSX/') ? say`a hidden file` : undefined);
    if (reason !== undefined) {
      ignored.push({ name: entry.name, reason });
      continue;
    }
    files.push({ file: { name: `${asGiven}/${entry.name}`, bytes: entry.unpack() }, base });
  }
  if (files.length === 0)
    refuse('no-data', say`${asGiven} holds no table.`, say`Download the archive again.`);
  return { files, ignored, archive };
}
