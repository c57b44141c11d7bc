import { expect } from 'vitest';
import { storyFiles, type StoryFiles } from '../src/site/story/story-files.ts';

/** Returns the committed files, one of them with the first of each `before` as its `after`. */
export function editedFiles(file: string, edits: Readonly<Record<string, string>>): StoryFiles {
  const files = storyFiles('.');
  const read: StoryFiles['read'] = async (path) => {
    const bytes = await files.read(path);
    if (path !== file) return bytes;
    let text = new TextDecoder().decode(bytes);
    for (const [before, after] of Object.entries(edits)) {
      expect(text).toContain(before);
      text = text.replace(before, after);
    }
    return new TextEncoder().encode(text);
  };
  return { ...files, read };
}
