import { extent } from 'd3';
import { dayOf } from '#sources/cells/calendar.ts';
import { textIfThere } from '#site/story/project-text.ts';
import { namesIn, type ProjectFiles } from '#vintages/project-files.ts';
import { importFile } from '#sources/import-file.ts';
import type { Imported, Source } from '#sources/source.ts';
import { indicators } from '#story/data.ts';
import { lockFile, readLock } from '#story/lock.ts';
import { unlessRefused } from '#story/problem.ts';
import {
  vintageName,
  folderOf,
  listVintages,
  agreeing,
  byRelease,
  type Release,
  type Vintage
} from '#vintages/vintage.ts';
import { alike, allOf } from '#vintages/compare/by-economy.ts';
import { diffValues } from '#vintages/compare/diff-vintages.ts';
import type { Doubt } from '#vintages/compare/doubt.ts';
import { readDataPackage, vintageFiles, type ListedNames } from '#vintages/data-package.ts';
import { openVintage } from '#vintages/open-vintage.ts';
import { sha256 } from '#vintages/sha256.ts';
import { refuse, type Desk } from '../cli/desk-io.ts';
import { applyStep } from '../files/undo-journal.ts';
import type { Choice } from './choose-table.ts';
import { releaseWithChecksum, openList, openPlaceNames, openRepairs } from './declared.ts';
import type { PublishedInput } from './published-input.ts';
import { dayAsked, lookUpDay, takeLine, type TakeArguments } from './take-arguments.ts';
import { rankDoubts } from './rank-doubts.ts';
import { fileDoubts, mostlyDoubted, takeDoubts } from './take-doubts.ts';
import { say } from '#locale/say.ts';

type ReadTable = ReturnType<typeof readTable>;

export type Taken = ReturnType<typeof compareOnly> | Awaited<ReturnType<typeof keepTable>>;

export type ToKeep = Extract<Taken, { values: object }>;

/** Reads a file with the repairs and the list of its source. @throws SourceError, Refusal. */
export function readTable(
  files: ProjectFiles,
  { input: file, source }: Pick<Choice, 'input' | 'source'>,
  now: Date,
  released: Release | undefined
) {
  const list = openList(files, source);
  const imported = importFile(file.file, source, {
    lastYear: now.getUTCFullYear() + 1,
    today: dayOf(now),
    repairs: openRepairs(files, source.id),
    released,
    placeNames: openPlaceNames(files),
    list
  });
  return { file, source, imported, list, checksum: sha256(file.file.bytes) };
}

function refuseOtherUnit({ id, unit }: Source, beside: Vintage) {
  if (beside.unit === unit) return;
  refuse(
    'other-unit',
    say`data/sources/${id}.json has the unit "${unit}", but ${vintageName(beside)} has "${beside.unit}".`,
    say`Change it back, and declare another unit as another source.`
  );
}

export function compareOnly(
  files: ProjectFiles,
  { file, source, imported }: ReadTable,
  other: string,
  asked: Pick<TakeArguments, 'yes'>
) {
  const newest = listVintages(files, other).at(-1);
  if (newest === undefined)
    refuse(
      'nothing-to-compare',
      say`There is no release of ${other} to compare ${file.file.name} with.`,
      say`Take one first: \`npm run desk -- take <file> --source ${other}\`.`
    );
  const beside = openVintage(files, folderOf({ source: other, release: newest }));
  refuseOtherUnit(source, beside);
  const { economies } = imported;
  const doubts = fileDoubts(imported);
  return {
    outcome: doubts.length > 0 && !asked.yes ? ('doubtful' as const) : ('compared' as const),
    source: source.id,
    read: economies.length,
    beside: `${other}/${newest}`,
    ...diffValues(beside.economies, economies, source.unit),
    doubts
  };
}

/**
 * Returns the release given by the file or the command line.
 * @throws Refusal when there is none, or they disagree.
 */
function chosenRelease(
  file: string,
  { release: printed, economies, aggregates }: Imported,
  given: TakeArguments
) {
  const { released: asked } = given;
  // A day says more than its month.
  const release = printed !== null && printed.length >= (asked?.length ?? 0) ? printed : asked;
  if (release === undefined)
    refuse('no-release', say`${file} does not give its release date.`, lookUpDay(given));
  if (printed !== null && asked !== undefined && !agreeing(printed, asked))
    refuse(
      'two-releases',
      say`There are two release dates: ${file} prints ${printed}, --released says ${asked}.`,
      say`The date in the file counts: run ${takeLine(given, { released: undefined })}.`
    );
  const newest = Math.max(...[...economies, ...aggregates].map(({ year }) => year));
  if (newest > Number(release.slice(0, 4)))
    refuse(
      'values-after-release',
      say`${file} has a value for ${newest}, after its release, ${release}.`,
      asked === undefined
        ? say`Compare both with the publisher’s page, and download the file again.`
        : lookUpDay(given)
    );
  return release;
}

