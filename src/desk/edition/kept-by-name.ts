import type { StoryFiles } from '../../site/story/story-files.ts';
import { inspectVintage } from '../../vintages/open-vintage.ts';
import {
  vintageName,
  allVintages,
  type VintageKey,
  type VintageRecord
} from '../../vintages/vintage.ts';
import { readVintageName } from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';

/**
 * Returns the kept vintage of a name such as `wb-internet-users/2024-11`, written after `before`.
 * @throws Refusal naming those that are kept when it is not.
 */
export async function keptByName(
  files: Pick<StoryFiles, 'list'>,
  text: string,
  before = ''
): Promise<VintageKey> {
  const which = readVintageName(text, before);
  const kept = await allVintages((folder) => files.list(folder));
  if (kept.some((one) => vintageName(one) === text)) return which;
  const same = kept.filter(({ source }) => source === which.source);
  const expected = (same.length > 0 ? same : kept).map(vintageName).join(', ');
  throw new Refusal(
    `found no vintage ${text}, expected one of ${expected || 'those that `npm run desk -- take` has kept: there are none'}`
  );
}

/**
 * Returns what the vintages of these names record of themselves, by name, without those that are
 * kept no longer.
 */
export async function recordsByName(
  files: StoryFiles,
  names: readonly string[]
): Promise<Map<string, VintageRecord>> {
  const records = new Map<string, VintageRecord>();
  for (const name of names) {
    const { record } = await inspectVintage(files, readVintageName(name));
    if (record) records.set(name, record);
  }
  return records;
}
