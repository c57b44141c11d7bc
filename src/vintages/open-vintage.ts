import { extent } from 'd3';
import { atStart, refuseAt, restore, SourceError } from '#sources/source-error.ts';
import { readDataPackage, neverEdited, readObservations } from './data-package.ts';
import { namesIn, type ProjectFiles } from './project-files.ts';
import { sha256 } from './sha256.ts';
import { folderOf, vintageName, type Vintage, type VintageKey } from './vintage.ts';
import { say } from '#locale/say.ts';

/** @throws SourceError for a missing or changed file, or a misnamed folder (standards D03, D05). */
export function openVintage(files: ProjectFiles, folder: string) {
  const refuse = (file: string, kind: string, wrong: string, fix = neverEdited(file)): never =>
    refuseAt(file, atStart, kind, wrong, fix);
  const packageFile = `${folder}/datapackage.json`;
  const packageBytes =
    files.get(packageFile) ??
    refuse(
      packageFile,
      'missing-file',
      say`There is no such file.`,
      say`${restore(folder)} If it was never committed, delete it and run \`npm run desk -- take <file>\` with the published file.`
    );
  const { record, stored } = readDataPackage(new TextDecoder().decode(packageBytes), packageFile);
  const [release, source] = folder.split('/').reverse();
  if (record.source !== source || record.release !== release)
    refuse(
      packageFile,
      'renamed-folder',
      say`This is the record of ${vintageName(record)}, in the folder ${source}/${release}.`,
      say`Rename the folder back.`
    );
  const vintage: Vintage = { ...record, economies: [], aggregates: [] };
  for (const table of stored) {
    const file = `${folder}/${table.path}`;
    const bytes = files.get(file) ?? refuse(file, 'missing-file', say`There is no such file.`);
    const found = sha256(bytes);
    if (found !== table.sha256)
      refuse(
        file,
        'changed-checksum',
        say`The file has the checksum ${found}, not the recorded ${table.sha256}.`
      );
    vintage[table.name === 'data' ? 'economies' : 'aggregates'] = readObservations(
      new TextDecoder().decode(bytes),
      file
    );
  }
  return vintage;
}

export type InspectedVintage = ReturnType<typeof inspectVintage>;

function orFault<Value>(faults: string[], open: () => Value) {
  try {
    return open();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    faults.push(error.message);
    return undefined;
  }
}

/** Checks every file in a vintage's folder, and that there are no others (standards D03, D05). */
export function inspectVintage(files: ProjectFiles, which: VintageKey) {
  const folder = folderOf(which);
  const faults: string[] = [];
  const packageFile = `${folder}/datapackage.json`;
  const vintage = orFault(faults, () => openVintage(files, folder));
  const bytes = files.get(packageFile);
  // An unreadable record is reported already.
  const recorded = bytes
    ? orFault([], () => readDataPackage(new TextDecoder().decode(bytes), packageFile))
    : undefined;
  const known = new Set(['datapackage.json', ...(recorded?.stored ?? []).map(({ path }) => path)]);
  for (const name of recorded ? namesIn(files, folder) : []) {
    if (known.has(name)) continue;
    faults.push(
      say`${folder}/${name}:1:1: The data package does not record this file. A vintage is never edited: move the file out.`
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
