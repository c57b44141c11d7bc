import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Source } from '../../sources/source.ts';
import { counted } from '../../locale/counted.ts';
import {
  recorded,
  flag,
  readArguments,
  word,
  type Recorded,
  usageOf,
  wordsOf
} from '../cli/command.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { projectLock, takeWait, withLock } from '../cli/desk-lock.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { sweepParts } from '../files/write-whole.ts';
import { openSource } from './declared.ts';
import {
  download,
  usualLimits,
  type Downloaded,
  type DownloadLimits,
  type DownloadTools
} from './download.ts';
import { progressLine, terminal } from './progress-line.ts';
import { checkTakeArguments } from './take-arguments.ts';
import { exitOf, takeFile, type TakeReport } from './take.ts';

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

/** Printed by `fetch --json`: the download, and what `take` reports of it, as far as reached. */
export interface FetchReport extends Recorded, Omit<Partial<TakeReport>, keyof Recorded> {
  address?: string;
  downloaded?: Downloaded;
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
    const arriving = join(folder, 'arriving');
    const downloaded = await downloadShown(address, arriving, watched);
    report.downloaded = downloaded;
    const { answeredBy, tries } = downloaded;
    desk.out(`Downloaded ${counted(downloaded.bytes, 'byte')}, sha256 ${downloaded.sha256}`);
    if (answeredBy !== new URL(address).href) desk.out(`  redirected to ${answeredBy}`);
    if (tries > 1) desk.out(`  in ${tries} tries`);
    watched.signal.throwIfAborted();
    const path = join(folder, fileName(address, source));
    await rename(arriving, path);
    const take = () => takeDownloaded(path, address, source, asked, desk, report);
    if (asked.dryRun) return take();
    // The desk is locked only now: others can work during the download.
    return withLock(projectLock(desk.root, 'desk fetch', asked.wait), desk, async () => {
      await sweepParts(desk.root);
      return take();
    });
  });
}

/** Makes a safe name of the last part of an address. */
function fileName(address: string, { id }: Source): string {
  const name = basename(new URL(address).pathname)
    .replace(/%[\da-f]{2}|[^\w.-]+/gi, '_')
    .replace(/^\.+/, '');
  return /\.\w{2,4}$/.test(name) ? name : `${id}.csv`;
}

/** Takes a downloaded file. Returns 1 for a new one without a release date. */
async function takeDownloaded(
  path: string,
  address: string,
  source: Source,
  { released, dryRun }: FetchArguments,
  desk: Desk,
  report: FetchReport
): Promise<0 | 1> {
  const file = basename(path);
  const asked = checkTakeArguments(
    { file, source: source.id, released, origin: address, dryRun, yes: false, fetched: address },
    desk.now()
  );
  try {
    report.outcome = await takeFile(asked, path, { ...desk, from: dirname(path) }, report);
    return exitOf(report.outcome);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'no-release') throw error;
    desk.err(
      `${file} is new and valid, but does not give its release date. Look it up at ${source.address}, then run:`
    );
    desk.err(
      `  npm run desk -- fetch ${source.id} --released YYYY-MM-DD    (or YYYY-MM if the day is not known)`
    );
    desk.err('Nothing was written.');
    return 1;
  }
}

async function downloadShown(address: string, path: string, watched: Watched): Promise<Downloaded> {
  const { live: desk, tools, signal } = watched;
  const line = tools.terminal
    ? progressLine(tools.terminal, () => tools.now().getTime())
    : undefined;
  if (!line) desk.err(`Downloading ${address} …`);
  try {
    return await download(address, path, tools.limits, {
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
  const options = { released: word, from: word, 'dry-run': flag, json: flag };
  const { values, positionals } = readArguments(rest, options, usage);
  const [source = ''] = wordsOf({ positionals, usage }, 1);
  return {
    source,
    wait,
    dryRun: values['dry-run'] ?? false,
    released: values.released,
    from: values.from
  };
}
