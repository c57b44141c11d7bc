import { extent } from 'd3';
import { SourceError } from '../sources/source-error.ts';
import { readDataPackage } from './data-package.ts';
import { openVintage, type ReadFile } from './open-vintage.ts';
import { folderOf, type Vintage, type VintageKey } from './vintage.ts';

/** A kept vintage as it lies in its folder. */
export type InspectedVintage = Awaited<ReturnType<typeof inspectVintage>>;

function yearsOf({ economies, aggregates }: Vintage) {
  const [first, last] = extent([...economies, ...aggregates], ({ year }) => year);
  return first === undefined ? undefined : { first, last };
}

async function orFault<Value>(faults: string[], open: () => Value | Promise<Value>): Promise<Value | undefined> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    faults.push(error.message);
    return undefined;
  }
}

/** Returns what a kept vintage says of itself, and whether every file of its folder is whole, and none beside them (standards D03, D05). */
export async function inspectVintage(files: { read: ReadFile; list: (folder: string) => Promise<string[]> }, which: VintageKey) {
  const folder = folderOf(which);
  /** What keeps it from being the vintage that was taken, each with file, line and column. */
  const faults: string[] = [];
  const packageFile = `${folder}/datapackage.json`;
  const vintage = await orFault(faults, () => openVintage(files.read, folder));
  const bytes = await files.read(packageFile);
  // An unreadable record has been reported by then: it is not reported twice.
  const recorded = bytes ? await orFault([], () => readDataPackage(new TextDecoder().decode(bytes), packageFile)) : undefined;
  const known = new Set(['datapackage.json', ...(recorded?.stored ?? []).map(({ path }) => path)]);
  for (const name of recorded ? await files.list(folder) : []) {
    if (known.has(name)) continue;
    faults.push(
      `${folder}/${name}:1:1: found a file that the data package does not record; expected only ${[...known].join(', ')}. ` +
        'A vintage is never edited: move the file out.'
    );
  }
  return { record: recorded?.record, counts: recorded?.counts, stored: recorded?.stored ?? [], years: vintage && yearsOf(vintage), faults };
}