/** @throws Refusal when the bytes were kept as another release, or with other values. */
function keptAlready(
  files: ProjectFiles,
  { file, source, imported }: ReadTable,
  kept: Release,
  asked: TakeArguments
) {
  const { name } = file.file;
  // Kept bytes have a release; if one is given again, it must agree.
  const isGiven = imported.release !== null || asked.released !== undefined;
  const release = isGiven ? chosenRelease(name, imported, asked) : kept;
  if (!agreeing(kept, release))
    refuse(
      'kept-as-other-release',
      say`${name} is already kept as ${source.id}/${kept}, not ${release}.`,
      say`Nothing is left to do with this file. If the publisher has a newer one, download and take that.`
    );
  const folder = folderOf({ source: source.id, release: kept });
  const vintage = openVintage(files, folder);
  // Repairs may have changed since; a vintage is written once.
  if (!sameValues(vintage, imported))
    refuse(
      'repairs-changed',
      say`${name} is already kept as ${vintageName(vintage)} with other values: data/repairs/${source.id}.json has changed since.`,
      say`If the repairs are right now, delete ${folder} and run ${takeLine(asked)}. Otherwise undo their change. An entry that later releases do not need stays, with "until".`
    );
  return alreadyKept(files, source, kept, { file: name, same: say`the same bytes` });
}

const alreadyKept = (
  files: ProjectFiles,
  source: Source,
  release: Release,
  why: Readonly<Record<'file' | 'same', string>>
) => ({
  outcome: 'kept already' as const,
  ...why,
  folder: folderOf({ source: source.id, release }),
  newer: newerThan(files, source.id, release),
  ...shownAs(files, source, release)
});

/**
 * Keeps a file as a vintage, whole or not at all (standards D05), unless it is kept already,
 * doubtful, or a dry run.
 * @throws Refusal when the release is not known, or another file of that day is kept.
 */
export async function keepTable(
  files: ProjectFiles,
  table: ReadTable,
  asked: TakeArguments,
  { archive }: PublishedInput,
  unsure: readonly string[],
  desk: Desk
) {
  const { file, source, imported, list, checksum } = table;
  const kept = releaseWithChecksum(files, source.id, checksum);
  if (kept !== undefined) return keptAlready(files, table, kept, asked);
  const release = chosenRelease(file.file.name, imported, asked);
  const folder = folderOf({ source: source.id, release });
  const newer = newerThan(files, source.id, release);
  const origin = asked.origin ?? source.address;
  const raw = {
    name: file.base,
    bytes: file.file.bytes.length,
    sha256: checksum,
    origin,
    ...(archive ? { archive } : {})
  };
  const vintage = vintageOf(source, release, imported, raw);
  if (namesIn(files, folder).length > 0) {
    if (!sameValues(openVintage(files, folder), vintage))
      refuse(
        'release-exists',
        say`${folder} is already kept from another file.`,
        say`A vintage is written once. If the publisher released again since, give this file its own day: ${takeLine(asked, dayAsked)}. Otherwise it was edited: download it again.`
      );
    return alreadyKept(files, source, release, {
      file: file.file.name,
      same: say`the same values in another file`
    });
  }
  const { before, older } = releasesAround(files, source.id, release);
  if (older) refuseOtherUnit(source, older);
  const found = [
    ...unsure.map((says): Doubt => ({ kind: 'unsure-source', says, rows: [], cells: [] })),
    ...takeDoubts(vintage, imported, {
      older,
      before: older && recordedNames(files, older),
      list,
      kept: openAll(files, source.id),
      sameMeasure: sameMeasureOf(files, source)
    })
  ];
  const known = found.filter(({ isKnown }) => isKnown);
  const { doubts, ranked } = rankDoubts(
    files,
    source.indicator,
    vintage,
    found.filter(({ isKnown }) => !isKnown)
  );
  const mostly = mostlyDoubted(vintage, doubts);
  const isAccepted = mostly ? asked.doubted === mostly.doubted : asked.yes;
  const outcome: 'kept' | 'would keep' | 'doubtful' =
    doubts.length > 0 && !isAccepted ? 'doubtful' : asked.dryRun ? 'would keep' : 'kept';
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
    const writes = [{ newFolder: folder, files: vintageFiles(vintage, source, left) }];
    await applyStep(desk, writes, { kind: 'take', of: [vintageName(vintage)] });
  }
  const { dropped, flagged, repaired } = imported;
  return {
    outcome,
    file: file.file.name,
    folder,
    values: valuesOf(vintage),
    dropped,
    flagged,
    repaired,
    origin,
    /** False when the origin is only the publisher's page. */
    hasOrigin: asked.origin !== undefined,
    isPublished: source.publish !== false,
    newer,
    difference: before && {
      release: before.release,
      ...diffValues(allOf(before), allOf(vintage), source.unit)
    },
    doubts,
    known,
    ranked,
    mostly,
    ...shownAs(files, source, release)
  };
}

