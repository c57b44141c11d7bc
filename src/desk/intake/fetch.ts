import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Source } from '../../sources/source.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { withProjectLock } from '../cli/desk-lock.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { openSource } from './declared.ts';
import { download, type Downloaded, type DownloadLimits } from './download.ts';
import { checkTakeArguments, type TakeArguments } from './take-arguments.ts';
import { exitOf, takeFile, type TakeReport } from './take.ts';
import { say, counted } from '../../locale/say.ts';

/** Printed by `fetch --json`: the download, and what `take` reports of it. */
export type FetchReport = { source: string; address: string; downloaded: Downloaded } & (
  | TakeReport
  | object
);

/** Downloads the newest file of a source, or what is at another address, into a folder. */
export async function downloadNewest(
  files: ProjectFiles,
  asked: { source: string; from: string | undefined },
  folder: string,
  desk: Desk,
  limits?: DownloadLimits
) {
  const source = openSource(files, asked.source);
  const address = asked.from ?? source.download;
  if (address === undefined)
    throw new Refusal(
      'no-download',
      say`data/sources/${source.id}.json has no "download" address.`,
      say`Download the file at ${source.address} and take it: \`npm run desk -- take <file> --source ${source.id}\`.`
    );
  desk.err(say`Downloading ${address} …`);
  const path = join(folder, fileName(address, source));
  return { source, address, path, downloaded: await download(address, path, limits) };
}

/** Downloads a source's newest file and takes it. Returns 1 when only its release is not known. */
export const fetchSource = command(
  'fetch',
  nothingWritten,
  async (
    { values, words: [asked = ''] },
    desk,
    { limits, temporary = tmpdir() }: { limits?: DownloadLimits; temporary?: string } = {}
  ) => {
    const { released, from } = values;
    const files = await projectOf(desk).read();
    return withTemporaryFolder(temporary, 'terhubung-fetch', async (folder) => {
      const which = { source: asked, from };
      const { source, address, path, downloaded } = await downloadNewest(
        files,
        which,
        folder,
        desk,
        limits
      );
      const { answeredBy } = downloaded;
      desk.out(say`Downloaded ${counted(downloaded.bytes, 'byte')}, sha256 ${downloaded.sha256}`);
      if (answeredBy !== new URL(address).href) desk.out(say`  redirected to ${answeredBy}`);
      const given = { source: source.id, released, origin: address, fetched: address };
      // The desk is locked only now: others can work during the download.
      const taken = await withProjectLock(desk, 'desk fetch', () =>
        takeDownloaded({ ...given, yes: false }, path, source, desk)
      );
      const report = { source: source.id, address, downloaded, ...taken } satisfies FetchReport;
      return { exit: taken ? exitOf(taken.outcome) : 1, report };
    });
  }
);

/** Makes a safe name of the last part of an address. */
function fileName(address: string, { id }: Source): string {
  const name = basename(new URL(address).pathname)
    .replace(/%[\da-f]{2}|[^\w.-]+/gi, '_')
    .replace(/^\.+/, '');
  return /\.\w{2,4}$/.test(name) ? name : `${id}.csv`;
}

/** Takes a downloaded file. Returns nothing for a new one without a release date. */
async function takeDownloaded(
  given: Omit<TakeArguments, 'file'>,
  path: string,
  { id, address }: Source,
  desk: Desk
): Promise<TakeReport | undefined> {
  const file = basename(path);
  try {
    const asked = checkTakeArguments({ ...given, file }, desk.now());
    return await takeFile(asked, path, { ...desk, from: dirname(path) });
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'no-release') throw error;
    desk.err(
      say`${file} is new and valid, but does not give its release date. Look it up at ${address}, then run:`
    );
    desk.err(
      say`  npm run desk -- fetch ${id} --released YYYY-MM-DD    (or YYYY-MM if the day is not known)`
    );
    desk.err(nothingWritten);
    return undefined;
  }
}
