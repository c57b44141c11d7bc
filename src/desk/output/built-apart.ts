import { dirname, join } from 'node:path';
import type { Lock } from '../../story/lock.ts';
import { StoryRefused } from '../../story/problem.ts';
import type { FillSite } from './build.ts';
import { Refusal, StoryDoesNotHold, type Desk } from '../cli/desk-io.ts';
import { diskRefusal } from '../files/disk-refusal.ts';
import { lockedNow } from '../edition/read-edition.ts';
import { projectOf } from '../files/disk-project.ts';
import { inputsHash } from '../inputs-hash.mjs';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import { say } from '../../locale/say.ts';

export interface BuiltApart {
  /** A temporary folder, absolute. */
  site: string;
  lock: Lock;
}

async function fillOrRefuse(fill: FillSite, desk: Desk, site: string): Promise<void> {
  try {
    await fill(desk.root, site, desk);
  } catch (error) {
    if (error instanceof Refusal || error instanceof StoryRefused) throw error;
    const refusal = diskRefusal(error, say`at ${dirname(site)}`);
    throw (
      refusal ??
      new StoryDoesNotHold(error instanceof Error ? error.message : String(error), { cause: error })
    );
  }
}

/**
 * Builds the edition into a temporary folder.
 * @throws StoryDoesNotHold; Refusal when nothing is locked, or a file changed during the build.
 */
export async function builtApart<Value>(
  desk: Desk,
  fill: FillSite,
  use: (built: BuiltApart) => Promise<Value>
): Promise<Value> {
  return withTemporaryFolder(join(desk.root, 'build'), '.tmp-edition', async (folder) => {
    const site = join(folder, 'site');
    const before = inputsHash(desk.root);
    const lock = lockedNow(await projectOf(desk).read());
    await fillOrRefuse(fill, desk, site);
    if (inputsHash(desk.root) !== before) {
      throw new Refusal(
        'changed-files',
        say`Files of the project changed during the build.`,
        say`Run this again.`
      );
    }
    return use({ site, lock });
  });
}
