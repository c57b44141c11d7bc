import { describe, expect, it } from 'vitest';
import { markUnits, unitEstimates, unitFrame } from '../../../src/charts/unit/frame.ts';
import { estimateOf } from '../estimate-of.ts';
import { storyData } from '../story-data.ts';

const { estimates } = storyData();
const frameOf = (id: string, width = 328) => unitFrame(estimates[id]!, width);

describe('squares of the NCA estimates', () => {
  it.each([
    ['nca-2018', 100, 800, 0, undefined],
    ['nca-2020', 500, 600, 0, 'right'],
    ['nca-2021', 500, 1100, 600, undefined]
  ] as const)(
    '%s: one square is %i people, %i filled and %i outlined',
    (id, per, filled, outlined, open) => {
      const frame = frameOf(id);
      expect(frame).toMatchObject({ per, filled, outlined });
      expect(frame.open).toBe(open);
    }
  );

  it('have an area proportional to their people, on all cards of one width', () => {
    const areas = unitEstimates.map(
      (id) => (markUnits.side * frameOf(id).scale) ** 2 / frameOf(id).per
    );
    for (const area of areas) expect(area).toBeCloseTo(areas[0]!, 6);
  });
});

describe('unitFrame', () => {
  it.each([
    ['about', { value: 2000 }, 'filled 20', undefined],
    ['exact', { value: 2000 }, 'filled 20', undefined],
    ['at_least', { low: 2000 }, 'filled 20', 'right'],
    ['up_to', { high: 2000 }, 'outlined 20', 'left'],
    ['range', { low: 2000, high: 3000 }, 'filled 20 outlined 10', undefined]
  ] as const)('draws the bound “%s”', (bound, numbers, groups, open) => {
    const frame = unitFrame(estimateOf({ bound, ...numbers }), 300);
    expect(frame.groups.map((group) => `${group.kind} ${group.count}`).join(' ')).toBe(groups);
    expect(frame.open).toBe(open);
  });

  it('refuses a figure that is not a whole number of squares', () => {
    expect(() => unitFrame(estimateOf({ id: 'odd', bound: 'about', value: 80_050 }), 300)).toThrow(
      /^odd: 80050/
    );
  });

  it('refuses more than two thousand squares', () => {
    expect(() => unitFrame(estimateOf({ bound: 'about', value: 1_000_500 }), 300)).toThrow(/2000/);
  });

  it('refuses a bound without its number', () => {
    expect(() => unitFrame(estimateOf({ id: 'bare', bound: 'at_least' }), 300)).toThrow(/bare/);
  });
});
