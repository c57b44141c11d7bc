import { beforeAll, expect, it } from 'vitest';
import { recordsByName } from '../../src/desk/edition/vintages.ts';
import { factCheckRows, releasesRead } from '../../src/site/story/fact-check.ts';
import { openStory } from '../../src/site/story/open-story.ts';
import { languages } from '../../src/locale/languages.ts';
import { openCommitted } from '../open-committed.ts';
import { lockedProject } from './locked-project.ts';
import type { SmallProject } from './memory-project.ts';

let project: SmallProject;
beforeAll(async () => {
  project = await lockedProject();
});

it('sets each figure of a sentence beside the release or the row that bears it', async () => {
  const story = openStory(await project.desk.project!.read());
  const rows = factCheckRows(story, 'en', recordsByName(story.files, releasesRead(story)));
  const pinned = rows.filter(({ figure }) => figure === 'world-2018');
  const from = { 'row or release': 'wb-internet-users/2024-11', holds: 'yes' };
  expect(pinned).toMatchObject([
    { sentence: 'About half of the world was online: 49%.', ...from },
    { sentence: expect.stringContaining('the world is at 49%') as string, ...from }
  ]);
  const estimate = rows.find(({ figure }) => figure === 'nca-2018')!;
  expect(estimate).toMatchObject({
    'row or release': 'nca-2018',
    bound: 'about',
    printed: '80,000',
    place: 'demand-2018'
  });
  for (const column of ['publisher', 'published', 'counts', 'address'] as const)
    expect(estimate[column], column).toBeTruthy();
  expect(rows.some((row) => !row['row or release'])).toBe(true);
});

it('bears every figure of the story’s own sentences', async () => {
  const story = await openCommitted();
  for (const language of languages) {
    const rows = factCheckRows(story, language, new Map());
    const borne = new Set(rows.filter((row) => row['row or release']).map((row) => row.figure));
    const used = story.read[language].flatMap(({ chapter }) => chapter.claims.map(({ id }) => id));
    expect(used.filter((id) => !borne.has(id))).toEqual([]);
  }
});
