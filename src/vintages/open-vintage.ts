import { extent } from 'd3';
import { atStart, refuseAt, SourceError } from '../sources/source-error.ts';
import { readDataPackage } from './data-package.ts';
import { neverEdited, readObservations } from './observation-table.ts';
import { sha256 } from './sha256.ts';
import { folderOf, vintageName, type Vintage, type VintageKey } from './vintage.ts';

/**
 * Returns a file's bytes; undefined when there is none. Paths are from the project's root, with
 * forward slashes.
 */
type ReadFile = (path: string) => Promise<Uint8Array | undefined>;

/**
 * Returns the vintage kept in a folder.
 * @throws SourceError when a file is missing, was changed, or the folder is misnamed (standards
 * D03, D05).
 */
export async function openVintage(read: ReadFile, folder: string): Promise<Vintage> {
  const refuse = (file: string, found: string, expected: string, advice = neverEdited): never =>
    refuseAt(file, atStart, found, expected, advice);
  const packageFile = `${folder}/datapackage.json`;
  const again =
    'restore the folder from the last commit; where it was never committed, remove it and take the published file with `npm run desk -- take`';
  const packageBytes =
    (await read(packageFile)) ??
    refuse(packageFile, 'no such file', 'the record of a vintage', again);
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
    if (bytes.length !== table.bytes)
      refuse(file, `${bytes.length} bytes`, `${table.bytes}, as recorded in datapackage.json`);
    const found = sha256(bytes);
    if (found !== table.sha256)
      refuse(file, `the checksum ${found}`, `${table.sha256}, as recorded in datapackage.json`);
    vintage[table.name === 'data' ? 'economies' : 'aggregates'] = readObservations(
      new TextDecoder().decode(bytes),
      file
    );
  }
  return vintage;
}

/** A kept vintage as it lies in its folder. */
export type InspectedVintage = Awaited<ReturnType<typeof inspectVintage>>;

async function orFault<Value>(
  faults: string[],
  open: () => Value | Promise<Value>
): Promise<Value | undefined> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    faults.push(error.message);
    return undefined;
  }
}

/**
 * Returns what a kept vintage says of itself, and whether every file of its folder is whole, and
 * none beside them (standards D03, D05).
 */
export async function inspectVintage(
  files: { read: ReadFile; list: (folder: string) => Promise<string[]> },
  which: VintageKey
) {
  const folder = folderOf(which);
  /** What keeps it from being the vintage that was taken, each with file, line and column. */
  const faults: string[] = [];
  const packageFile = `${folder}/datapackage.json`;
  const vintage = await orFault(faults, () => openVintage(files.read, folder));
  const bytes = await files.read(packageFile);
  // An unreadable record has been reported by then: it is not reported twice.
  const recorded = bytes
    ? await orFault([], () => readDataPackage(new TextDecoder().decode(bytes), packageFile))
    : undefined;
  const known = new Set(['datapackage.json', ...(recorded?.stored ?? []).map(({ path }) => path)]);
  for (const name of recorded ? await files.list(folder) : []) {
    if (known.has(name)) continue;
    faults.push(
      `${folder}/${name}:1:1: found a file that the data package does not record; expected only ${[...known].join(', ')}. ` +
        'A vintage is never edited: move the file out.'
    );
  }
  const [first, last] = extent(
    [...(vintage?.economies ?? []), ...(vintage?.aggregates ?? [])],
    ({ year }) => year
  );
  const years = first === undefined ? undefined : { first, last };
  return {
    record: recorded?.record,
    counts: recorded?.counts,
    stored: recorded?.stored ?? [],
    years,
    faults
  };
}