const shownAs = (files: ProjectFiles, { id, indicator }: Source, release: Release) => ({
  source: id,
  release,
  shown: indicators.find((one) => one === indicator),
  isPinned: pinnedRelease(files, id) === release
});

const openAll = (files: ProjectFiles, source: string) =>
  listVintages(files, source).map((release) => openVintage(files, folderOf({ source, release })));

function sameMeasureOf(files: ProjectFiles, { unit, sameMeasure }: Source) {
  const vintages = (sameMeasure?.sources ?? []).flatMap((id) => openAll(files, id));
  return (
    sameMeasure && {
      vintages: vintages.filter((vintage) => vintage.unit === unit),
      tolerance: sameMeasure.tolerance
    }
  );
}

function valuesOf({ economies, aggregates }: Vintage) {
  const [firstYear = 0, lastYear = 0] = extent([...economies, ...aggregates], ({ year }) => year);
  return {
    economies: new Set(economies.map(({ iso3 }) => iso3)).size,
    economyValues: economies.length,
    aggregateValues: aggregates.length,
    firstYear,
    lastYear
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
    source: id,
    release,
    title,
    publisher,
    indicatorCode,
    unit,
    licence,
    credit,
    ...(publish === false ? { publish } : {}),
    raw,
    economies,
    aggregates
  };
}

/** Returns the newest kept release if it is newer: an old download looks like a new one. */
function newerThan(files: ProjectFiles, source: string, release: Release) {
  return listVintages(files, source).findLast(
    (other) => byRelease(other, release) > 0 && !agreeing(other, release)
  );
}

function pinnedRelease(files: ProjectFiles, source: string) {
  const text = textIfThere(files, lockFile);
  return unlessRefused(
    () => {
      const pins = text === undefined ? [] : Object.values(readLock(text).pins);
      return pins.find((pin) => pin.source === source)?.release;
    },
    // A damaged lock must not stop a file.
    () => undefined
  );
}

/**
 * Returns the release to compare one with: that of the story, which readers see, else the kept one
 * before. `older` is the one after where there is none.
 */
function releasesAround(files: ProjectFiles, source: string, release: Release) {
  const kept = listVintages(files, source);
  const open = (other: Release | undefined) =>
    other === undefined ? undefined : openVintage(files, folderOf({ source, release: other }));
  const pinned = pinnedRelease(files, source);
  const before = open(
    kept.find((other) => other === pinned) ??
      kept.filter((other) => byRelease(other, release) < 0).at(-1)
  );
  return {
    before,
    older: before ?? open(kept.find((other) => byRelease(other, release) > 0))
  };
}

function recordedNames(files: ProjectFiles, which: Vintage): ListedNames | undefined {
  const file = `${folderOf(which)}/datapackage.json`;
  const text = textIfThere(files, file);
  return text === undefined ? undefined : readDataPackage(text, file).listed;
}

type Values = Pick<Vintage, 'economies' | 'aggregates'>;

/** True for equal values; a workbook and a table may differ in the last digits. */
function sameValues(one: Values, other: Values) {
  return (['economies', 'aggregates'] as const).every(
    (kind) =>
      one[kind].length === other[kind].length &&
      one[kind].every(({ iso3, year, value }, index) => {
        const beside = other[kind][index];
        return beside?.iso3 === iso3 && beside.year === year && alike(value, beside.value);
      })
  );
}
