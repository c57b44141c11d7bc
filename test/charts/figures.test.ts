import { existsSync, readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { figures } from '../../src/charts/figures.ts';
import { pictureOf } from '../../src/charts/pictures.ts';

it('lists the figure of every folder of charts once, each with its picture and its style sheet', () => {
  const folders = readdirSync('src/charts').filter((name) => existsSync(`src/charts/${name}/figure.ts`));
  expect(figures.map(({ chart }) => chart).sort()).toEqual(folders);
  for (const figure of figures) {
    expect(pictureOf(figure)).toBeTypeOf('function');
    expect({ chart: figure.chart, styled: existsSync(`src/charts/${figure.chart}/${figure.chart}.css`) }).toMatchObject({ styled: true });
  }
});
