import { atStart, refuseAt } from '../sources/source-error.ts';
import { readDataPackage } from './data-package.ts';
import { neverEdited, readObservations } from './observation-table.ts';
import { sha256 } from './sha256.ts';
import { vintageName, type Vintage } from './vintage.ts';

/** Returns a file's bytes; undefined when there is none. Paths are from the project's root, with forward slashes. */
export type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

/** Returns the vintage kept in a folder. @throws SourceError when a file is missing, was changed, or the folder is misnamed (standards D03, D05). */
export async function openVintage(read: ReadFile, folder: string): Promise<Vintage> {
  const refuse = (file: string, found: string, expected: string, advice = neverEdited): never =>
    refuseAt(file, atStart, found, expected, advice);
  const packageFile = `${folder}/datapackage.json`;
  const again =
    'restore the folder from the last commit; where it was never committed, remove it and take the published file with `npm run desk -- take`';
  const packageBytes = (await read(packageFile)) ?? refuse(packageFile, 'no such file', 'the record of a vintage', again);
  const { record, stored } = readDataPackage(new TextDecoder().decode(packageBytes), packageFile);
  const [release, source] = folder.split('/').reverse();
  if (record.source !== source || record.release !== release) {
    const expected = `that of ${source}/${release}, as the folder is named`;
    refuse(packageFile, `the record of ${vintageName(record)}`, expected, 'rename the folder back');
  }
  const vintage: Vintage = { ...record, economies: [], aggregates: [] };
  for (const table of stored) {
    const file = `${folder}/${table.path}`;
    const bytes = (await read(file)) ?? refuse(file, 'no such file', `${table.bytes} bytes`);
    if (bytes.length !== table.bytes) refuse(file, `${bytes.length} bytes`, `${table.bytes}, as recorded in datapackage.json`);
    const found = sha256(bytes);
    if (found !== table.sha256) refuse(file, `the checksum ${found}`, `${table.sha256}, as recorded in datapackage.json`);
    vintage[table.name === 'data' ? 'economies' : 'aggregates'] = readObservations(new TextDecoder().decode(bytes), file);
  }
  return vintage;
}
