import { describe, expect, it } from 'vitest';
import { diffVintages } from '../../src/vintages/compare/diff-vintages.ts';
import { seen, smallVintage } from './small-vintage.ts';

describe('diffVintages', () => {
  const earlier = smallVintage({
    economies: [
      seen('GBR', 2015, 92),
      seen('IDN', 2015, 22),
      seen('IDN', 2016, 25.4),
      seen('LBY', 2016, 20.3)
    ]
  });
  const later = smallVintage({
    economies: [
      seen('GBR', 2015, 92.05),
      seen('IDN', 2015, 21.9),
      seen('IDN', 2016, 30.4),
      seen('IDN', 2017, 32.3)
    ]
  });

  it('separates added, withdrawn and revised values', () => {
    const diff = diffVintages(earlier, later);
    expect(diff.added).toEqual([seen('IDN', 2017, 32.3)]);
    expect(diff.withdrawn).toEqual([seen('LBY', 2016, 20.3)]);
    expect(
      diff.revised.map(({ iso3, year, before, after }) => [iso3, year, before, after])
    ).toEqual([
      ['IDN', 2015, 22, 21.9],
      ['IDN', 2016, 25.4, 30.4]
    ]);
    expect(diff.revised[1]!.change).toBeCloseTo(5);
    expect(diff.kept).toBe(1);
  });

  it('takes another threshold', () => {
    expect(diffVintages(earlier, later, 1).revised).toHaveLength(1);
    expect(diffVintages(earlier, later, 0).revised).toHaveLength(3);
  });

  it('finds nothing between a vintage and itself', () => {
    expect(diffVintages(earlier, earlier)).toEqual({
      added: [],
      withdrawn: [],
      revised: [],
      kept: 4
    });
  });

  it('refuses to compare people with percentages', () => {
    expect(() => diffVintages(earlier, { ...later, unit: 'people' })).toThrow(RangeError);
  });
});
