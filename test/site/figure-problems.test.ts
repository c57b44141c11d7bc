import { expect, it } from 'vitest';
import { figureProblems } from '../../src/site/story/figure-problems.ts';
import { openCommitted } from '../open-committed.ts';

const { data, words } = await openCommitted();

it('finds nothing in the story as it is', () => {
  expect(figureProblems(data, words)).toEqual([]);
});

it('names an economy that a language has no name for, and a figure that the releases cannot give', () => {
  const { IDN: _, ...countries } = words.en.countries;
  const economies = data.internetUse.economies.filter(({ iso3 }) => iso3 !== 'IDN');
  const late = { ...data, internetUse: { ...data.internetUse, economies } };
  const problems = figureProblems(late, { ...words, en: { ...words.en, countries } });
  expect(problems.map(({ kind, file }) => [kind, file])).toEqual([
    ['figure', 'data/edition.lock.json'],
    ['country', 'data/copy/en/countries.json']
  ]);
  expect(problems[0]?.message).toMatch(
    /the figure of “speed”, which cannot be drawn: .*IDN reached 10 percent/
  );
});
