import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { storyFiles, type StoryFiles } from '../../site/story/story-files.ts';
import { importFile } from '../../sources/import-file.ts';
import { readRepairs } from '../../sources/repair.ts';
import { SourceError } from '../../sources/source-error.ts';
import { readSource, type Source } from '../../sources/source.ts';
import { folderOf, listVintages } from '../../vintages/list-vintages.ts';
import { openVintage } from '../../vintages/open-vintage.ts';
import type { Release } from '../../vintages/vintage.ts';
import type { Desk } from '../cli/desk-io.ts';
import { recordingDesk } from '../cli/recording-desk.ts';
import { projectLock, takeWait, withLock } from '../cli/desk-lock.ts';
import { download, type Downloaded } from './download.ts';
import { fetchTools, type FetchTools } from './fetch-tools.ts';
import { downloadedTable, type DownloadedTable } from './downloaded-table.ts';
import { progressLine } from './progress-line.ts';
import { readArguments } from '../cli/read-arguments.ts';
import { Refusal } from '../cli/refusal.ts';
import { sweepParts } from '../files/write-whole.ts';
import { take } from './take.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';

const usage =
  'npm run desk -- fetch <source> [--released YYYY-MM-DD|YYYY-MM] [--from <address>] [--limit <megabytes>] [--wait <seconds>] [--dry-run] [--json]';

interface FetchArguments {
  source: string;
  released?: string;
  from?: string;
  /** In bytes. */
  limit?: number;
  wait: number;
  dryRun: boolean;
  json: boolean;
}

/** What `fetch --json` prints. Parts that were not reached are left out. */
export interface FetchReport {
  /** The exit code: 0 taken or kept already, 1 an editor must say the release, 2 refused. */
  exit: 0 | 1 | 2;
  source?: string;
  /** The address that was asked. */
  address?: string;
  downloaded?: Downloaded;
  /** The table in what was downloaded, and what lay beside it in an archive. */
  table?: { name: string; bytes: number; sha256: string; beside: string[] };
  /** Each line of the answer, as it is printed without --json. */
  said: string[];
  complaints: string[];
}

/**
 * `fetch <source>` downloads the newest file from the address that the source declares and takes it, as `take` does a file
 * from disk. The download lies in a folder of its own among the system's temporary files, which is removed however it ends.
 * @returns 0 when the file is kept, or was already; 1 when it is sound and only its release is not known; 2 when anything
 * is not as it should be. Nothing is written with 1 or 2.
 */
export async function fetchSource(argv: string[], desk: Desk, tools: FetchTools = fetchTools()): Promise<number> {
  const report: FetchReport = { exit: 2, said: [], complaints: [] };
  const json = argv.includes('--json');
  const recording = recordingDesk(desk, report, json);
  const stopping = new AbortController();
  const listening = tools.onStop(() => stopping.abort(new Refusal('Stopped before the file had been taken.')));
  try {
    report.exit = await fetchAsked(readFetchArguments(argv), recording, desk, tools, stopping.signal, report);
  } catch (error) {
    if (!(error instanceof SourceError) && !(error instanceof Refusal)) throw error;
    recording.err(error.message);
    recording.err('Nothing was written.');
  } finally {
    listening.end();
  }
  if (json) desk.out(JSON.stringify(report, null, 2));
  return report.exit;
}

async function fetchAsked(
  asked: FetchArguments,
  desk: Desk,
  live: Desk,
  tools: FetchTools,
  signal: AbortSignal,
  report: FetchReport
): Promise<0 | 1 | 2> {
  const files = storyFiles(desk.root);
  const source = await openSource(files, asked.source);
  const address = asked.from ?? source.download;
  if (address === undefined) {
    throw new Refusal(
      `found no "download" in data/sources/${source.id}.json, expected an address that gives the file: download it at ${source.address} and take it: npm run desk -- take <file> --source ${source.id}`
    );
  }
  report.source = source.id;
  report.address = address;
  return withTemporaryFolder(tools.temporary, 'terhubung-fetch', async (folder) => {
    const path = join(folder, 'download');
    const downloaded = await downloadShown(address, path, asked, live, tools, signal);
    report.downloaded = downloaded;
    for (const line of downloadLines(downloaded, address)) desk.out(line);

    const table = await downloadedTable(path, address, source);
    const { name, bytes, sha256, beside } = table;
    report.table = { name, bytes: bytes.length, sha256, beside };
    if (table.archived)
      desk.out(
        `In the archive: ${name}, ${bytes.length.toLocaleString('en')} bytes, sha256 ${sha256}${beside.length > 0 ? `; left aside: ${beside.join(', ')}` : ''}`
      );
    signal.throwIfAborted();
    return takeTable(table, folder, source, address, asked, desk, files);
  });
}

