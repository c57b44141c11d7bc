import { csvParse } from 'd3';
import { beforeAll, describe, expect, it } from 'vitest';
import { factCheck } from '../../src/desk/review/fact-check.ts';
import { factCheckColumns, factCheckRows } from '../../src/site/story/fact-check.ts';
import { languages } from '../../src/locale/languages.ts';
import { openCommitted } from '../open-committed.ts';
import { lockedProject } from './locked-project.ts';
import type { SmallProject } from './memory-project.ts';

let project: SmallProject;
beforeAll(async () => {
  project = await lockedProject();
});

const run = (...argv: string[]) =>
  project.run<{ files: { name: string; withoutFigure: number }[] }>(factCheck, ...argv);
/** TextDecoder drops the byte order mark. */
const sheet = (name: string) => csvParse(project.read(name));

describe('a fact checker’s sheet', () => {
  it('sets each figure of a sentence beside the release or the row that bears it', async () => {
    expect((await run('--out', 'sheets')).exit).toBe(0);
    const rows = sheet('sheets/fact-check.en.csv');
    // Excel on Windows needs the byte order mark to read UTF-8.
    for (const language of ['id', 'en'])
      expect([...project.files.get(`sheets/fact-check.${language}.csv`)!.slice(0, 3)]).toEqual([
        0xef, 0xbb, 0xbf
      ]);
    expect(rows.columns).toEqual([...factCheckColumns]);
    const pinned = rows.filter(({ figure }) => figure === 'world-2018');
    expect(
      pinned.map(({ sentence, 'row or release': from, holds }) => ({ sentence, from, holds }))
    ).toEqual([
      {
        sentence: 'About half of the world was online: 49%.',
        from: 'wb-internet-users/2024-11',
        holds: 'yes'
      },
      {
        sentence: expect.stringContaining('the world is at 49%') as string,
        from: 'wb-internet-users/2024-11',
        holds: 'yes'
      }
    ]);
    const estimate = rows.find(({ figure }) => figure === 'nca-2018')!;
    expect(estimate).toMatchObject({
      'row or release': 'nca-2018',
      bound: 'about',
      printed: '80,000',
      place: 'demand-2018'
    });
    for (const column of ['publisher', 'published', 'counts', 'address'] as const)
      expect(estimate[column], column).not.toBe('');
  });

  it('lists sentences without a figure too, and says how many they are', async () => {
    const { exit, report } = await run('--out', 'counted');
    expect(exit).toBe(0);
    for (const { name, withoutFigure } of report.files) {
      const alone = sheet(`counted/${name}`).filter((row) => row['row or release'] === '');
      expect(alone).toHaveLength(withoutFigure);
      expect(withoutFigure).toBeGreaterThan(0);
    }
  });

  it('overwrites nothing, and needs a folder', async () => {
    await run('--out', 'twice');
    expect(await run('--out', 'twice')).toMatchObject({ exit: 2, refused: 'existing-folder' });
    expect(await run()).toMatchObject({ exit: 2, refused: 'usage' });
  });

  it('prints', async () => {
    expect(await project.says(factCheck, '--out', 'printed')).toMatchSnapshot();
  });
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
