import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dayOf } from '../../sources/cells/calendar.ts';
import { textIfThere, type StoryFiles } from '../../site/story/story-files.ts';
import { importFile } from '../../sources/import-file.ts';
import type { Imported, Source } from '../../sources/source.ts';
import { indicators } from '../../story/data.ts';
import {
  vintageName,
  folderOf,
  listVintages,
  agreeing,
  byRelease,
  type Release,
  type Vintage
} from '../../vintages/vintage.ts';
import { alike } from '../../vintages/compare/by-economy.ts';
import { diffVintages } from '../../vintages/compare/diff-vintages.ts';
import type { Doubt } from '../../vintages/compare/doubt.ts';
import {
  readDataPackage,
  vintageFiles,
  type ListedNames,
  type VintageFile
} from '../../vintages/data-package.ts';
import { openVintage } from '../../vintages/open-vintage.ts';
import { Refusal } from '../cli/desk-io.ts';
import type { Choice } from './choose-table.ts';
import { chosenRelease, readFoundBeside, type FoundBeside } from './chosen-release.ts';
import { keptWith, openList, openRepairs } from './declared.ts';
import type { InputFile, PublishedInput } from './published-input.ts';
import type { TakeArguments } from './take-arguments.ts';
import { differenceOf, fileDoubts, storyUses, takeDoubts } from './take-doubts.ts';

/** A file of a source, read. */
export type ReadTable = Awaited<ReturnType<typeof readTable>>;

/** What becomes of a file that was taken. */
export type Taken = Awaited<ReturnType<typeof compareOnly | typeof keepTable>>;

/**
 * A release that may be kept: that it is, would be with `--dry-run`, or is doubtful, which `--yes`
 * overrules.
 */
export type ToKeep = Extract<Taken, { vintage: Vintage }>;

/**
 * Writes the folder of a vintage whole or not at all, and refuses one that is there: a vintage is
 * kept once (standards D05).
 */
export type WriteFolder = (folder: string, files: readonly VintageFile[]) => Promise<void>;

/**
 * Returns what a file of a source says, with the repairs and the list that are declared for it.
 * @throws SourceError, Refusal.
 */
export async function readTable(
  files: StoryFiles,
  { input: file, source }: Pick<Choice, 'input' | 'source'>,
  now: Date,
  released: Release | undefined
) {
  const list = await openList(files, source);
  const imported = importFile(file.file, source, {
    lastYear: now.getUTCFullYear() + 1,
    today: dayOf(now),
    repairs: await openRepairs(files, source.id),
    kept: await listVintages(files.list, source.id),
    ...(released === undefined ? {} : { released }),
    ...(list ? { list } : {})
  });
  return { file, source, imported, list, checksum: file.checksum() };
}

function checksumOf({ file, checksum }: InputFile): string {
  if (!(file.bytes instanceof Uint8Array)) for (const _ of file.bytes);
  return checksum();
}

/**
 * Returns what a record beside a file or its archive knows of these very bytes; its path where it
 * is of others; undefined where there is none.
 */
export async function foundBeside(
  { folder, archive }: PublishedInput,
  file: InputFile
): Promise<FoundBeside | { strange: string } | undefined> {
  const path = join(folder, 'meta.json');
  const { name, sha256 } = archive ?? { name: file.base, sha256: checksumOf(file) };
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined
    ? undefined
    : (readFoundBeside(text, name, sha256) ?? { strange: path });
}

/** Two units cannot be compared. */
function refuseOtherUnit({ id, unit }: Source, beside: Vintage): void {
  if (beside.unit === unit) return;
  throw new Refusal(
    `found the unit "${unit}" in data/sources/${id}.json, expected "${beside.unit}", that of ${vintageName(beside)}: put it back; what is published in another unit is declared as a source of its own`
  );
}

/**
 * Says how a file that may not be kept goes with the newest release of another source. No value is
 * written.
 */
