import { basename, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readFile } from 'node:fs/promises';
import { storyFiles } from '../site/story-files.ts';
import type { Imported } from '../sources/imported.ts';
import { importFile } from '../sources/import-file.ts';
import { readRepairs, type Repair } from '../sources/repair.ts';
import { SourceError } from '../sources/source-error.ts';
import { readSource, type Source } from '../sources/source.ts';
import { diffVintages } from '../vintages/diff-vintages.ts';
import { folderOf, listVintages } from '../vintages/list-vintages.ts';
import { openVintage } from '../vintages/open-vintage.ts';
import { agreeing, byRelease, isRelease } from '../vintages/release.ts';
import { sha256 } from '../vintages/sha256.ts';
import { storeVintage } from '../vintages/store-vintage.ts';
import type { Release, Vintage } from '../vintages/vintage.ts';
import type { Desk } from './desk-io.ts';
import { readFoundBeside, type FoundBeside } from './found-beside.ts';
import { Refusal } from './refusal.ts';
import { writeFolder } from './write-folder.ts';

interface TakeArguments {
  file: string;
  source: string;
  released?: string;
  origin?: string;
}

type Files = Pick<ReturnType<typeof storyFiles>, 'read' | 'list'>;

/**
 * `take <file> --source <id>` checks a published file and keeps it as one vintage, whole or not at all; says what came of
 * it and how its figures differ from the release before.
 * @returns 0 when the vintage is kept, or was already; 2 when anything is not as it should be: then nothing is written.
 */
export async function take(argv: string[], desk: Desk): Promise<number> {
  try {
    await takeFile(readArguments(argv, desk.now()), desk);
    return 0;
  } catch (error) {
    if (!(error instanceof SourceError) && !(error instanceof Refusal)) throw error;
    desk.err(error.message);
    desk.err('Nothing was written.');
    return 2;
  }
}

async function takeFile(asked: TakeArguments, desk: Desk): Promise<void> {
  const files = storyFiles(desk.root);
  const source = await openSource(files, asked.source);
  const path = resolve(desk.from ?? desk.root, asked.file);
  const bytes = await readPublished(path, asked.file);
  const checksum = sha256(bytes);
  const repairs = await openRepairs(files, source.id);
  const now = desk.now();
  const options = { lastYear: now.getUTCFullYear() + 1, today: now.toISOString().slice(0, 10), repairs };
  const imported = importFile({ name: asked.file, bytes }, source, options);
  const beside = await foundBeside(path, checksum, desk);
  const release = releaseOf(asked, imported, beside);

  const kept = await keptWith(files, source.id, checksum);
  if (kept !== undefined) {
    if (!agreeing(kept, release)) {
      throw new Refusal(
        `found the bytes of ${asked.file} kept as ${source.id}/${kept} already, expected a file released ${release}: check --released`
      );
    }
    desk.out(`${asked.file} is kept as ${folderOf({ source: source.id, release: kept })} already: the same bytes, nothing to write.`);
    return;
  }
  const folder = folderOf({ source: source.id, release });
  const there = await files.list(folder);
  if (there.length > 0) {
    throw new Refusal(
      `found ${folder} made of another file, expected a release that is not kept yet: a vintage is written once; if the publisher released twice, give --released the day of this one`
    );
  }

  const { id, title, publisher, indicatorCode, unit, licence, credit } = source;
  const origin = asked.origin ?? beside?.origin ?? source.address;
  const raw = { name: basename(path), bytes: bytes.length, sha256: checksum, origin };
  const vintage: Vintage = {
    source: id,
    release,
    title,
    publisher,
    indicatorCode,
    unit,
    licence,
    credit,
    raw,
    economies: imported.economies,
    aggregates: imported.aggregates
  };
  await storeVintage(vintage, source, { repaired: repairs.length, dropped: imported.dropped }, (to, contents) =>
    writeFolder(join(desk.root, to), contents)
  );

  desk.out(`Kept ${folder}`);
  for (const line of summary(vintage, imported, repairs)) desk.out(`  ${line}`);
  desk.out(`  origin: ${origin}${asked.origin === undefined && !beside ? ' (the publisher’s page; --origin names a closer one)' : ''}`);
  const before = (await listVintages(files.list, id)).filter((other) => byRelease(other, release) < 0).at(-1);
  if (before !== undefined) {
    const earlier = await openVintage(files.read, folderOf({ source: id, release: before }));
    desk.out(`  against ${before}: ${comparison(earlier, vintage)}`);
  }
  desk.out(`To see what it changes: npm run desk -- check --pin ${source.indicator}=${id}/${release}`);
}

function readArguments(argv: string[], now: Date): TakeArguments {
  const usage = 'npm run desk -- take <file> --source <id> [--released YYYY-MM-DD|YYYY-MM] [--origin <address>]';
  const { values, positionals } = parse(argv, usage);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Refusal(`found ${positionals.length} files, expected one: ${usage}`);
  const { source, released, origin } = values;
  if (source === undefined) throw new Refusal(`found no --source, expected the id of a file in data/sources: ${usage}`);
  if (released !== undefined && !isRelease(released)) {
    throw new Refusal(`found --released "${released}", expected a day as YYYY-MM-DD, or a month as YYYY-MM where the day is not known`);
  }
  if (released !== undefined && released > now.toISOString().slice(0, released.length)) {
    throw new Refusal(`found --released "${released}", expected a day that is not in the future`);
  }
  if (origin !== undefined && !isWebAddress(origin))
    throw new Refusal(`found --origin "${origin}", expected a public address that begins with https:// or http://`);
  return { file, source, ...(released === undefined ? {} : { released }), ...(origin === undefined ? {} : { origin }) };
}

