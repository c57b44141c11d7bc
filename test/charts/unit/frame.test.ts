import { describe, expect, it } from 'vitest';
import {
  isDrawn,
  peoplePerSquare,
  squaresPath,
  unitEstimates,
  unitFrame
} from '../../../src/charts/unit/frame.ts';
import { estimateOf } from '../estimate-of.ts';
import { storyData } from '../story-data.ts';

const { estimates } = storyData();

describe('squares of the NCA estimates', () => {
  it('are drawn for the first alone, one for a hundred people', () => {
    expect(unitEstimates.filter((id) => isDrawn({ id }))).toEqual(['nca-2018']);
    const frame = unitFrame(estimates['nca-2018']!);
    expect(frame.count * peoplePerSquare).toBe(estimates['nca-2018']!.value);
    expect(squaresPath(frame).match(/z/g)).toHaveLength(frame.count);
  });

  it('lie within their box', () => {
    for (const across of [3, 4]) {
      const frame = unitFrame(estimates['nca-2018']!, across);
      let [x, y, right, bottom] = [0, 0, 0, 0];
      for (const [, kind, to, down] of squaresPath(frame).matchAll(/([Mm])(\d+) (\d+)/g)) {
        [x, y] = kind === 'M' ? [Number(to), Number(down)] : [x + Number(to), y + Number(down)];
        [right, bottom] = [Math.max(right, x + 3), Math.max(bottom, y + 3)];
      }
      expect([right, bottom]).toEqual([frame.width, frame.height]);
    }
  });
});

describe('unitFrame', () => {
  it.each(['about', 'over', 'nearly', 'exact'] as const)('draws the bound “%s”', (bound) => {
    expect(unitFrame(estimateOf({ bound, value: 2000 })).count).toBe(20);
  });

  it.each([
    ['at_least', { low: 2000 }],
    ['up_to', { high: 2000 }],
    ['range', { low: 2000, high: 3000 }]
  ] as const)('refuses the bound “%s”: squares show one number (V02)', (bound, numbers) => {
    expect(() => unitFrame(estimateOf({ id: 'open', bound, ...numbers }))).toThrow(/^open/);
  });

  it('refuses a figure that is not a whole number of squares', () => {
    expect(() => unitFrame(estimateOf({ id: 'odd', bound: 'about', value: 80_050 }))).toThrow(
      /^odd: 80050/
    );
  });

  it('refuses more than two thousand squares: never a larger unit (V41)', () => {
    expect(() => unitFrame(estimateOf({ bound: 'about', value: 300_000 }))).toThrow(/2000/);
  });
});
