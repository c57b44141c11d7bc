import { join, relative, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { storyFiles } from '../../site/story/story-files.ts';
import type { Imported } from '../../sources/imported.ts';
import { importFile } from '../../sources/import-file.ts';
import { readPublisherList, type PublisherList } from '../../sources/publisher-list.ts';
import { readRepairs, type Repair } from '../../sources/repair.ts';
import { SourceError } from '../../sources/source-error.ts';
import { readSource, type Source } from '../../sources/source.ts';
import { indicators } from '../../story/data.ts';
import { vintageName } from '../../story/edition.ts';
import { readDataPackage, type ListedNames } from '../../vintages/data-package.ts';
import { diffVintages } from '../../vintages/compare/diff-vintages.ts';
import { shortly, type Doubt } from '../../vintages/compare/doubt.ts';
import { folderOf, listVintages } from '../../vintages/list-vintages.ts';
import { openVintage } from '../../vintages/open-vintage.ts';
import { agreeing, byRelease } from '../../vintages/release.ts';
import { storeVintage } from '../../vintages/store-vintage.ts';
import type { Release, Vintage } from '../../vintages/vintage.ts';
import { chooseTable, type Choice } from './choose-table.ts';
import { chosenRelease, type FoundBeside, readFoundBeside } from './chosen-release.ts';
import type { Desk } from '../cli/desk-io.ts';
import { recordingDesk } from '../cli/recording-desk.ts';
import { openInput, type InputFile, type PublishedInput } from './published-input.ts';
import { Refusal } from '../cli/refusal.ts';
import { readTakeArguments, type TakeArguments } from './take-arguments.ts';
import { type Difference, differenceOf, doubtLines, storyUses, takeDoubts } from './take-doubts.ts';
import { writeFolder } from '../files/write-folder.ts';

type Files = Pick<ReturnType<typeof storyFiles>, 'read' | 'list'>;

/** What `take --json` prints. Parts that were not reached are left out. */
export interface TakeReport {
  /** The exit code: 0 kept, kept already or shown; 1 an editor must look; 2 refused. */
  exit: 0 | 1 | 2;
  /** `would keep`: asked with --dry-run; `compared`: of a source that is never kept. */
  outcome: 'kept' | 'kept already' | 'would keep' | 'compared' | 'doubtful' | 'ambiguous' | 'refused';
  /** The file that was taken. */
  file?: string;
  source?: string;
  /** Why it was taken for this source; empty when the editor said which. */
  reasons?: string[];
  doubts?: Doubt[];
  /** Files that lay beside it and were not taken. */
  ignored?: PublishedInput['ignored'];
  /** The sources between which only an editor can choose. */
  candidates?: { file: string; source: string; reasons: string[]; doubts: string[] }[];
  release?: Release;
  folder?: string;
  values?: { economies: number; economyValues: number; aggregateValues: number; firstYear: number; lastYear: number };
  dropped?: Imported['dropped'];
  flagged?: Imported['flagged'];
  repaired?: number;
  origin?: string;
  difference?: Difference;
  /** Each line of the answer, as it is printed without --json. */
  said: string[];
  complaints: string[];
}

/**
 * `take <file>` recognises and checks a published file, alone, in a folder or in an archive, and keeps it as one vintage, whole
 * or not at all; says what it took it for and why, what came of it and how its figures differ from the release before.
 * @returns 0 when the vintage is kept, was already, or `--dry-run` shows what would be; 1 when only an editor can say what the
 * file is, or when it is doubtful and `--yes` was not given; 2 when anything is not as it should be. Nothing is written with 1 or 2.
 */
export async function take(argv: string[], desk: Desk): Promise<number> {
  const report: TakeReport = { exit: 2, outcome: 'refused', said: [], complaints: [] };
  const json = argv.includes('--json');
  const recording = recordingDesk(desk, report, json);
  try {
    const asked = readTakeArguments(argv, desk.now());
    const input = await openInput(resolve(desk.from ?? desk.root, asked.file), asked.file);
    try {
      report.outcome = await takeInput(asked, input, recording, report);
    } finally {
      input.close();
    }
    report.exit = report.outcome === 'doubtful' || report.outcome === 'ambiguous' ? 1 : 0;
  } catch (error) {
    if (!(error instanceof SourceError) && !(error instanceof Refusal)) throw error;
    recording.err(error.message);
    recording.err('Nothing was written.');
  }
  if (json) desk.out(JSON.stringify(report, null, 2));
  return report.exit;
}

async function takeInput(asked: TakeArguments, input: PublishedInput, desk: Desk, report: TakeReport): Promise<TakeReport['outcome']> {
  const files = storyFiles(desk.root);
  const choice = await chosen(asked, input, files, desk, report);
  if (choice === undefined) return 'ambiguous';
  const { input: file, source, doubts } = choice;
  const shown = file.file.name;
  const now = desk.now();
  const checksum = checksumOf(file);
  const beside = await foundBeside(input, file, checksum, desk);
  const released = asked.released ?? beside?.release;
  const list = await openList(files, source);
  const imported = importFile(file.file, source, {
    lastYear: now.getUTCFullYear() + 1,
    today: now.toISOString().slice(0, 10),
    repairs: await openRepairs(files, source.id),
    ...(released === undefined ? {} : { released }),
    ...(list ? { list } : {})
  });
  if (source.comparedWith !== undefined) {
    await compareOnly(shown, source, source.comparedWith, imported, files, desk);
    return 'compared';
  }
  const kept = await keptWith(files, source.id, checksum);
  // Bytes that are kept need not say again when they were released; where somebody says it, it must agree.
  const saysWhen = [imported.release, asked.released, beside?.release].some((known) => known !== undefined && known !== null);
  const release = kept !== undefined && !saysWhen ? kept : chosenRelease(shown, imported, asked.released, beside?.release);
  Object.assign(report, {
    file: shown,
    source: source.id,
    release,
    dropped: imported.dropped,
    flagged: imported.flagged,
    repaired: imported.repaired.length
  });
  if (kept !== undefined) {
    if (!agreeing(kept, release)) {
      throw new Refusal(
        `found the bytes of ${shown} kept as ${source.id}/${kept} already, expected a file released ${release}: check --released`
      );
    }
    report.folder = folderOf({ source: source.id, release: kept });
    refuseOtherRepairs(await openVintage(files.read, report.folder), imported);
    desk.out(`${shown} is kept as ${report.folder} already: the same bytes, nothing to write.`);
    return 'kept already';
  }
  const folder = folderOf({ source: source.id, release });
  report.folder = folder;
  const origin = asked.origin ?? beside?.origin ?? source.address;
  const vintage = vintageOf(source, release, imported, {
    name: file.base,
    bytes: file.bytes,
    sha256: checksum,
    origin,
    ...(input.archive ? { archive: input.archive } : {})
  });
  if ((await files.list(folder)).length > 0) {
    if (!sameValues(await openVintage(files.read, folder), vintage)) {
      throw new Refusal(
        `found ${folder} made of another file, expected a release that is not kept yet: a vintage is written once; if the publisher released twice, give --released the day of this one`
      );
    }
    desk.out(`${shown} is kept as ${folder} already: the same values in another file, nothing to write.`);
    return 'kept already';
  }
  const [before, after] = await releasesAround(files, source.id, release);
  const difference = before && differenceOf(before, vintage);
  const older = before ?? after;
  const allDoubts = [
    ...doubts.map((says): Doubt => ({ says, rows: [], cells: [] })),
    ...takeDoubts(vintage, imported, {
      older,
      before: older && (await namesIn(files, older)),
      list,
      consequence: await storyUses(files, source.indicator)
    })
  ];
  Object.assign(report, { doubts: allDoubts, values: valuesOf(vintage), origin, ...(difference ? { difference } : {}) });

  const doubtful = allDoubts.length > 0 && !asked.yes && !asked.dryRun;
  const writes = !doubtful && !asked.dryRun;
  if (writes) {
    const left = {
      repaired: imported.repaired.length,
      dropped: imported.dropped,
      ...(imported.flagged.length > 0 ? { flagged: imported.flagged } : {}),
      ...(imported.listed.length > 0 ? { listed: Object.fromEntries(imported.listed.map(({ iso3, name }) => [iso3, name])) } : {})
    };
    await storeVintage(vintage, source, left, (to, contents) => writeFolder(join(desk.root, to), contents));
  }
  desk.out(writes ? `Kept ${folder}` : `Would keep ${folder}`);
  for (const line of summary(vintage, imported)) desk.out(`  ${line}`);
  desk.out(`  origin: ${origin}${asked.origin === undefined && !beside ? ' (the publisher’s page; --origin names a closer one)' : ''}`);
  if (difference) desk.out(`  against ${difference.release}: ${differenceText(difference)}`);
  for (const doubt of allDoubts) doubtLines(doubt, source.id, release).forEach(desk.err);
  if (doubtful) {
    desk.err('Nothing was written. If it is right all the same, run this again with --yes.');
    return 'doubtful';
  }
  if (asked.dryRun) {
    desk.out('Dry run: nothing was written.');
    return 'would keep';
  }
  if (difference) desk.out(`To see what is new: npm run desk -- diff ${source.id}/${difference.release} ${source.id}/${release}`);
  desk.out(
    indicators.some((indicator) => indicator === source.indicator)
      ? `To see what it changes: npm run desk -- check --pin ${source.indicator}=${source.id}/${release}`
      : 'No sentence and no figure of the story uses this indicator.'
  );
  return 'kept';
}

/** What was repaired or no longer is since the bytes were taken is not in the kept table: a vintage is written once. */
function refuseOtherRepairs(kept: Vintage, { economies, aggregates }: Imported): void {
  if (sameValues(kept, { economies, aggregates })) return;
  const name = vintageName(kept);
  throw new Refusal(
    `found these bytes kept as ${name} with other values: data/repairs/${kept.source}.json has changed since; expected the repairs that it was taken with: run \`npm run desk -- edition drop ${name}\` and take the file again, or take the repair back`
  );
}

/** Says how a file that may not be kept goes with the newest release of another source. No value is written; the largest are shown. */
async function compareOnly(shown: string, source: Source, other: string, { economies }: Imported, files: Files, desk: Desk): Promise<void> {
  const newest = (await listVintages(files.list, other)).at(-1);
  if (newest === undefined) throw new Refusal(`found no release of ${other} to compare ${shown} with, expected one: take it first`);
  const beside = await openVintage(files.read, folderOf({ source: other, release: newest }));
  const { added, withdrawn, revised, kept } = diffVintages(beside, { ...beside, economies });
  const total = revised.length + kept;
  desk.out(`${count(economies.length, 'value')} read; ${source.id} is compared and never kept: its licence is not cleared.`);
  desk.out(
    `  against ${other}/${newest}: ${total.toLocaleString('en')} in both, ${kept.toLocaleString('en')} of them alike, ${revised.length.toLocaleString('en')} apart`
  );
  desk.out(`  only here ${added.length.toLocaleString('en')}, only there ${withdrawn.length.toLocaleString('en')}`);
  const largest = [...revised].sort((one, two) => Math.abs(two.change) - Math.abs(one.change)).slice(0, 10);
  for (const { iso3, year, before, after } of largest) desk.out(`  ${iso3} ${year}: ${shortly(before)} there, ${shortly(after)} here`);
  desk.out('Nothing was written.');
}

/** Returns the file to take and its source; undefined, once that is said, when only an editor can choose. */
async function chosen(
  asked: TakeArguments,
  input: PublishedInput,
  files: Files,
  desk: Desk,
  report: TakeReport
): Promise<Choice | undefined> {
  const [only, ...others] = input.files;
  if (asked.source !== undefined && only && others.length === 0 && input.ignored.length === 0) {
    // The editor knows: what the file is not will be said where it shows.
    return { input: only, source: await openSource(files, asked.source), what: '', reasons: [], doubts: [] };
  }
  if (asked.source !== undefined) await openSource(files, asked.source);
  const { choices, ignored } = chooseTable(input, await openSources(files), asked.file, asked.source);
  report.ignored = ignored;
  const [choice, ...more] = choices;
  for (const { name, reason } of ignored) desk.out(`Left aside: ${name}: ${reason}.`);
  if (choice && more.length === 0) {
    desk.out(`${choice.input.file.name} is ${choice.what}: taken for ${choice.source.id}, because`);
    for (const reason of choice.reasons) desk.out(`  ${reason}`);
    report.reasons = choice.reasons;
    return choice;
  }
  report.candidates = choices.map(({ input, source, reasons, doubts }) => ({ file: input.file.name, source: source.id, reasons, doubts }));
  const several = new Set(choices.map(({ input }) => input)).size > 1;
  desk.err(`${asked.file} may be taken for more than one source or file:`);
  for (const { input, source, reasons } of choices) desk.err(`  ${source.id}${several ? `, ${input.base}` : ''}: ${reasons.join('; ')}`);
  desk.err(`Nothing was written. Say which: ${several ? 'name the file itself' : 'give --source <id>'}.`);
  return undefined;
}

function vintageOf(source: Source, release: Release, { economies, aggregates }: Imported, raw: Vintage['raw']): Vintage {
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

async function openSource(files: Files, id: string): Promise<Source> {
  const file = `data/sources/${id}.json`;
  const bytes = /^[a-z0-9-]+$/.test(id) ? await files.read(file) : undefined;
  if (!bytes) {
    throw new Refusal(
      `found --source "${id}", expected one of ${(await sourceIds(files)).join(', ')}; a new source is declared in data/sources/<id>.json`
    );
  }
  return readSource(new TextDecoder().decode(bytes), file);
}

async function sourceIds(files: Files): Promise<string[]> {
  return (await files.list('data/sources')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
}

async function openSources(files: Files): Promise<Source[]> {
  return Promise.all((await sourceIds(files)).map((id) => openSource(files, id)));
}

async function openRepairs(files: Files, id: string): Promise<Repair[]> {
  const file = `data/repairs/${id}.json`;
  const bytes = await files.read(file);
  return bytes ? readRepairs(new TextDecoder().decode(bytes), file) : [];
}

/** Returns what a record beside the file, or beside the archive it is in, knows of these very bytes. */
async function foundBeside(
  { folder, archive }: PublishedInput,
  { base }: InputFile,
  checksum: string,
  desk: Desk
): Promise<FoundBeside | undefined> {
  const file = join(folder, 'meta.json');
  const { name, sha256 } = archive ?? { name: base, sha256: checksum };
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    // Nothing beside the file: what it knows must come from the command line.
    return undefined;
  }
  const beside = readFoundBeside(text, name, sha256);
  if (!beside) desk.err(`${relative(desk.from ?? desk.root, file)} does not describe these bytes of ${name}: not used.`);
  return beside;
}

/** Returns the release that these very bytes are kept as; undefined when they are not kept. */
async function keptWith(files: Files, source: string, checksum: string): Promise<Release | undefined> {
  for (const release of await listVintages(files.list, source)) {
    const vintage = await openVintage(files.read, folderOf({ source, release }));
    if (vintage.raw.sha256 === checksum) return release;
  }
  return undefined;
}

/** Returns the nearest kept releases of a source before and after one. */
async function releasesAround(files: Files, source: string, release: Release): Promise<[Vintage | undefined, Vintage | undefined]> {
  const kept = await listVintages(files.list, source);
  const open = async (other: Release | undefined) =>
    other === undefined ? undefined : openVintage(files.read, folderOf({ source, release: other }));
  const before = await open(kept.filter((other) => byRelease(other, release) < 0).at(-1));
  return [before, before ? undefined : await open(kept.find((other) => byRelease(other, release) > 0))];
}

/** Returns what a kept release named; undefined when it did not record it. */
async function namesIn(files: Files, which: Pick<Vintage, 'source' | 'release'>): Promise<ListedNames | undefined> {
  const file = `${folderOf(which)}/datapackage.json`;
  const bytes = await files.read(file);
  return bytes && readDataPackage(new TextDecoder().decode(bytes), file).listed;
}

async function openList(files: Files, source: Source): Promise<PublisherList | undefined> {
  if (source.list === undefined) return undefined;
  const file = `data/publishers/${source.list}.json`;
  const bytes = await files.read(file);
  if (!bytes)
    throw new Refusal(`found no ${file}, expected the list that data/sources/${source.id}.json names: restore it from the last commit`);
  return readPublisherList(new TextDecoder().decode(bytes), file);
}

/** Reads a file to its end for its checksum. */
function checksumOf({ file, checksum }: InputFile): string {
  if (!(file.bytes instanceof Uint8Array)) for (const _ of file.bytes);
  return checksum();
}

/** Whether two tables of one release hold the same values; a workbook and a table may differ in the last digits of a number. */
function sameValues(one: Pick<Vintage, 'economies' | 'aggregates'>, other: Pick<Vintage, 'economies' | 'aggregates'>): boolean {
  return (['economies', 'aggregates'] as const).every(
    (kind) =>
      one[kind].length === other[kind].length &&
      one[kind].every(({ iso3, year, value }, index) => {
        const beside = other[kind][index]!;
        return beside.iso3 === iso3 && beside.year === year && Math.abs(beside.value - value) <= 1e-9 * Math.max(1, Math.abs(value));
      })
  );
}

function valuesOf({ economies, aggregates }: Vintage): NonNullable<TakeReport['values']> {
  const years = [...economies, ...aggregates].map(({ year }) => year);
  return {
    economies: new Set(economies.map(({ iso3 }) => iso3)).size,
    economyValues: economies.length,
    aggregateValues: aggregates.length,
    firstYear: years.reduce((first, year) => Math.min(first, year)),
    lastYear: years.reduce((last, year) => Math.max(last, year))
  };
}

const count = (number: number, one: string, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

function summary(vintage: Vintage, { dropped, flagged, repaired }: Imported): string[] {
  const { economies, economyValues, aggregateValues, firstYear, lastYear } = valuesOf(vintage);
  return [
    ...(economyValues > 0 ? [`${count(economyValues, 'value')} of ${count(economies, 'economy', 'economies')}`] : []),
    ...(aggregateValues > 0 ? [`${count(aggregateValues, 'value')} of the world, regions and groups`] : []),
    `years ${firstYear} to ${lastYear}`,
    ...dropped.map(({ reason, count: rows }) => `left out: ${reason}: ${rows.toLocaleString('en')}`),
    ...flagged.map(({ reason, count: values }) => `changed: ${reason}: ${values.toLocaleString('en')}`),
    ...repaired.map(
      ({ iso3, year, expects, value, reason }) =>
        `repaired: ${iso3}${year === undefined ? '' : ` ${year}`} ${expects} → ${value ?? 'no value'}. ${reason}`
    ),
    ...(vintage.publish === false ? ['kept and not published with the site, as the source declares'] : [])
  ];
}

function differenceText({ added, withdrawn, revised, far }: Difference): string {
  return `${count(added, 'value')} added, ${withdrawn.toLocaleString('en')} withdrawn, ${revised.toLocaleString('en')} revised${
    far === undefined ? '' : `, ${count(far, 'value')} by 5 points or more`
  }`;
}
