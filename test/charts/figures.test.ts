import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { figures } from '../../src/charts/figures.ts';
import { languages } from '../../src/locale/languages.ts';
import { committedStory } from './committed-story.ts';
import { storyWords } from './story-data.ts';

it('lists the figure of every chart folder once, with its picture and CSS', () => {
  const folders = readdirSync('src/charts').filter((name) =>
    existsSync(`src/charts/${name}/figure.ts`)
  );
  expect([...new Set(figures.map(({ chart }) => chart))].sort()).toEqual(folders);
  for (const figure of figures) {
    expect(figure.draw ?? figure.cards[0]!.draw).toBeTypeOf('function');
    expect({
      chart: figure.chart,
      styled: existsSync(`src/charts/${figure.chart}/${figure.chart}.css`)
    }).toMatchObject({ styled: true });
  }
});

it.each(languages)('has a unit label for each table with numbers, in %s', async (language) => {
  const words = storyWords(language);
  const data = await committedStory();
  const tables = figures.flatMap((figure) => figure.tables(data, words));
  const numbers = tables.filter(({ rows }) =>
    rows.some(({ cells }) => cells.some(({ value }) => value !== null))
  );
  expect(
    numbers.map(({ id }) => `file.unit.${id}`).filter((label) => !(label in words.labels))
  ).toEqual([]);
});
