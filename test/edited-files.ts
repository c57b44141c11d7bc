import { expect } from 'vitest';
import { storyFiles, type StoryFiles } from '../src/site/story/story-files.ts';

/** Returns the committed files, one of them with its first `before` as `after`. */
export function editedFiles(file: string, before: string, after: string): StoryFiles {
  const files = storyFiles('.');
  const read: StoryFiles['read'] = async (path) => {
    const bytes = await files.read(path);
    if (path !== file) return bytes;
    const text = new TextDecoder().decode(bytes);
    expect(text.includes(before)).toBe(true);
    return new TextEncoder().encode(text.replace(before, after));
  };
  return { ...files, read };
}
