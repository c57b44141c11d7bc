import { sort } from 'd3';
import { readDataPackage, trueTitle } from '../../vintages/data-package.ts';
import {
  folderOf,
  vintageName,
  type VintageKey,
  type VintageRecord
} from '../../vintages/vintage.ts';
import { declaredSource } from '../story/declared-sources.ts';
import { textIfThere, type StoryFiles } from '../story/story-files.ts';

/** The table of a vintage that has the values of single countries. */
const economiesTable = 'data.csv';

interface Packaged {
  description?: string;
  resources?: { path?: string }[];
  sources?: { path?: string }[];
  contributors?: { path?: string }[];
  terhubung?: Pick<VintageRecord, 'unit' | 'raw' | 'licence'> & { counts?: { dropped?: unknown } };
}

/**
 * Returns where readers are led for a release's file: of a treaty, whose file and page list states,
 * to the front page (standards S02).
 */
function publicOrigin({
  unit,
  raw,
  licence
}: Pick<VintageRecord, 'unit' | 'raw' | 'licence'>): string {
  return unit === 'states' ? licence.path : raw.origin;
}

/**
 * Returns a vintage's data package as published: with `limits`, what figures of single countries do
 * not show (standards S05), without unpublished tables. Of a treaty only the world's count is
 * public: neither its file nor its page, which list states one by one, is led to, and who is not
 * bound is not said (standards S02, D09).
 */
export function publicPackage(json: string, published: 'all' | 'totals', limits: string): string {
  const packaged = JSON.parse(json) as Packaged;
  if (published === 'totals')
    packaged.resources = packaged.resources?.filter(({ path }) => path !== economiesTable) ?? [];
  else if (packaged.terhubung?.unit === 'percent')
    packaged.description = [packaged.description, limits].filter(Boolean).join(' ');
  if (packaged.terhubung?.unit === 'states') {
    const origin = publicOrigin(packaged.terhubung);
    for (const place of [...(packaged.sources ?? []), ...(packaged.contributors ?? [])])
      place.path = origin;
    packaged.terhubung.raw.origin = origin;
    if (packaged.terhubung.counts) packaged.terhubung.counts.dropped = [];
  }
  return trueTitle(`${JSON.stringify(packaged, null, 2)}\n`);
}

/**
 * Returns which tables of a kept vintage may be published with the site: every one, those of the
 * world and of groups, or none. Neither its own data package nor the declaration of its source may
 * say that they are not: a licence that turns out to be missing takes older vintages back too.
 * @throws SourceError when one of them cannot be read.
 */
export async function publishedTables(
  files: Pick<StoryFiles, 'read'>,
  vintage: VintageKey
): Promise<'all' | 'totals' | 'none'> {
  const declared = await declaredSource(files, vintage.source);
  if (declared?.publish === false) return 'none';
  const file = `${folderOf(vintage)}/datapackage.json`;
  const text = await textIfThere(files, file);
  if (text === undefined || readDataPackage(text, file).record.publish === false) return 'none';
  return declared?.publish ?? 'all';
}

/**
 * Returns who published each table, under which licence, how to credit it, and which file it was
 * made from, as text.
 */
export function tableCredits(vintages: readonly VintageRecord[]): string {
  return sort(vintages, vintageName)
    .map((vintage) =>
      [
        vintageName(vintage),
        `  ${vintage.title}`,
        `  ${vintage.publisher}`,
        `  ${vintage.licence.name}: ${vintage.licence.path}`,
        `  ${vintage.credit}`,
        `  ${publicOrigin(vintage)}`,
        `  ${vintage.raw.name}, ${vintage.raw.bytes} bytes, sha256 ${vintage.raw.sha256}`,
        ''
      ].join('\n')
    )
    .join('\n');
}
