import { rm, stat } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { ensureUnpacked, unpackedAt } from './debian-packages.ts';
import type { Desk } from '../cli/desk-io.ts';
import { runnable, runQuietly } from './run-quietly.ts';

/** An nginx that can be started, and the module that sends brotli copies. */
export type Nginx = NonNullable<Awaited<ReturnType<typeof pair>>>;

/** Debian's packages: the program, and the module. */
const packages = ['nginx', 'libnginx-mod-http-brotli-static'];
const moduleName = 'ngx_http_brotli_static_module.so';

async function pair(program: string, modules: string) {
  const brotli = join(modules, moduleName);
  return (await runnable(program)) && (await stat(brotli).catch(() => undefined))?.isFile() ? { program, brotli } : undefined;
}

/** Returns an nginx with the module for brotli, the system's or the one that `ensureNginx` unpacked; undefined when there is none. */
export async function findNginx(root: string, env: Readonly<Record<string, string | undefined>>): Promise<Nginx | undefined> {
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/sbin'];
  for (const folder of folders) {
    const found = await pair(join(folder, 'nginx'), '/usr/lib/nginx/modules');
    if (found) return found;
  }
  return pair(join(unpackedAt(root, 'nginx'), 'usr/sbin/nginx'), join(unpackedAt(root, 'nginx'), 'usr/lib/nginx/modules'));
}

/** Returns an nginx with the module for brotli, unpacking Debian's where there is none; undefined, the reason said, where that cannot be. */
export async function ensureNginx({ root, err }: Pick<Desk, 'root' | 'err'>): Promise<Nginx | undefined> {
  const present = await findNginx(root, process.env);
  if (present) return present;
  const byHand = `the tests of a real web server are left out. Install ${packages.join(' and ')} (Debian, Ubuntu: apt-get install) to run them.`;
  if (!(await ensureUnpacked({ name: 'nginx', packages }, { root, err }, byHand))) return undefined;
  const found = await findNginx(root, process.env);
  // Libraries that it needs may be missing.
  if (found && (await runQuietly(found.program, ['-v'])).code === 0) return found;
  if (found) await rm(unpackedAt(root, 'nginx'), { recursive: true, force: true });
  err(`Could not start nginx: ${byHand}`);
  return undefined;
}
