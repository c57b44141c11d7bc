import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Source } from '../../sources/source.ts';
import { isArchive, openArchive } from '../../sources/tables/zip-archive.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { Refusal } from '../cli/desk-io.ts';

/** A hundred times as much as a table of one indicator with its notes. */
const limits = { files: 1000, bytes: 64 * 2 ** 20, ratio: 200 };

export type DownloadedTable = Awaited<ReturnType<typeof downloadedTable>>;

/** Makes a safe file name of a server's or an archive's. */
const plain = (name: string) => name.replace(/[^\w.-]+/g, '_').replace(/^\.+/, '');

/** @throws SourceError for a bad archive; Refusal when it does not hold exactly one table. */
export async function downloadedTable(path: string, address: string, source: Pick<Source, 'id'>) {
  const bytes = await readFile(path);
  const given = plain(decodeName(basename(new URL(address).pathname)));
  if (!isArchive(bytes) || /\.xlsx$/i.test(given)) {
    const name = /\.\w{2,4}$/.test(given) ? given : `${source.id}.csv`;
    return { name, bytes, sha256: sha256(bytes), archived: false, beside: [] };
  }
  const archive = given || `${source.id}.zip`;
  const files = openArchive({ name: archive, bytes }, limits);
  const tables = files.filter(
    ({ name }) => /\.csv$/i.test(name) && !/^Metadata_/i.test(basename(name))
  );
  const [table, ...more] = tables;
  if (!table || more.length > 0) {
    const found = (table ? tables : files)
      .map(({ name }) => JSON.stringify(name))
      .slice(0, 10)
      .join(', ');
    throw new Refusal(
      'not-one-table',
      `${archive} holds ${table ? `${tables.length} tables` : 'no table'} (${found || 'it is empty'}), not one .csv.`,
      'Unpack it and take the table.'
    );
  }
  const unpacked = table.unpack();
  return {
    name: plain(basename(table.name)),
    bytes: unpacked,
    sha256: sha256(unpacked),
    archived: true,
    beside: files
      .filter((file) => file !== table)
      .map(({ name }) => JSON.stringify(name).slice(1, -1))
  };
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
