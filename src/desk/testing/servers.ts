import { rm, stat, mkdir, readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Desk } from '../cli/desk-io.ts';
import { runQuietly, runnable } from './machine.ts';
import { npmCommand } from '../installed.mjs';
import { fillWhole } from '../files/write-whole.ts';

/**
 * Packages of Debian that are unpacked beside the project's own, with what they need or without,
 * and a file of theirs: never installed, since installing a server starts it.
 */
const unpackable = {
  nginx: {
    packages: ['nginx', 'libnginx-mod-http-brotli-static'],
    withNeeds: false,
    proof: 'usr/sbin/nginx'
  },
  moto: {
    packages: [
      'python3-moto',
      'python3-flask-cors',
      'python3-joserfc',
      'python3-openapi-spec-validator'
    ],
    withNeeds: true,
    proof: 'usr/lib/python3/dist-packages/moto/server.py'
  },
  radosgw: { packages: ['radosgw'], withNeeds: true, proof: 'usr/bin/radosgw' },
  minisign: { packages: ['minisign'], withNeeds: true, proof: 'usr/bin/minisign' }
};

/** The first Ceph whose radosgw keeps all in a file, as the tests have it. */
const minCeph = 18;

/**
 * An object store that tests start on loopback: moto keeps to preconditions, radosgw ignores them
 * and copies nothing.
 */
export type StoreName = 'moto' | 'radosgw';

/** Returns where packages are unpacked. */
const unpackedAt = (root: string, name: string): string =>
  join(root, 'node_modules', '.cache', 'terhubung', name);

/** What a program said that could not fetch something. */
class NotFetched extends Error {}

/**
 * Fetches something into its folder, whole or not at all; `fetch` gives what went wrong, told
 * before `otherwise`.
 * @returns whether it is there.
 */
async function fetchWhole(
  folder: string,
  { err }: Pick<Desk, 'err'>,
  otherwise: string,
  fetch: (into: string) => Promise<string | undefined>
): Promise<boolean> {
  try {
    await fillWhole(folder, async (into) => {
      await mkdir(into);
      const fault = await fetch(into);
      if (fault !== undefined) throw new NotFetched(fault);
    });
    return true;
  } catch (error) {
    if (!(error instanceof NotFetched)) throw error;
    err(error.message.trimEnd());
    err(otherwise);
    return false;
  }
}

