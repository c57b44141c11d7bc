import { expect, it } from 'vitest';
import { unnamedEconomies } from '../../src/site/story/judge-story.ts';
import { undrawnFigures } from '../../src/site/check-paths.ts';
import { openCommitted } from '../open-committed.ts';

const { data, words } = await openCommitted();

it('finds nothing in the committed story', () => {
  expect(undrawnFigures(data)).toEqual([]);
  expect(unnamedEconomies(data, words)).toEqual([]);
});

it('names an economy without a name in a language', () => {
  const { IDN: _, ...countries } = words.en.countries;
  const problems = unnamedEconomies(data, { ...words, en: { ...words.en, countries } });
  expect(problems.map(({ kind, file }) => [kind, file])).toEqual([
    ['country', 'data/copy/en/countries.json']
  ]);
});

it('names a figure without data', () => {
  const economies = data.internetUse.economies.filter(({ iso3 }) => iso3 !== 'IDN');
  const problems = undrawnFigures({ ...data, internetUse: { ...data.internetUse, economies } });
  expect(problems.map(({ kind, file }) => [kind, file])).toEqual([
    ['figure', 'data/edition.lock.json']
  ]);
  expect(problems[0]?.wrong).toContain('IDN');
});

it.each([
  ['nca-2020', 'demand'],
  ['dh-police', 'unknown']
])('names the figure that lacks the row %s', (id, figure) => {
  const { [id]: _, ...estimates } = data.estimates;
  const [problem] = undrawnFigures({ ...data, estimates });
  expect(problem?.wrong).toContain(`“${figure}”`);
  expect(problem?.wrong).toContain(`“${id}”`);
  expect(problem?.wrong).not.toContain('..');
});
