import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKeptWork } from '../../src/site/output/kept-work.ts';
import { packSite } from '../../src/site/output/pack-site.ts';
import { dist } from './dist.ts';

/** Returns a folder that holds the built edition as it is published, with its packed copies; the caller removes it. */
export async function packedDist(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'terhubung-packed-'));
  await cp(dist, folder, { recursive: true });
  await packSite(folder, await openKeptWork(join(dist, '..')));
  return folder;
}
