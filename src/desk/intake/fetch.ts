import { rename } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Source } from '../../sources/source.ts';
import { counted } from '../../locale/counted.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { withProjectLock } from '../cli/desk-lock.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { openSource } from './declared.ts';
import { download, usualLimits, type Downloaded, type DownloadLimits } from './download.ts';
import { checkTakeArguments, type TakeArguments } from './take-arguments.ts';
import { exitOf, takeFile, type TakeReport } from './take.ts';
import { say } from '../../locale/say.ts';

export interface FetchTools {
  limits: DownloadLimits;
  temporary: string;
  /** Calls back when the user stops the run; returns a function that ends the listening. */
  onStop(stop: () => void): () => void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const realTools = (): FetchTools => ({
  limits: usualLimits,
  temporary: tmpdir(),
  onStop(stop) {
    for (const signal of signals) process.on(signal, stop);
    return () => signals.forEach((signal) => process.off(signal, stop));
  }
});

/** Printed by `fetch --json`: the download, and what `take` reports of it. */
export type FetchReport = { source: string; address: string; downloaded: Downloaded } & (
  | TakeReport
  | object
);

/** Downloads a source's newest file and takes it. Returns 1 when only its release is not known. */
export const fetchSource = command(
  'fetch',
  nothingWritten,
  async ({ values, words: [asked = ''] }, desk, tools: FetchTools = realTools()) => {
    const { released, 'dry-run': dryRun = false } = values;
    const source = openSource(await projectOf(desk).read(), asked);
    const address = values.from ?? source.download;
    if (address === undefined)
      throw new Refusal(
        'no-download',
        say`data/sources/${source.id}.json has no "download" address.`,
        say`Download the file at ${source.address} and take it: \`npm run desk -- take <file> --source ${source.id}\`.`
      );
    const stopping = new AbortController();
    const { signal } = stopping;
    const listenNoMore = tools.onStop(() =>
      stopping.abort(
        new Refusal(
          'stopped',
          say`Stopped before the file was taken.`,
          say`Run this again to take it.`
        )
      )
    );
    try {
      return await withTemporaryFolder(tools.temporary, 'terhubung-fetch', async (folder) => {
        const arriving = join(folder, 'arriving');
        desk.err(say`Downloading ${address} …`);
        const downloaded = await download(address, arriving, tools.limits, signal);
        const { answeredBy } = downloaded;
        desk.out(say`Downloaded ${counted(downloaded.bytes, 'byte')}, sha256 ${downloaded.sha256}`);
        if (answeredBy !== new URL(address).href) desk.out(say`  redirected to ${answeredBy}`);
        signal.throwIfAborted();
        const file = fileName(address, source);
        const path = join(folder, file);
        await rename(arriving, path);
        const given = { file, source: source.id, released, origin: address, fetched: address };
        const take = () => takeDownloaded({ ...given, dryRun, yes: false }, path, source, desk);
        // The desk is locked only now: others can work during the download.
        const taken = dryRun ? await take() : await withProjectLock(desk, 'desk fetch', take);
        const report = { source: source.id, address, downloaded, ...taken } satisfies FetchReport;
        return { exit: taken ? exitOf(taken.outcome) : 1, report };
      });
    } finally {
      listenNoMore();
    }
  }
);

/** Makes a safe name of the last part of an address. */
export function fileName(address: string, { id }: Source): string {
  const name = basename(new URL(address).pathname)
    .replace(/%[\da-f]{2}|[^\w.-]+/gi, '_')
    .replace(/^\.+/, '');
  return /\.\w{2,4}$/.test(name) ? name : `${id}.csv`;
}

/** Takes a downloaded file. Returns nothing for a new one without a release date. */
async function takeDownloaded(
  asked: TakeArguments,
  path: string,
  { id, address }: Source,
  desk: Desk
): Promise<TakeReport | undefined> {
  try {
    return await takeFile(checkTakeArguments(asked, desk.now()), path, {
      ...desk,
      from: dirname(path)
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'no-release') throw error;
    desk.err(
      say`${asked.file} is new and valid, but does not give its release date. Look it up at ${address}, then run:`
    );
    desk.err(
      say`  npm run desk -- fetch ${id} --released YYYY-MM-DD    (or YYYY-MM if the day is not known)`
    );
    desk.err(nothingWritten);
    return undefined;
  }
}
