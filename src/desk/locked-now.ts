import { storyFiles } from '../site/story-files.ts';
import { lockFile, readLock, type Lock } from '../story/lock.ts';
import { Refusal } from './refusal.ts';

/** Returns the project's lock. @throws Refusal when nothing is locked yet; StoryRefused when the file is no lock. */
export async function lockedNow(root: string): Promise<Lock> {
  const bytes = await storyFiles(root).read(lockFile);
  if (!bytes) throw new Refusal(`found no ${lockFile}, expected an edition: run \`npm run desk -- edition lock\` first`);
  return readLock(new TextDecoder().decode(bytes));
}
