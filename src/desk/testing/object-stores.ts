import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureUnpacked, unpackedAt, type DebianPackages } from './debian-packages.ts';
import type { Desk } from '../cli/desk-io.ts';
import { runQuietly } from './run-quietly.ts';

/** An object store that tests start on loopback: moto keeps to preconditions, radosgw ignores them and copies nothing. */
export type StoreName = 'moto' | 'radosgw';

/** How an unpacked program is started, and the folder that its packages were unpacked in. */
export type Unpacked = NonNullable<Awaited<ReturnType<typeof findUnpacked>>>;

const wanted: Readonly<Record<StoreName | 'minisign', DebianPackages & { proof: string }>> = {
  moto: {
    name: 'moto',
    packages: ['python3-moto', 'python3-flask-cors', 'python3-joserfc', 'python3-openapi-spec-validator'],
    withNeeds: true,
    proof: 'usr/lib/python3/dist-packages/moto/server.py'
  },
  radosgw: { name: 'radosgw', packages: ['radosgw'], withNeeds: true, proof: 'usr/bin/radosgw' },
  minisign: { name: 'minisign', packages: ['minisign'], withNeeds: true, proof: 'usr/bin/minisign' }
};

/** Returns what was unpacked of a store, or of minisign; undefined where that is not there. */
export async function findUnpacked(root: string, name: keyof typeof wanted) {
  const folder = unpackedAt(root, name);
  if (!(await stat(join(folder, wanted[name].proof)).catch(() => undefined))) return undefined;
  const libraries = join(folder, 'usr/lib', process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu');
  return {
    folder,
    env: { LD_LIBRARY_PATH: `${libraries}:${join(libraries, 'ceph')}`, PYTHONPATH: join(folder, 'usr/lib/python3/dist-packages') }
  };
}

/** Unpacks the stores and minisign where they are not there yet. @returns those that cannot be had, the reason said. */
export async function ensureObjectStores(desk: Pick<Desk, 'root' | 'err'>): Promise<string[]> {
  const missing: string[] = [];
  for (const one of ['moto', 'radosgw', 'minisign'] as const) {
    if (await findUnpacked(desk.root, one)) continue;
    const there = await ensureUnpacked(wanted[one], desk, 'its tests are left out.');
    const starts = async () => one !== 'moto' || (await runQuietly('/usr/bin/python3', ['-V'])).code === 0;
    if (!there || !(await starts())) missing.push(one);
  }
  return missing;
}