/** Takes the table, unless an editor must say first when it was released. */
async function takeTable(
  table: DownloadedTable,
  folder: string,
  source: Source,
  address: string,
  asked: FetchArguments,
  desk: Desk,
  files: StoryFiles
): Promise<0 | 1 | 2> {
  const { name, bytes, sha256 } = table;
  if (asked.released === undefined) {
    const kept = await releaseKept(files, source.id, sha256);
    if (kept !== undefined) {
      desk.out(`${name} is kept as ${folderOf({ source: source.id, release: kept })} already: the same bytes, nothing to write.`);
      return 0;
    }
    const repairs = await files.read(`data/repairs/${source.id}.json`);
    const { release } = importFile({ name, bytes }, source, {
      lastYear: desk.now().getUTCFullYear() + 1,
      repairs: repairs ? readRepairs(new TextDecoder().decode(repairs), `data/repairs/${source.id}.json`) : []
    });
    if (release === null) {
      desk.err(`${name} is sound and new, and does not say when it was released: look it up at ${source.address}, then run`);
      desk.err(`  npm run desk -- fetch ${source.id} --released YYYY-MM-DD    (or YYYY-MM where only the month is known)`);
      desk.err('Nothing was written.');
      return 1;
    }
  }
  await writeFile(join(folder, name), bytes);
  const argv = [
    name,
    ...['--source', source.id, '--origin', address],
    ...(asked.released === undefined ? [] : ['--released', asked.released])
  ];
  const atDownload = { ...desk, from: folder };
  if (asked.dryRun) return exitOf(await rehearse(argv, source.id, join(folder, 'rehearsal'), atDownload));
  // The desk is locked only now: a download may take minutes, in which others can work.
  return withLock(projectLock(desk.root, 'desk fetch', asked.wait), desk, async () => {
    await sweepParts(desk.root);
    return exitOf(await take(argv, atDownload));
  });
}

/**
 * Runs `take` on a copy of what it reads and writes, made in an empty folder, so that everything is checked and said as it
 * would be and the project stays as it is. `argv` is for `take`; `source` is the id it names. Returns the exit code of `take`.
 */
async function rehearse(argv: string[], source: string, folder: string, desk: Desk): Promise<number> {
  for (const part of ['data/sources', 'data/publishers', 'data/repairs', `data/vintages/${source}`]) {
    await cp(join(desk.root, part), join(folder, part), { recursive: true }).catch((error: unknown) => {
      // No repair was ever declared, or no vintage kept.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    });
  }
  desk.out('A dry run: nothing is written. Without --dry-run, take says:');
  return take(argv, { ...desk, root: folder, out: (line) => desk.out(`  ${line}`) });
}

const exitOf = (code: number): 0 | 1 | 2 => (code === 0 || code === 1 ? code : 2);

async function releaseKept(files: StoryFiles, source: string, sha256: string): Promise<Release | undefined> {
  for (const release of (await listVintages(files.list, source)).reverse()) {
    const { raw } = await openVintage(files.read, folderOf({ source, release }));
    if (raw.sha256 === sha256) return release;
  }
  return undefined;
}

async function downloadShown(
  address: string,
  path: string,
  asked: FetchArguments,
  desk: Desk,
  tools: FetchTools,
  signal: AbortSignal
): Promise<Downloaded> {
  const limits = { ...tools.limits, ...(asked.limit === undefined ? {} : { bytes: asked.limit }) };
  const line = tools.terminal ? progressLine(tools.terminal, () => tools.now().getTime()) : undefined;
  if (!line) desk.err(`Downloading ${address} …`);
  try {
    return await download(address, path, limits, {
      ...tools,
      signal,
      progress: (received, total) => line?.show(received, total),
      failed: (why, pause) => {
        line?.clear();
        desk.err(`Found ${why}; trying again in ${Math.round(pause / 100) / 10} s.`);
      }
    });
  } finally {
    line?.clear();
  }
}

function downloadLines({ bytes, sha256, answeredBy, tries, resumed }: Downloaded, address: string): string[] {
  return [
    `Downloaded ${bytes.toLocaleString('en')} bytes, sha256 ${sha256}`,
    ...(answeredBy === new URL(address).href ? [] : [`  redirected to ${answeredBy}`]),
    ...(tries === 1 ? [] : [`  in ${tries} tries${resumed ? ', the last of which went on where the one before was cut off' : ''}`])
  ];
}

function readFetchArguments(argv: string[]): FetchArguments {
  const { wait, rest } = takeWait(argv);
  const { values, positionals } = readArguments(
    rest,
    {
      released: { type: 'string' },
      from: { type: 'string' },
      limit: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false }
    },
    usage
  );
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0) throw new Refusal(`found ${positionals.length} sources, expected one: ${usage}`);
  const { released, from, limit } = values;
  if (limit !== undefined && !/^[1-9]\d{0,3}$/.test(limit)) {
    throw new Refusal(`found --limit "${limit}", expected whole megabytes from 1 to 9999`);
  }
  return {
    source,
    wait,
    dryRun: values['dry-run'],
    json: values.json,
    ...(released === undefined ? {} : { released }),
    ...(from === undefined ? {} : { from }),
    ...(limit === undefined ? {} : { limit: Number(limit) * 1024 * 1024 })
  };
}

async function openSource(files: StoryFiles, id: string): Promise<Source> {
  const known = (await files.list('data/sources')).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
  const file = `data/sources/${id}.json`;
  const bytes = known.includes(id) ? await files.read(file) : undefined;
  if (!bytes)
    throw new Refusal(`found the source "${id}", expected one of ${known.join(', ')}; a new source is declared in data/sources/<id>.json`);
  return readSource(new TextDecoder().decode(bytes), file);
}
