import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type ProjectFiles } from '../../vintages/project-files.ts';
import type { Source } from '../../sources/source.ts';
import { folderOf } from '../../vintages/vintage.ts';
import { counted } from '../../locale/counted.ts';
import { recorded, flag, readArguments, word, type Recorded, usageOf } from '../cli/command.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { projectLock, takeWait, withLock } from '../cli/desk-lock.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { sweepParts } from '../files/write-whole.ts';
import { releaseWithChecksum, openSource } from './declared.ts';
import {
  download,
  usualLimits,
  type Downloaded,
  type DownloadLimits,
  type DownloadTools
} from './download.ts';
import { downloadedTable, type DownloadedTable } from './downloaded-table.ts';
import { progressLine, terminal } from './progress-line.ts';
import { checkTakeArguments } from './take-arguments.ts';
import { exitOf, takeFile } from './take.ts';
import { newerThan, readTable } from './take-step.ts';
import { printTaken } from './take-text.ts';

export interface FetchTools extends Pick<DownloadTools, 'now' | 'random' | 'wait'> {
  limits: DownloadLimits;
  temporary: string;
  terminal: ((text: string) => void) | undefined;
  /** Calls back when the user stops the run; returns a function that ends the listening. */
  onStop(stop: () => void): () => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const realTools = (): FetchTools => ({
  limits: usualLimits,
  temporary: tmpdir(),
  now: () => new Date(),
  random: Math.random,
  wait: (milliseconds, signal) =>
    pause(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted()),
  terminal: terminal(),
  onStop(stop) {
    for (const signal of signals) process.on(signal, stop);
    return () => signals.forEach((signal) => process.off(signal, stop));
  }
});

/** Printed by `fetch --json`, without the parts that were not reached. */
export interface FetchReport extends Recorded {
  source?: string;
  address?: string;
  downloaded?: Downloaded;
  table?: { name: string; bytes: number; sha256: string; beside: string[] };
}

/** Downloads a source's newest file and takes it. Returns 1 when only its release is not known. */
export async function fetchSource(
  argv: string[],
  desk: Desk,
  tools = realTools()
): Promise<number> {
  const report: FetchReport = { exit: 2, said: [], complaints: [] };
  const stopping = new AbortController();
  const listenNoMore = tools.onStop(() =>
    stopping.abort(
      new Refusal('stopped', 'Stopped before the file was taken.', 'Run this again to take it.')
    )
  );
  try {
    return await recorded(argv, desk, report, (recording) => {
      const watched = { live: desk, tools, signal: stopping.signal };
      return fetchAsked(readFetchArguments(argv), recording, watched, report);
    });
  } finally {
    listenNoMore();
  }
}

interface Watched {
  live: Desk;
  tools: FetchTools;
  signal: AbortSignal;
}

async function fetchAsked(
  asked: FetchArguments,
  desk: Desk,
  watched: Watched,
  report: FetchReport
): Promise<0 | 1> {
  const files = await projectOf(desk).read();
  const source = openSource(files, asked.source);
  const address = asked.from ?? source.download;
  if (address === undefined) {
    throw new Refusal(
      'no-download',
      `data/sources/${source.id}.json has no "download" address.`,
      `Download the file at ${source.address} and take it: \`npm run desk -- take <file> --source ${source.id}\`.`
    );
  }
  report.source = source.id;
  report.address = address;
  return withTemporaryFolder(watched.tools.temporary, 'terhubung-fetch', async (folder) => {
    const path = join(folder, 'download');
    const downloaded = await downloadShown(address, path, asked.limit, watched);
    report.downloaded = downloaded;
    const { answeredBy, tries, resumed } = downloaded;
    desk.out(`Downloaded ${counted(downloaded.bytes, 'byte')}, sha256 ${downloaded.sha256}`);
    if (answeredBy !== new URL(address).href) desk.out(`  redirected to ${answeredBy}`);
    if (tries > 1) desk.out(`  in ${tries} tries${resumed ? ', resumed' : ''}`);

    const table = await downloadedTable(path, address, source);
    const { name, bytes, sha256, beside } = table;
    report.table = { name, bytes: bytes.length, sha256, beside };
    if (table.archived)
      desk.out(
        `In the archive: ${name}, ${counted(bytes.length, 'byte')}, sha256 ${sha256}${beside.length > 0 ? `; skipped: ${beside.join(', ')}` : ''}`
      );
    watched.signal.throwIfAborted();
    const unreleased =
      asked.released === undefined ? withoutRelease(table, source, desk, files) : undefined;
    if (unreleased !== undefined) return unreleased;
    await writeFile(join(folder, name), bytes);
    return takeTable(join(folder, name), address, asked, desk);
  });
}

/** Returns 0 for a table kept already, 1 for a new one without a release date, else undefined. */
function withoutRelease(
  table: DownloadedTable,
  source: Source,
  desk: Desk,
  files: ProjectFiles
): 0 | 1 | undefined {
  const { name, bytes, sha256 } = table;
  const kept = releaseWithChecksum(files, source.id, sha256);
  if (kept !== undefined) {
    const folder = folderOf({ source: source.id, release: kept });
    const newer = newerThan(files, source.id, kept);
    printTaken(
      { outcome: 'kept already', file: name, folder, same: 'the same bytes', newer },
      desk
    );
    return 0;
  }
  const input = { file: { name, bytes }, base: name, bytes: bytes.length, checksum: () => sha256 };
  const { imported } = readTable(files, { input, source }, desk.now(), undefined);
  if (imported.release !== null) return undefined;
  desk.err(
    `${name} is new and valid, but does not give its release date. Look it up at ${source.address}, then run:`
  );
  desk.err(
    `  npm run desk -- fetch ${source.id} --released YYYY-MM-DD    (or YYYY-MM if the day is not known)`
  );
  desk.err('Nothing was written.');
  return 1;
}

async function takeTable(
  path: string,
  origin: string,
  { source, released, dryRun, wait }: FetchArguments,
  desk: Desk
): Promise<0 | 1> {
  const given = {
    file: basename(path),
    source,
    released,
    origin,
    dryRun: false,
    yes: false,
    fetched: origin
  };
  const asked = checkTakeArguments(given, desk.now());
  const atDownload = { ...desk, from: dirname(path) };
  if (dryRun) {
    desk.out('Dry run: nothing is written. Without --dry-run, take would print:');
    return exitOf(
      await takeFile(
        asked,
        path,
        { ...atDownload, out: (line) => desk.out(`  ${line}`) },
        {},
        async () => undefined
      )
    );
  }
  // The desk is locked only now: others can work during the download.
  return withLock(projectLock(desk.root, 'desk fetch', wait), desk, async () => {
    await sweepParts(desk.root);
    return exitOf(await takeFile(asked, path, atDownload));
  });
}

async function downloadShown(
  address: string,
  path: string,
  bytes: number | undefined,
  watched: Watched
): Promise<Downloaded> {
  const { live: desk, tools, signal } = watched;
  const limits = { ...tools.limits, bytes: bytes ?? tools.limits.bytes };
  const line = tools.terminal
    ? progressLine(tools.terminal, () => tools.now().getTime())
    : undefined;
  if (!line) desk.err(`Downloading ${address} …`);
  try {
    return await download(address, path, limits, {
      ...tools,
      signal,
      progress: (received, total) => line?.show(received, total),
      failed: ({ message }, pause) => {
        line?.clear();
        desk.err(`${message} Trying again in ${Math.round(pause / 100) / 10} s.`);
      }
    });
  } finally {
    line?.clear();
  }
}

type FetchArguments = ReturnType<typeof readFetchArguments>;

function readFetchArguments(argv: string[]) {
  const { wait, rest } = takeWait(argv);
  const usage = usageOf('fetch');
  const options = { released: word, from: word, limit: word, 'dry-run': flag, json: flag };
  const { values, positionals } = readArguments(rest, options, usage);
  const [source, ...more] = positionals;
  if (source === undefined || more.length > 0)
    throw new Refusal(
      'usage',
      `${positionals.length} sources are given, not one.`,
      `Run \`${usage}\`.`
    );
  const { released, from, limit } = values;
  if (limit !== undefined && !/^[1-9]\d{0,3}$/.test(limit)) {
    throw new Refusal(
      'usage',
      `--limit "${limit}" is not a number of megabytes.`,
      'Give a whole number from 1 to 9999.'
    );
  }
  return {
    source,
    wait,
    dryRun: values['dry-run'] ?? false,
    released,
    from,
    limit: limit === undefined ? undefined : Number(limit) * 1024 * 1024
  };
}