function parse(argv: string[], usage: string) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: { source: { type: 'string' }, released: { type: 'string' }, origin: { type: 'string' } }
    });
  } catch (error) {
    // Node's first sentence names the option; what follows is advice for programmers.
    throw new Refusal(`found arguments that cannot be read (${(error as Error).message.split('. ')[0]}), expected ${usage}`);
  }
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text);
}

async function openSource(files: Files, id: string): Promise<Source> {
  const file = `data/sources/${id}.json`;
  const bytes = /^[a-z0-9-]+$/.test(id) ? await files.read(file) : undefined;
  if (!bytes) {
    const known = (await files.list('data/sources')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    throw new Refusal(`found --source "${id}", expected one of ${known.join(', ')}; a new source is declared in data/sources/<id>.json`);
  }
  return readSource(new TextDecoder().decode(bytes), file);
}

async function openRepairs(files: Files, id: string): Promise<Repair[]> {
  const file = `data/repairs/${id}.json`;
  const bytes = await files.read(file);
  return bytes ? readRepairs(new TextDecoder().decode(bytes), file) : [];
}

async function readPublished(path: string, asGiven: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Refusal(`found no file at ${asGiven}, expected a published file: check the path (it starts from ${dirname(path)})`);
    if (code === 'EISDIR') throw new Refusal(`found a folder at ${asGiven}, expected a published file: name the file in it`);
    if (code === 'EACCES' || code === 'EPERM')
      throw new Refusal(`found ${asGiven} closed to reading, expected a published file: change its permissions`);
    throw error;
  }
}

async function foundBeside(path: string, checksum: string, desk: Desk): Promise<FoundBeside | undefined> {
  const file = join(dirname(path), 'meta.json');
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    // Nothing beside the file: what it knows must come from the command line.
    return undefined;
  }
  const beside = readFoundBeside(text, basename(path), checksum);
  if (!beside) desk.err(`${relative(desk.from ?? desk.root, file)} does not describe these bytes of ${basename(path)}: not used.`);
  return beside;
}

/**
 * The release that the file prints; else the one of the command line; else the one recorded beside the file. Where two of
 * them say different things nobody can know which is true.
 */
function releaseOf(asked: TakeArguments, imported: Imported, beside: FoundBeside | undefined): Release {
  const printed = imported.release ?? undefined;
  const known = [
    { release: printed, by: `${asked.file} prints` },
    { release: asked.released, by: '--released says' },
    { release: beside?.release, by: 'meta.json beside it says' }
  ].flatMap(({ release, by }) => (release === undefined ? [] : [{ release, by }]));
  const [first, ...others] = known;
  if (!first) {
    throw new Refusal(
      `found no release date in ${asked.file}, expected one: give --released YYYY-MM-DD, or YYYY-MM where only the month is known`
    );
  }
  const other = others.find(({ release }) => !agreeing(release, first.release));
  if (other) {
    throw new Refusal(
      `found two release dates: ${first.by} ${first.release}, ${other.by} ${other.release}; expected one: correct --released, or leave it out where the file prints the date`
    );
  }
  // A day says more than its month.
  const release = known.map((one) => one.release).reduce((best, one) => (one.length > best.length ? one : best));
  const newest = [...imported.economies, ...imported.aggregates].reduce((last, { year }) => Math.max(last, year), 0);
  if (newest > Number(release.slice(0, 4))) {
    throw new Refusal(`found a value for ${newest} in ${asked.file}, expected none after its release, ${release}: check --released`);
  }
  return release;
}

/** Returns the release that these very bytes are kept as; undefined when they are not kept. */
async function keptWith(files: Files, source: string, checksum: string): Promise<Release | undefined> {
  for (const release of await listVintages(files.list, source)) {
    const vintage = await openVintage(files.read, folderOf({ source, release }));
    if (vintage.raw.sha256 === checksum) return release;
  }
  return undefined;
}

const count = (number: number, one: string, many = `${one}s`) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

function summary(vintage: Vintage, { dropped }: Imported, repairs: readonly Repair[]): string[] {
  const { economies, aggregates } = vintage;
  const years = [...economies, ...aggregates].map(({ year }) => year);
  const span = `${years.reduce((first, year) => Math.min(first, year))} to ${years.reduce((last, year) => Math.max(last, year))}`;
  return [
    ...(economies.length > 0
      ? [`${count(economies.length, 'value')} of ${count(new Set(economies.map(({ iso3 }) => iso3)).size, 'economy', 'economies')}`]
      : []),
    ...(aggregates.length > 0 ? [`${count(aggregates.length, 'value')} of the world, regions and groups`] : []),
    `years ${span}`,
    ...dropped.map(({ reason, count: rows }) => `left out: ${reason}: ${rows.toLocaleString('en')}`),
    ...repairs.map(
      ({ iso3, year, expects, value, reason }) =>
        `repaired: ${iso3}${year === undefined ? '' : ` ${year}`} ${expects} → ${value}. ${reason}`
    )
  ];
}

function comparison(earlier: Vintage, later: Vintage): string {
  const { added, withdrawn, revised } = diffVintages(earlier, later);
  const far =
    later.unit === 'percent' ? `, ${count(revised.filter(({ change }) => Math.abs(change) >= 5).length, 'value')} by 5 points or more` : '';
  return `${count(added.length, 'value')} added, ${withdrawn.length.toLocaleString('en')} withdrawn, ${revised.length.toLocaleString('en')} revised${far}`;
}
