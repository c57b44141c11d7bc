import { lockFile } from '../../story/lock.ts';
import type { StoryFiles } from './story-files.ts';

/** Returns the same files with another text for the lock, so that a story can be opened, or set against, another edition. */
export function withLock(files: StoryFiles, text: string): StoryFiles {
  const bytes = new TextEncoder().encode(text);
  return { read: (path) => (path === lockFile ? Promise.resolve(bytes) : files.read(path)), list: (folder) => files.list(folder) };
}
