import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { edgeFiles } from '#site/server-config/edge.ts';
import { nginxFiles, nginxHttp, nginxServer, siteRoot } from '#site/server-config/nginx.ts';
import { command, type Answer, wrongUsage } from '../cli/command.ts';
import { refuse, type Desk } from '../cli/desk-io.ts';
import { onDisk } from '../files/disk-refusal.ts';
import { writeWhole } from '../files/write-whole.ts';
import { say } from '#locale/say.ts';

type HostFile = readonly [name: string, text: string, place: string];

function nginxFilesAt(at: string): HostFile[] {
  try {
    const root = siteRoot(at);
    return [
      [nginxFiles.http, nginxHttp(root), say`nginx’s http { } (Debian: /etc/nginx/conf.d/)`],
      [nginxFiles.server, nginxServer(root), say`an include in the host’s server { }`]
    ];
  } catch (error) {
    refuse(
      'usage',
      (error as Error).message,
      say`Give the path on its host, for example --at /terhubung/.`
    );
  }
}

const hosts = {
  nginx: nginxFilesAt,
  cloudfront: (): HostFile[] => {
    const { request, response } = edgeFiles;
    const why = say`a CloudFront function at "viewer request", with a key-value store`;
    return [
      [request.name, request.text, why],
      [response.name, response.text, say`a CloudFront function at "viewer response"`]
    ];
  },
  worker: (): HostFile[] => {
    const { name, text } = edgeFiles.worker;
    return [[name, text, say`a Cloudflare Worker with the bucket bound as SITE`]];
  }
};

async function writeFiles(asked: string, files: readonly HostFile[], desk: Desk): Promise<Answer> {
  const folder = resolve(desk.from ?? desk.root, asked);
  const info = await stat(folder).catch(() => undefined);
  if (info && !info.isDirectory())
    refuse('site-folder', say`${asked} is a file.`, say`Name a folder for the host’s files.`);
  for (const [name, text] of files)
    await onDisk(writeWhole(join(folder, name), text), say`at ${asked}`);
  return {
    print: ({ out }) =>
      files.forEach(([name, , place]) => out(say`Wrote ${join(asked, name)}, for ${place}`))
  };
}

export const headers = command('headers', async ({ values, usage }, desk) => {
  const asked = (['nginx', 'cloudfront', 'worker'] as const).filter((host) => host in values);
  const [host] = asked;
  if (!host || asked.length > 1)
    throw wrongUsage(say`headers needs one kind of host, not ${asked.length}.`, usage);
  const folder = values[host] ?? '';
  if (folder === '') throw wrongUsage(say`The folder is missing.`, usage);
  if (values.at !== undefined && host !== 'nginx')
    throw wrongUsage(say`--at only works with --nginx: other hosts serve from their root.`, usage);
  return writeFiles(folder, hosts[host](values.at ?? '/'), desk);
});
