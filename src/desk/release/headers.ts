import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { headersFile } from '../../site/server-config/headers-file.ts';
import { headersTable } from '../../site/server-config/headers-table.ts';
import { nginxFiles, nginxHttp, nginxServer, siteRoot } from '../../site/server-config/nginx.ts';
import type { Desk } from '../cli/desk-io.ts';
import { diskRefusal } from '../files/disk-refusal.ts';
import { readArguments } from '../cli/read-arguments.ts';
import { Refusal } from '../cli/refusal.ts';
import { writeWhole } from '../files/write-whole.ts';

const usage = 'npm run desk -- headers --nginx <folder> [--at <path>] | --netlify | --table';
const options = {
  nginx: { type: 'string' },
  at: { type: 'string' },
  netlify: { type: 'boolean' },
  table: { type: 'boolean' }
} as const;

async function writeNginx(asked: string, at: string, desk: Desk): Promise<void> {
  const folder = resolve(desk.from ?? desk.root, asked);
  let root: string;
  try {
    root = siteRoot(at);
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
  if (
    await stat(folder).then(
      (info) => !info.isDirectory(),
      () => false
    )
  ) {
    throw new Refusal(`found a file at ${asked}, expected a folder for the two files of nginx: name a folder`);
  }
  const files = [
    { name: nginxFiles.http, text: nginxHttp(root), place: 'http { }: in Debian, /etc/nginx/conf.d/' },
    { name: nginxFiles.server, text: nginxServer(root), place: 'the server { } of the host, by an include' }
  ];
  for (const { name, text, place } of files) {
    try {
      await writeWhole(join(folder, name), text);
    } catch (error) {
      throw diskRefusal(error, `at ${asked}`, 'a folder that can be written to') ?? error;
    }
    desk.out(`Wrote ${join(asked, name)}, which belongs in ${place}`);
  }
}

/**
 * `headers` prints or writes what a host must send with each path, in the host's own words: two files for nginx, the `_headers` that
 * Cloudflare Pages and Netlify read, or the tables of docs/publishing.md.
 * @returns 0, or 2 when refused.
 */
export async function headers(argv: string[], desk: Desk): Promise<number> {
  try {
    const { values, positionals } = readArguments(argv, options, usage);
    const asked = [values.nginx, values.netlify, values.table].filter((value) => value !== undefined);
    if (asked.length !== 1 || positionals.length > 0 || values.nginx === '') {
      throw new Refusal(`found ${asked.length} kinds of host, expected one: ${usage}`);
    }
    if (values.at !== undefined && values.nginx === undefined) {
      throw new Refusal(`found --at without --nginx, expected it there alone: other hosts read paths from the root of the site`);
    }
    if (values.nginx !== undefined) await writeNginx(values.nginx, values.at ?? '/', desk);
    else desk.out((values.table ? headersTable() : headersFile()).trimEnd());
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    desk.err(error.message);
    return 2;
  }
}
