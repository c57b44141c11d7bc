import { describe, expect, it } from 'vitest';
import { asOfWords } from '../../src/copy/stand-in.ts';
import type { Words } from '../../src/copy/words.ts';
import type { ComputedClaim } from '../../src/story/lock.ts';
import { claimOf } from '../story/made-claims.ts';

const words: Words = {
  language: 'en',
  labels: {
    'asof.later': 'Not yet published on that day.',
    'asof.untrue': 'The figures of that day do not say this.',
    'asof.heading': 'Later',
    'asof.title': 'As it stood on {date}',
    'asof.subtitle': 'By {date}'
  },
  countries: {}
};
const one = (id: string) => claimOf({ id });
const has = (id: string, holds: boolean): ComputedClaim => ({
  claim: one(id),
  ok: true,
  value: 1,
  locked: { value: 1, id: '1%', en: '1%' },
  holds
});
const computed = new Map<string, ComputedClaim>([
  ['known', has('known', true)],
  ['broken', has('broken', false)],
  ['late', { claim: one('late'), ok: false, why: 'no value' }]
]);
const standIns = asOfWords('2018-10-08', computed, words);
const judge = (text: string, claims: string[] = [], days: string[] = []) =>
  standIns.sentence({ words: text, claims, days, years: [] });

describe('a sentence of an edition as of 8 October 2018', () => {
  const later = 'Not yet published on that day.';
  it.each([
    ['a figure that was out', 'Half.', ['known'], [], undefined],
    ['a figure that was not', 'Half.', ['known', 'late'], [], later],
    [
      'a promise that does not hold',
      'Half.',
      ['broken'],
      [],
      'The figures of that day do not say this.'
    ],
    ['no figure at all', 'Connection is a good thing.', [], [], undefined],
    ['the day itself', 'On that day.', [], ['2018-10-08'], undefined],
    ['the day after', 'On that day.', [], ['2018-10-09'], later],
    ['a month that had not ended', 'In that month.', [], ['2018-10'], later],
    ['the year itself', 'In 2018 the NCA spoke.', [], [], undefined],
    ['a later year', 'In 2020 the NCA spoke.', [], [], later],
    ['a number that is no year', 'Regulation 2020X and 12020.', [], [], undefined]
  ])('with %s', (_, text, claims, days, expected) => {
    expect(judge(text, claims, days)).toBe(expected);
  });
});

it('names the day in words', () => {
  expect([standIns.figureTitle, standIns.figureSubtitle]).toEqual([
    'As it stood on 8 October 2018',
    'By 8 October 2018'
  ]);
});
