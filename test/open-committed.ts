import type { ListedRelease } from '../src/pages/side/side-page.ts';
import { openStory, type OpenedStory } from '../src/site/story/open-story.ts';
import { readDataPackage } from '../src/vintages/data-package.ts';
import { allVintages, folderOf } from '../src/vintages/vintage.ts';
import { committedProject } from './committed-project.ts';

let story: OpenedStory | undefined;

export const openCommitted = async (): Promise<OpenedStory> =>
  (story ??= openStory(committedProject));

export const keptReleases = ({ files }: Pick<OpenedStory, 'files'>): ListedRelease[] =>
  allVintages(files).map((vintage) => {
    const path = `${folderOf(vintage)}/datapackage.json`;
    const { record } = readDataPackage(new TextDecoder().decode(files.get(path)), path);
    return { ...record, tables: [], shown: false };
  });
