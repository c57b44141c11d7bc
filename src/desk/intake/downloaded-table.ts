import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Source } from '../../sources/source.ts';
import { isArchive, openArchive } from '../../sources/tables/zip-archive.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { Refusal } from '../cli/desk-io.ts';

/** A table of one indicator with its notes is a hundred times smaller. */
const limits = { files: 1000, bytes: 64 * 2 ** 20, ratio: 200 };

/**
 * The table in what a publisher gave, by the plain file name it is kept under, and what else lay in
 * the archive.
 */
export type DownloadedTable = Awaited<ReturnType<typeof downloadedTable>>;

/** Returns a name that is nothing but a name, whatever a server or an archive says. */
const plain = (name: string) => name.replace(/[^\w.-]+/g, '_').replace(/^\.+/, '');

/**
 * Returns the table in a downloaded file, or the one of an archive beside its notes.
 * @throws SourceError for a bad archive; Refusal without one table.
 */
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
      `found ${table ? `${tables.length} tables` : 'no table'} in ${archive} (${found || 'it is empty'}), expected one .csv beside its notes: unpack it and take the table`
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
