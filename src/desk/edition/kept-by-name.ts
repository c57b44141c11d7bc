import { inspectVintage } from '#vintages/open-vintage.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import {
  allVintages,
  vintageName,
  type VintageKey,
  type VintageRecord
} from '#vintages/vintage.ts';
import { readVintageName } from '../cli/command.ts';
import { refuse } from '../cli/desk-io.ts';
import { say } from '#locale/say.ts';

export function keptByName(files: ProjectFiles, text: string): VintageKey {
  const which = readVintageName(text);
  const kept = allVintages(files);
  if (kept.some((one) => vintageName(one) === text)) return which;
  const same = kept.filter(({ source }) => source === which.source);
  const known = (same.length > 0 ? same : kept).map(vintageName).join(', ');
  refuse(
    'unknown-vintage',
    say`No vintage ${text} is kept.`,
    known === ''
      ? say`Keep one with \`npm run desk -- take <file> --source ${which.source}\`: there is none yet.`
      : say`Name one of ${known}.`
  );
}

/** Without those that are no longer kept. */
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
