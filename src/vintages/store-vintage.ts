import type { Source } from '../sources/source.ts';
import { tables, writeDataPackage, type ListedNames, type StoredTable, type VintageCounts } from './data-package.ts';
import { writeObservations } from './observation-table.ts';
import { sha256 } from './sha256.ts';
import type { Vintage } from './vintage.ts';

/** One file to be written, by its name in the vintage's folder. */
export interface VintageFile {
  name: string;
  text: string;
}

/** What is kept of a published file besides its values. */
export type Left = Pick<VintageCounts, 'repaired' | 'dropped' | 'flagged'> & { listed?: ListedNames };

/** Returns the files of a vintage: a table for economies and one for aggregates, where there are any, and the package that records them. Pure. */
export function vintageFiles(vintage: Vintage, source: Pick<Source, 'address' | 'notes'>, { listed, ...left }: Left): VintageFile[] {
  const files: VintageFile[] = [];
  const stored: StoredTable[] = [];
  for (const name of tables) {
    const observations = vintage[name === 'data' ? 'economies' : 'aggregates'];
    if (observations.length === 0) continue;
    const path = `${name}.csv`;
    const text = writeObservations(observations);
    const bytes = new TextEncoder().encode(text);
    files.push({ name: path, text });
    stored.push({ name, path, bytes: bytes.length, sha256: sha256(bytes) });
  }
  const counts: VintageCounts = {
    economies: new Set(vintage.economies.map(({ iso3 }) => iso3)).size,
    values: vintage.economies.length,
    aggregates: vintage.aggregates.length,
    ...left
  };
  files.push({ name: 'datapackage.json', text: writeDataPackage(vintage, source, stored, counts, listed) });
  return files;
}
