import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  placeLabels,
  type Point,
  overlaps,
  type Box
} from '../../../src/charts/drawing/place-labels.ts';

const within: Box = { left: 0, top: -20, right: 340, bottom: 300 };
const labelled = (end: Point) => ({ end, width: 80, height: 34 });

describe('placeLabels', () => {
  it('places a free label beside its point', () => {
    expect(placeLabels([labelled([100, 50])], [[20, 20]], [], within)).toEqual([
      expect.objectContaining({ left: 108, right: 188 })
    ]);
  });

  it('never overlaps four labels, wherever their lines end', () => {
    const end = fc.tuple(fc.integer({ min: 60, max: 240 }), fc.integer({ min: 20, max: 260 }));
    fc.assert(
      fc.property(fc.array(end, { minLength: 4, maxLength: 4 }), (ends) => {
        const placed = placeLabels(ends.map(labelled), ends, [], within);
        return !placed.some((one, i) => placed.some((other, k) => k > i && overlaps(one, other)));
      })
    );
  });
});
