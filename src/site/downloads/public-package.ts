import { sort } from 'd3';
import { readDataPackage, trueTitle } from '../../vintages/data-package.ts';
import {
  folderOf,
  vintageName,
  type VintageKey,
  type VintageRecord
} from '../../vintages/vintage.ts';
import { declaredSource } from '../story/declared-sources.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import { textIfThere } from '../story/project-text.ts';

/** Values by country. */
const economiesTable = 'data.csv';

interface Packaged {
  description?: string;
  resources?: { path?: string }[];
  sources?: { path?: string }[];
  contributors?: { path?: string }[];
  terhubung?: Pick<VintageRecord, 'unit' | 'raw' | 'licence'> & { counts?: { dropped?: unknown } };
}

/** A treaty's file and page list states, so its link leads to the front page (S02). */
function publicOrigin({ unit, raw, licence }: Pick<VintageRecord, 'unit' | 'raw' | 'licence'>) {
  return unit === 'states' ? licence.path : raw.origin;
}

/**
 * Returns a data package as published: with `limits` (S05), without unpublished tables. A treaty
 * publishes only the world's count, and neither links nor names states (S02, D09).
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
 * Returns the tables that both the package and the current declaration of the source allow. A
 * licence found missing later also withdraws older vintages.
 * @throws SourceError when one of them cannot be read.
 */
export function publishedTables(
  files: ProjectFiles,
  vintage: VintageKey
): 'all' | 'totals' | 'none' {
  const declared = declaredSource(files, vintage.source);
  if (declared?.publish === false) return 'none';
  const file = `${folderOf(vintage)}/datapackage.json`;
  const text = textIfThere(files, file);
  if (text === undefined || readDataPackage(text, file).record.publish === false) return 'none';
  return declared?.publish ?? 'all';
}

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