export async function compareOnly(
  files: StoryFiles,
  { file, source, imported }: ReadTable,
  other: string
) {
  const newest = (await listVintages(files.list, other)).at(-1);
  if (newest === undefined)
    throw new Refusal(
      `found no release of ${other} to compare ${file.file.name} with, expected one: take it first`
    );
  const beside = await openVintage(files.read, folderOf({ source: other, release: newest }));
  refuseOtherUnit(source, beside);
  const { economies } = imported;
  const { added, withdrawn, revised, kept } = diffVintages(beside, { ...beside, economies });
  return {
    outcome: 'compared' as const,
    source: source.id,
    values: economies.length,
    /** The release that it is set beside. */
    beside: `${other}/${newest}`,
    revised: revised.length,
    kept,
    added: added.length,
    withdrawn: withdrawn.length,
    largest: [...revised]
      .sort((one, two) => Math.abs(two.change) - Math.abs(one.change))
      .slice(0, 10),
    doubts: fileDoubts(imported)
  };
}

/** A file with the release that it is of, and that which its very bytes are kept as. */
export type Released = Awaited<ReturnType<typeof releaseOf>>;

/** Returns the release that a file is of. @throws Refusal when none is known, or two are said. */
export async function releaseOf(
  files: StoryFiles,
  table: ReadTable,
  asked: Release | undefined,
  beside: Release | undefined
) {
  const { file, source, imported, checksum } = table;
  const kept = await keptWith(files, source.id, checksum);
  // Bytes that are kept need not say again when they were released; where somebody says it, it must
  // agree.
  const saysWhen = [imported.release, asked, beside].some(
    (known) => known !== undefined && known !== null
  );
  const release =
    kept !== undefined && !saysWhen ? kept : chosenRelease(file.file.name, imported, asked, beside);
  return { ...table, release, kept };
}

/**
 * Returns the answer for bytes that are kept.
 * @throws Refusal where they were kept as another release, or with other values.
 */
async function keptAlready(
  files: StoryFiles,
  { file, source, imported, release }: Released,
  kept: Release
) {
  const { name } = file.file;
  if (!agreeing(kept, release)) {
    throw new Refusal(
      `found the bytes of ${name} kept as ${source.id}/${kept} already, expected a file released ${release}: check --released`
    );
  }
  const folder = folderOf({ source: source.id, release: kept });
  const vintage = await openVintage(files.read, folder);
  // What was repaired or no longer is since the bytes were taken is not in the kept table: a
  // vintage is written once.
  if (!sameValues(vintage, imported)) {
    throw new Refusal(
      `found these bytes kept as ${vintageName(vintage)} with other values: data/repairs/${source.id}.json has changed since; expected the repairs that it was taken with: run \`npm run desk -- edition drop ${vintageName(vintage)}\` and take the file again, or take the repair back; an entry that later releases need no more stays, and says "until"`
    );
  }
  const newer = await newerThan(files, source.id, kept);
  return { outcome: 'kept already' as const, file: name, folder, same: 'the same bytes', newer };
}

/**
 * Keeps a file as one vintage, unless it is kept, doubtful or tried only.
 * @throws Refusal where another file of that day is kept.
 */
