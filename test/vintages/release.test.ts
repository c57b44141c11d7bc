import { describe, expect, it } from 'vitest';
import { agreeing, byRelease, isRelease } from '../../src/vintages/vintage.ts';

describe('isRelease', () => {
  it.each(['2018-08-28', '2024-11', '2024-02-29'])('takes %s', (text) =>
    expect(isRelease(text)).toBe(true)
  );
  it.each([
    '2018',
    '2018-13',
    '2018-00',
    '2023-02-29',
    '2018-8-28',
    '28-08-2018',
    '2018-08-28T00:00:00Z',
    'latest',
    '',
    '..',
    '.2018-08-28.1.part'
  ])('leaves %j', (text) => expect(isRelease(text)).toBe(false));
});

describe('agreeing', () => {
  it.each([
    ['2018-08', '2018-08-28', true],
    ['2018-08-28', '2018-08', true],
    ['2018-08', '2018-08', true],
    ['2018-08', '2018-09-01', false],
    ['2018-08-28', '2018-08-29', false]
  ])('%s and %s: %s', (one, other, same) => expect(agreeing(one, other)).toBe(same));
});

describe('byRelease', () => {
  it('sorts a month after its days', () => {
    expect(['2024-11', '2024-12-01', '2024-05-30', '2024-11-30'].sort(byRelease)).toEqual([
      '2024-05-30',
      '2024-11-30',
      '2024-11',
      '2024-12-01'
    ]);
  });
});
