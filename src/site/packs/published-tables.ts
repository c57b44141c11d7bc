import { readDataPackage } from '../../vintages/data-package.ts';
import { folderOf } from '../../vintages/list-vintages.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { declaredSource } from '../story/declared-sources.ts';
import { textIfThere, type StoryFiles } from '../story/story-files.ts';

/** Which tables of a kept vintage are published: every one, those of the world and of groups, or none. */
export type PublishedTables = 'all' | 'totals' | 'none';

/**
 * Returns which tables of a kept vintage may be published with the site. Neither its own data package nor the declaration of its
 * source may say that they are not: a licence that turns out to be missing takes older vintages back too.
 * @throws SourceError when one of them cannot be read.
 */
export async function publishedTables(
  files: Pick<StoryFiles, 'read'>,
  vintage: Pick<VintageRecord, 'source' | 'release'>
): Promise<PublishedTables> {
  const declared = await declaredSource(files, vintage.source);
  if (declared?.publish === false) return 'none';
  const file = `${folderOf(vintage)}/datapackage.json`;
  const text = await textIfThere(files, file);
  if (text === undefined || readDataPackage(text, file).record.publish === false) return 'none';
  return declared?.publish ?? 'all';
}