/** Fetches and unpacks packages into a folder; gives what went wrong. */
async function unpack(
  { packages, withNeeds }: (typeof unpackable)[keyof typeof unpackable],
  folder: string
): Promise<string | undefined> {
  const download = async () => {
    if (!withNeeds) return runQuietly('apt-get', ['download', ...packages], folder);
    const trial = await runQuietly(
      'apt-get',
      ['install', '--simulate', '--no-install-recommends', ...packages],
      folder
    );
    const names = [...trial.output.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);
    const version = /^Inst radosgw \((\d+)/m.exec(trial.output)?.[1];
    if (Number(version) < minCeph)
      return {
        code: 1,
        output: `radosgw ${version} is older than ${minCeph}, and cannot keep all in a file.`
      };
    return trial.code === 0 && names.length > 0
      ? runQuietly('apt-get', ['download', ...names], folder)
      : { ...trial, code: 1 };
  };
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
 * Unpacks packages of Debian beside the project's own, whole or not at all.
 * @param byHand said where that cannot be.
 * @returns whether they are there.
 */
async function ensureUnpacked(
  name: keyof typeof unpackable,
  { root, err }: Pick<Desk, 'root' | 'err'>,
  byHand: string
): Promise<boolean> {
  if (!(await runnable('/usr/bin/apt-get')) || !(await runnable('/usr/bin/dpkg-deb'))) {
    err(`Found no ${name}, and no apt-get to fetch it: ${byHand}`);
    return false;
  }
  err(`Fetching ${name} from the system’s packages …`);
  return fetchWhole(unpackedAt(root, name), { err }, `Could not fetch ${name}: ${byHand}`, (into) =>
    unpack(unpackable[name], into)
  );
}

/**
 * Cloudflare's own runtime for Workers, with buckets; the newest that Node 20 runs. It has 174 MB:
 * a long campaign alone fetches it.
 */
const miniflare = 'miniflare@4.20260426.0';

/** Returns the module of miniflare; undefined where it was not fetched. */
export async function findMiniflare(root: string): Promise<string | undefined> {
  const module = join(unpackedAt(root, 'miniflare'), 'node_modules/miniflare/dist/src/index.js');
  return (await stat(module).catch(() => undefined)) && module;
}

/**
 * Fetches miniflare where it is not there yet, whole or not at all. Returns whether it is there;
 * the reason is said where it is not.
 */
export async function ensureMiniflare({ root, err }: Pick<Desk, 'root' | 'err'>): Promise<boolean> {
  if (await findMiniflare(root)) return true;
  err(`Fetching ${miniflare} from the npm registry …`);
  const [command, ...before] = npmCommand(process.env);
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  const otherwise =
    'Could not fetch miniflare: the tests of the Worker in its own runtime are left out.';
  return fetchWhole(unpackedAt(root, 'miniflare'), { err }, otherwise, async (into) => {
    const { code, output } = await runQuietly(
      command,
      [...before, 'install', '--prefix', into, ...options, miniflare],
      into
    );
    return code === 0 ? undefined : output;
  });
}

/** An nginx that can be started, and the module that sends brotli copies. */
export type Nginx = NonNullable<Awaited<ReturnType<typeof nginxWith>>>;

async function nginxWith(program: string, modules: string) {
  const brotli = join(modules, 'ngx_http_brotli_static_module.so');
  return (await runnable(program)) && (await stat(brotli).catch(() => undefined))?.isFile()
    ? { program, brotli }
    : undefined;
}

/**
 * Returns an nginx with the module for brotli, the system's or the one that `ensureNginx` unpacked;
 * undefined when there is none.
 */
export async function findNginx(
  root: string,
  env: Readonly<Record<string, string | undefined>>
): Promise<Nginx | undefined> {
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/sbin'];
  for (const folder of folders) {
    const found = await nginxWith(join(folder, 'nginx'), '/usr/lib/nginx/modules');
    if (found) return found;
  }
  const own = unpackedAt(root, 'nginx');
  return nginxWith(join(own, unpackable.nginx.proof), join(own, 'usr/lib/nginx/modules'));
}

/**
 * Returns an nginx with the module for brotli, unpacking Debian's where there is none; undefined,
 * the reason said, where that cannot be.
 */
export async function ensureNginx({
  root,
  err
}: Pick<Desk, 'root' | 'err'>): Promise<Nginx | undefined> {
  const present = await findNginx(root, process.env);
  if (present) return present;
  const byHand = `the tests of a real web server are left out. Install ${unpackable.nginx.packages.join(' and ')} (Debian, Ubuntu: apt-get install) to run them.`;
  if (!(await ensureUnpacked('nginx', { root, err }, byHand))) return undefined;
  const found = await findNginx(root, process.env);
  // Libraries that it needs may be missing.
  if (found && (await runQuietly(found.program, ['-v'])).code === 0) return found;
  if (found) await rm(unpackedAt(root, 'nginx'), { recursive: true, force: true });
  err(`Could not start nginx: ${byHand}`);
  return undefined;
}

/** How an unpacked program is started, and the folder that its packages were unpacked in. */
export type Unpacked = NonNullable<Awaited<ReturnType<typeof findUnpacked>>>;

/** Returns what was unpacked of a store, or of minisign; undefined where that is not there. */
export async function findUnpacked(root: string, name: keyof typeof unpackable) {
  const folder = unpackedAt(root, name);
  if (!(await stat(join(folder, unpackable[name].proof)).catch(() => undefined))) return undefined;
  const libraries = join(
    folder,
    'usr/lib',
    process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu'
  );
  // Older packages have some of theirs there.
  const older = libraries.replace('/usr/lib/', '/lib/');
  return {
    folder,
    env: {
      LD_LIBRARY_PATH: [libraries, join(libraries, 'ceph'), older].join(':'),
      PYTHONPATH: join(folder, 'usr/lib/python3/dist-packages')
    }
  };
}

/** Whether what was unpacked starts on this machine. */
async function starts(root: string, name: 'moto' | 'radosgw' | 'minisign'): Promise<boolean> {
  const unpacked = await findUnpacked(root, name);
  if (!unpacked) return false;
  const asked = {
    moto: ['/usr/bin/python3', '-c', 'import moto.server'],
    radosgw: [join(unpacked.folder, unpackable.radosgw.proof), '--version'],
    minisign: [join(unpacked.folder, unpackable.minisign.proof), '-v']
  };
  const settings = Object.entries(unpacked.env).map((setting) => setting.join('='));
  return (await runQuietly('/usr/bin/env', [...settings, ...asked[name]])).code === 0;
}

/**
 * Unpacks the stores and minisign where they are not there yet.
 * @returns those that cannot be had, the reason said.
 */
export async function ensureObjectStores(desk: Pick<Desk, 'root' | 'err'>): Promise<string[]> {
  const missing: string[] = [];
  for (const one of ['moto', 'radosgw', 'minisign'] as const) {
    const there =
      (await findUnpacked(desk.root, one)) ||
      (await ensureUnpacked(one, desk, 'its tests are left out.'));
    if (there && (await starts(desk.root, one))) continue;
    if (there) desk.err(`Could not start ${one}: its tests are left out.`);
    // What does not start is not half-used.
    await rm(unpackedAt(desk.root, one), { recursive: true, force: true });
    missing.push(one);
  }
  return missing;
}
