import type { ListedRelease } from '../src/pages/side/side-page.ts';
import { openStory, type OpenedStory } from '../src/site/story/open-story.ts';
import { readDataPackage } from '../src/vintages/data-package.ts';
import { allVintages, folderOf } from '../src/vintages/vintage.ts';
import { expect } from 'vitest';
import { readProject } from '../src/site/story/read-project.ts';
import { withFiles, type ProjectFiles } from '../src/vintages/project-files.ts';

let story: OpenedStory | undefined;

export const openCommitted = async () => (story ??= openStory(committedProject));

export const keptReleases = ({ files }: Pick<OpenedStory, 'files'>): ListedRelease[] =>
  allVintages(files).map((vintage) => {
    const path = `${folderOf(vintage)}/datapackage.json`;
    const { record } = readDataPackage(new TextDecoder().decode(files.get(path)), path);
    return { ...record, tables: [], shown: false };
  });

/** The committed files under `data/`, read once for all test files of a worker. */
export const committedProject: ProjectFiles = await readProject('.');

export function editedProject(file: string, edits: Readonly<Record<string, string>>) {
  let text = new TextDecoder().decode(committedProject.get(file));
  for (const [before, after] of Object.entries(edits)) {
    expect(text).toContain(before);
    text = text.replace(before, after);
  }
  return withFiles(committedProject, { [file]: text });
}
