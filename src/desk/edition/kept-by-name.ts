import { inspectVintage } from '../../vintages/open-vintage.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import {
  allVintages,
  vintageName,
  type VintageKey,
  type VintageRecord
} from '../../vintages/vintage.ts';
import { readVintageName } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';

/**
 * Returns the kept vintage of a name such as `wb-internet-users/2024-11`.
 * @throws Refusal naming those that are kept when it is not.
 */
export function keptByName(files: ProjectFiles, text: string): VintageKey {
  const which = readVintageName(text);
  const kept = allVintages(files);
  if (kept.some((one) => vintageName(one) === text)) return which;
  const same = kept.filter(({ source }) => source === which.source);
  const known = (same.length > 0 ? same : kept).map(vintageName).join(', ');
  throw new Refusal(
    'unknown-vintage',
    `No vintage ${text} is kept.`,
    known === ''
      ? 'Keep one with `npm run desk -- take`: there is none yet.'
      : `Name one of ${known}.`
  );
}

/** Returns the records of vintages by name, without those that are no longer kept. */
export function recordsByName(
  files: ProjectFiles,
  names: readonly string[]
): Map<string, VintageRecord> {
  const records = new Map<string, VintageRecord>();
  for (const name of names) {
    const { record } = inspectVintage(files, readVintageName(name));
    if (record) records.set(name, record);
  }
  return records;
}
