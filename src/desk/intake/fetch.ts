import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Source } from '#sources/source.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { command } from '../cli/command.ts';
import { refuse, type Desk } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { withProjectLock } from '../cli/desk-lock.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { openSource } from './declared.ts';
import { download, type Downloaded, type DownloadLimits, usualLimits } from './download.ts';
import { checkTakeArguments } from './take-arguments.ts';
import { exitOf, takeFile, type TakeReport } from './take.ts';
import { say, counted } from '#locale/say.ts';

export type FetchReport = { source: string; address: string; downloaded: Downloaded } & TakeReport;

export async function downloadNewest(
  files: ProjectFiles,
  asked: { source: string; from: string | undefined },
  folder: string,
  desk: Desk,
  limits: DownloadLimits = usualLimits
) {
  const source = openSource(files, asked.source);
  const address = asked.from ?? source.download;
  if (address === undefined)
    refuse(
      'no-download',
      say`data/sources/${source.id}.json has no "download" address.`,
      say`Download the file at ${source.address}, then run \`npm run desk -- take <file> --source ${source.id}\`.`
    );
  desk.err(say`Downloading ${address} …`);
  const path = join(folder, fileName(address, source));
  const { progress } = desk;
  const downloaded = await download(address, path, { ...limits, progress });
  return { source, address, path, downloaded };
}

export const fetchSource = command(
  'fetch',
  async (
    { values, words: [asked = ''] },
    desk,
    { limits, temporary = tmpdir() }: { limits?: DownloadLimits; temporary?: string } = {}
  ) => {
    const { released, from } = values;
    const files = await projectOf(desk).read();
    return withTemporaryFolder(temporary, 'terhubung-fetch', async (folder) => {
      const { source, address, path, downloaded } = await downloadNewest(
        files,
        { source: asked, from },
        folder,
        desk,
        limits
      );
      const { bytes, sha256, answeredBy } = downloaded;
      desk.out(say`Downloaded ${counted(bytes, 'byte')}, sha256 ${sha256}`);
      if (answeredBy !== new URL(address).href) desk.out(say`  redirected to ${answeredBy}`);
      const given = { source: source.id, released, origin: address, fetched: address, from };
      const toTake = checkTakeArguments({ ...given, file: basename(path), yes: false }, desk.now());
      // The desk is locked only now: others can work during the download.
      const taken = await withProjectLock(desk, 'desk fetch', () => takeFile(toTake, path, desk));
      const report = { source: source.id, address, downloaded, ...taken } satisfies FetchReport;
      return { exit: exitOf(taken.outcome), report };
    });
  }
);

function fileName(address: string, { id }: Source) {
  const name = basename(new URL(address).pathname)
    .replace(/%[\da-f]{2}|[^\w.-]+/gi, '_')
    .replace(/^\.+/, '');
  return /\.\w{2,4}$/.test(name) ? name : `${id}.csv`;
}
