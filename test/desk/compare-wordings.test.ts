import { expect, it } from 'vitest';
import { compareWordings, foldUnchanged } from '../../src/desk/window/review/read-texts.ts';

it('folds a long stretch of unchanged words, except for the sentences beside a change', () => {
  const long = 'Word upon word. '.repeat(20);
  const runs = foldUnchanged(compareWordings(`${long}It was 1. Last.`, `${long}It was 2. Last.`));
  expect(runs.map(({ of, words }) => `${of}: ${words}`)).toEqual([
    `folded: ${long}`,
    'both: It was ',
    'was: 1. ',
    'is: 2. ',
    'both: Last.'
  ]);
});