export async function keepTable(
  files: StoryFiles,
  table: Released,
  asked: Pick<TakeArguments, 'origin' | 'yes' | 'dryRun'>,
  found: { input: PublishedInput; choice: Choice; origin: string | undefined },
  write: WriteFolder
) {
  const { file, source, imported, list, checksum, release, kept } = table;
  if (kept !== undefined) return keptAlready(files, table, kept);
  const folder = folderOf({ source: source.id, release });
  const newer = await newerThan(files, source.id, release);
  const named = asked.origin ?? found.origin;
  const origin = named ?? source.address;
  const { archive } = found.input;
  const raw = {
    name: file.base,
    bytes: file.bytes,
    sha256: checksum,
    origin,
    ...(archive ? { archive } : {})
  };
  const vintage = vintageOf(source, release, imported, raw);
  if ((await files.list(folder)).length > 0) {
    if (!sameValues(await openVintage(files.read, folder), vintage)) {
      throw new Refusal(
        `found ${folder} made of another file, expected a release that is not kept yet: a vintage is written once; if the publisher released twice, give --released the day of this one`
      );
    }
    return {
      outcome: 'kept already' as const,
      file: file.file.name,
      folder,
      same: 'the same values in another file',
      newer
    };
  }
  const { before, older } = await releasesAround(files, source.id, release);
  if (older) refuseOtherUnit(source, older);
  const doubts = [
    ...found.choice.doubts.map((says): Doubt => ({ says, rows: [], cells: [] })),
    ...takeDoubts(vintage, imported, {
      older,
      before: older && (await namesIn(files, older)),
      list,
      consequence: await storyUses(files, source.indicator)
    })
  ];
  const outcome: 'kept' | 'would keep' | 'doubtful' =
    doubts.length > 0 && !asked.yes ? 'doubtful' : asked.dryRun ? 'would keep' : 'kept';
  if (outcome === 'kept') {
    const { repaired, dropped, flagged, listed } = imported;
    const left = {
      repaired: repaired.length,
      dropped,
      ...(flagged.length > 0 ? { flagged } : {}),
      ...(listed.length > 0
        ? { listed: Object.fromEntries(listed.map(({ iso3, name }) => [iso3, name])) }
        : {})
    };
    await write(folder, vintageFiles(vintage, source, left));
  }
  return {
    outcome,
    vintage,
    folder,
    imported,
    origin,
    /** Whether somebody, or a record beside the file, named the origin. */
    origined: named !== undefined,
    newer,
    difference: before && differenceOf(before, vintage),
    doubts,
    /** The indicator of the story that it is of; undefined where the story does not show it. */
    shown: indicators.find((indicator) => indicator === source.indicator)
  };
}

function vintageOf(
  source: Source,
  release: Release,
  { economies, aggregates }: Imported,
  raw: Vintage['raw']
): Vintage {
  const { id, title, publisher, indicatorCode, unit, licence, credit, publish } = source;
  return {
    ...{ source: id, release, title, publisher, indicatorCode, unit, licence, credit },
    ...(publish === false ? { publish } : {}),
    ...{ raw, economies, aggregates }
  };
}

/**
 * Returns the newest release that is kept, where it is newer than one, as a month is not than its
 * own days: an old download looks like a new one.
 */
export async function newerThan(
  files: StoryFiles,
  source: string,
  release: Release
): Promise<Release | undefined> {
  return (await listVintages(files.list, source)).findLast(
    (other) => byRelease(other, release) > 0 && !agreeing(other, release)
  );
}

/**
 * Returns the nearest kept release before one; and that which it is set beside: the one before,
 * else the one after.
 */
async function releasesAround(
  files: StoryFiles,
  source: string,
  release: Release
): Promise<{ before: Vintage | undefined; older: Vintage | undefined }> {
  const kept = await listVintages(files.list, source);
  const open = async (other: Release | undefined) =>
    other === undefined ? undefined : openVintage(files.read, folderOf({ source, release: other }));
  const before = await open(kept.filter((other) => byRelease(other, release) < 0).at(-1));
  return {
    before,
    older: before ?? (await open(kept.find((other) => byRelease(other, release) > 0)))
  };
}

/** Returns what a kept release named; undefined when it did not record it. */
async function namesIn(files: StoryFiles, which: Vintage): Promise<ListedNames | undefined> {
  const file = `${folderOf(which)}/datapackage.json`;
  const text = await textIfThere(files, file);
  return text === undefined ? undefined : readDataPackage(text, file).listed;
}

type Values = Pick<Vintage, 'economies' | 'aggregates'>;

/**
 * Whether two tables of one release hold the same values; a workbook and a table may differ in the
 * last digits of a number.
 */
function sameValues(one: Values, other: Values): boolean {
  return (['economies', 'aggregates'] as const).every(
    (kind) =>
      one[kind].length === other[kind].length &&
      one[kind].every(({ iso3, year, value }, index) => {
        const beside = other[kind][index];
        return beside?.iso3 === iso3 && beside.year === year && alike(value, beside.value);
      })
  );
}
