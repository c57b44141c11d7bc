import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import type { Desk } from '../cli/desk-io.ts';
import { runnable, runQuietly } from './run-quietly.ts';

/** An nginx that can be started. */
export interface Nginx {
  program: string;
  /** The module that sends brotli copies. */
  brotli: string;
}

/** Debian's packages: the program, and the module. */
const packages = ['nginx', 'libnginx-mod-http-brotli-static'];
const moduleName = 'ngx_http_brotli_static_module.so';

/** Where Debian's packages are unpacked: never installed, since installing nginx starts a server on this machine. */
const unpackedAt = (root: string) => join(root, 'node_modules', '.cache', 'terhubung', 'nginx');

const isFile = (path: string) =>
  stat(path).then(
    (info) => info.isFile(),
    () => false
  );

async function pair(program: string, modules: string): Promise<Nginx | undefined> {
  const brotli = join(modules, moduleName);
  return (await runnable(program)) && (await isFile(brotli)) ? { program, brotli } : undefined;
}

/**
 * Returns an nginx with the module for brotli: the system's, or the one that `ensureNginx` unpacked beside the project's packages;
 * undefined when there is none.
 */
export async function findNginx(root: string, env: Readonly<Record<string, string | undefined>>): Promise<Nginx | undefined> {
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/sbin'];
  for (const folder of folders) {
    const found = await pair(join(folder, 'nginx'), '/usr/lib/nginx/modules');
    if (found) return found;
  }
  return pair(join(unpackedAt(root), 'usr/sbin/nginx'), join(unpackedAt(root), 'usr/lib/nginx/modules'));
}

/** Fetches and unpacks the packages into a new folder; gives what went wrong. */
async function unpack(folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  const download = () => runQuietly('apt-get', ['download', ...packages], folder);
  let ended = await download();
  if (ended.code !== 0) {
    // The lists of packages are missing or old, and only the system's owner may renew them.
    const update = process.getuid?.() === 0 ? await runQuietly('apt-get', ['update']) : ended;
    ended = update.code === 0 ? await download() : update;
  }
  if (ended.code !== 0) return ended.output;
  for (const name of (await readdir(folder)).filter((file) => file.endsWith('.deb'))) {
    const unpacked = await runQuietly('dpkg-deb', ['-x', name, '.'], folder);
    if (unpacked.code !== 0) return unpacked.output;
    await rm(join(folder, name));
  }
  return undefined;
}

/**
 * Returns an nginx with the module for brotli, unpacking Debian's where there is none; undefined, with the reason said, where that
 * cannot be had: the tests of the headers on a real server are left out then.
 */
export async function ensureNginx({ root, err }: Pick<Desk, 'root' | 'err'>): Promise<Nginx | undefined> {
  const present = await findNginx(root, process.env);
  if (present) return present;
  const byHand = `Install ${packages.join(' and ')} (Debian, Ubuntu: apt-get install) to run them.`;
  if (!(await runnable('/usr/bin/apt-get')) || !(await runnable('/usr/bin/dpkg-deb'))) {
    err(`Found no nginx with the module for brotli, and no apt-get to fetch one: the tests of a real web server are left out. ${byHand}`);
    return undefined;
  }
  const folder = unpackedAt(root);
  const fresh = `${folder}-${process.pid}`;
  err('Fetching nginx from the system’s packages …');
  try {
    const fault = await unpack(fresh);
    if (fault === undefined) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(dirname(folder), { recursive: true });
      await rename(fresh, folder);
    } else err(fault.trimEnd());
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  const found = await findNginx(root, process.env);
  // Libraries that it needs may be missing.
  if (found && (await runQuietly(found.program, ['-v'])).code === 0) return found;
  if (found) await rm(folder, { recursive: true, force: true });
  err(`Could not fetch nginx: the tests of a real web server are left out. ${byHand}`);
  return undefined;
}
