import { byRelease, isRelease } from './release.ts';
import type { VintageRecord } from './vintage.ts';

/** Where all vintages are kept, from the project's root. */
export const vintagesFolder = 'data/vintages';

/** Returns the folder of one vintage, from the project's root. */
export function folderOf({ source, release }: Pick<VintageRecord, 'source' | 'release'>): string {
  return `${vintagesFolder}/${source}/${release}`;
}

/** Returns the releases kept of a source, oldest first. `list` gives the names in a folder, none when there is no folder. */
export async function listVintages(list: (folder: string) => Promise<string[]>, source: string): Promise<string[]> {
  return (await list(`${vintagesFolder}/${source}`)).filter(isRelease).sort(byRelease);
}
