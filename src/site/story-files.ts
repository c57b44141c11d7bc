import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openVintage } from '../vintages/open-vintage.ts';
import type { StoryFiles } from './open-story.ts';

/** Whether an error says that a file or folder is not there. */
function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** Returns the files of a project folder, for `openStory`. */
export function storyFiles(root: string): StoryFiles {
  const read = async (path: string) => {
    try {
      return await readFile(join(root, path));
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  };
  return {
    read,
    list: async (folder) => {
      try {
        return (await readdir(join(root, folder))).sort();
      } catch (error) {
        if (isAbsent(error)) return [];
        throw error;
      }
    },
    vintage: (source, release) => openVintage(read, `data/vintages/${source}/${release}`)
  };
}
