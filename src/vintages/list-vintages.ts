import { byRelease, isRelease } from './release.ts';
import type { VintageKey } from './vintage.ts';

/** Where all vintages are kept, from the project's root. */
export const vintagesFolder = 'data/vintages';

/** Returns the folder of one vintage, from the project's root. */
export const folderOf = ({ source, release }: VintageKey): string => `${vintagesFolder}/${source}/${release}`;

/** Returns the releases kept of a source, oldest first: none that a run of the desk is just writing, or was killed over. */
export async function listVintages(list: (folder: string) => Promise<string[]>, source: string): Promise<string[]> {
  return (await list(`${vintagesFolder}/${source}`)).filter(isRelease).sort(byRelease);
}

/** Returns every vintage that is kept: sources in order of their names, releases of one source oldest first. */
export async function allVintages(list: (folder: string) => Promise<string[]>): Promise<VintageKey[]> {
  const sources = (await list(vintagesFolder)).filter((name) => /^[a-z0-9-]+$/.test(name)).sort();
  const releases = await Promise.all(sources.map(async (source) => ({ source, releases: await listVintages(list, source) })));
  return releases.flatMap(({ source, releases }) => releases.map((release) => ({ source, release })));
}
