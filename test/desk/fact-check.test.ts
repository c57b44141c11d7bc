import { csvParse } from 'd3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { factCheck, type FactCheckReport } from '../../src/desk/review/fact-check.ts';
import { factCheckColumns, factCheckRows } from '../../src/site/story/fact-check.ts';
import { languages } from '../../src/locale/languages.ts';
import { openCommitted } from '../open-committed.ts';
import { lockedProject } from './locked-project.ts';
import type { SmallProject } from './small-project.ts';

let project: SmallProject;
beforeAll(async () => {
  project = await lockedProject();
});
afterAll(() => project.remove());

const sheet = async (name: string) => csvParse((await project.read(name)).replace(/^\ufeff/, ''));

describe('a fact checker’s sheet', () => {
  it('sets each figure of a sentence beside the release or the row that bears it', async () => {
    expect(await factCheck(['--out', 'sheets'], project.desk)).toBe(0);
    const rows = await sheet('sheets/fact-check.en.csv');
    // A spreadsheet on Windows knows the alphabet by its mark.
    for (const language of ['id', 'en'])
      expect(await project.read(`sheets/fact-check.${language}.csv`)).toMatch(/^\ufeff/);
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
    expect(await factCheck(['--out', 'counted', '--json'], project.desk)).toBe(0);
    const { files } = JSON.parse(project.desk.printed.at(-1)!) as FactCheckReport;
    for (const { name, withoutFigure } of files) {
      const alone = (await sheet(`counted/${name}`)).filter((row) => row['row or release'] === '');
      expect(alone).toHaveLength(withoutFigure);
      expect(withoutFigure).toBeGreaterThan(0);
    }
  });

  it('writes nothing over, and wants a folder', async () => {
    await factCheck(['--out', 'twice'], project.desk);
    expect(await factCheck(['--out', 'twice'], project.desk)).toBe(2);
    expect(project.complained()).toMatch(/twice exists/);
    expect(await factCheck([], project.desk)).toBe(2);
    expect(project.complained()).toMatch(/found no --out/);
  });
});

it('bears every figure of the story’s own sentences', async () => {
  const story = await openCommitted();
  for (const language of languages) {
    const rows = factCheckRows(story, language, new Map());
    const [figure, bearer] = [
      factCheckColumns.indexOf('figure'),
      factCheckColumns.indexOf('row or release')
    ];
    const borne = new Set(rows.filter((row) => row[bearer] !== '').map((row) => row[figure]));
    const used = story.read[language].flatMap(({ chapter }) => chapter.claims.map(({ id }) => id));
    expect(used.filter((id) => !borne.has(id))).toEqual([]);
  }
});
