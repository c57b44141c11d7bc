import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps, type PixelBox } from '../../../src/charts/plot/box.ts';
import {
  placeLabels,
  type PlacedLabel,
  type PixelPoint
} from '../../../src/charts/plot/place-labels.ts';

const within: PixelBox = { left: 0, top: -20, right: 340, bottom: 300 };
/** A label of 80 by 34 px to the right of its point. */
const beside = ([x, y]: PixelPoint): PlacedLabel => ({
  end: [x, y],
  box: { left: x + 5, top: y - 17, right: x + 85, bottom: y + 17 }
});

describe('placeLabels', () => {
  it('keeps default boxes that are free', () => {
    const labels = [beside([100, 50]), beside([120, 150])];
    expect(placeLabels(labels, [[20, 20]], [], within)).toEqual(labels.map(({ box }) => box));
  });

  it('never overlaps four labels, wherever their lines end', () => {
    const end = fc.tuple(fc.integer({ min: 60, max: 240 }), fc.integer({ min: 20, max: 260 }));
    fc.assert(
      fc.property(fc.array(end, { minLength: 4, maxLength: 4 }), (ends) => {
        const placed = placeLabels(ends.map(beside), ends, [], within);
        return !placed.some((one, i) => placed.some((other, k) => k > i && overlaps(one, other)));
      })
    );
  });
});
