import { listVintages, vintagesFolder } from './list-vintages.ts';
import type { VintageRecord } from './vintage.ts';

/** Returns every vintage that is kept: sources in order of their names, releases of one source oldest first. */
export async function allVintages(list: (folder: string) => Promise<string[]>): Promise<Pick<VintageRecord, 'source' | 'release'>[]> {
  const sources = (await list(vintagesFolder)).filter((name) => /^[a-z0-9-]+$/.test(name)).sort();
  const releases = await Promise.all(sources.map(async (source) => ({ source, releases: await listVintages(list, source) })));
  return releases.flatMap(({ source, releases }) => releases.map((release) => ({ source, release })));
}
