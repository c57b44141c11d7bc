import { describe, expect, it } from 'vitest';
import { claimHistory } from '../../src/story/claim-history.ts';
import { claimOf, claims as committed, smallParts } from './small-edition.ts';

/** Those of the story, and two counts of a year that only the newest release has. */
const gaps = claimOf({
  id: 'gaps',
  year: '2023',
  unit: 'economies',
  value: 'without_figure(year)',
  source: 'internet-use; population'
});
const both = claimOf({
  id: 'both',
  year: '2023',
  unit: 'economies',
  value: 'with_coverage(year, 3G)',
  source: 'coverage-3g; internet-use'
});
const claims = new Map([...committed, ['gaps', gaps] as const, ['both', both] as const]);

describe('the history of a claim', () => {
  const history = claimHistory(claims, smallParts());

  it('has the value of each earlier release of its series', () => {
    expect(history['world-2018']).toEqual([
      { release: '2018-08-28', text: { id: '52%', en: '52%' } }
    ]);
  });

  it.each([
    ['a number of another series, though its sentence sets it against this one', 'coverage-2018'],
    ['a count of gaps in a year that the release does not reach', 'gaps'],
    ['a count of figures in a year that the release does not reach', 'both'],
    ['a share in a year that the release does not reach', 'idn-now']
  ])('is empty for %s', (_, id) => {
    expect(claims.has(id)).toBe(true);
    expect(history[id]).toBeUndefined();
  });
});
