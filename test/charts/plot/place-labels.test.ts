import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps, type PixelBox } from '../../../src/charts/plot/box.ts';
import {
  leaderTo,
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
const holds = ({ left, top, right, bottom }: PixelBox, [x, y]: PixelPoint) =>
  x > left && x < right && y > top && y < bottom;

describe('placeLabels', () => {
  it('keeps default boxes that are free', () => {
    const labels = [beside([100, 50]), beside([120, 150])];
    expect(placeLabels(labels, [[20, 20]], [], within)).toEqual(labels.map(({ box }) => box));
  });

  it.each<[string, PlacedLabel[], PixelPoint[], PixelBox[]]>([
    ['a line', [beside([100, 100])], [30, 34, 38].map((x): PixelPoint => [90 + x, 60 + x]), []],
    ['a fixed box', [beside([100, 100])], [], [{ left: 120, top: 90, right: 180, bottom: 110 }]],
    ['another label', [beside([100, 100]), beside([104, 96])], [], []]
  ])('avoids %s', (_, labels, points, boxes) => {
    const placed = placeLabels(labels, points, boxes, within);
    expect(placed).not.toEqual(labels.map(({ box }) => box));
    expect(
      placed.some(
        (one) =>
          points.some((point) => holds(one, point)) || boxes.some((box) => overlaps(one, box))
      )
    ).toBe(false);
    expect(
      placed.some((one) => placed.some((other) => other !== one && overlaps(one, other)))
    ).toBe(false);
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

  it('keeps the default box if there is no free one', () => {
    const { end, box } = beside([100, 100]);
    expect(placeLabels([{ end, box }], [], [within], { ...within, right: 50 })).toEqual([box]);
  });
});

describe('leaderTo', () => {
  it('ends at the nearest edge of a distant box; a close box has none', () => {
    const { end, box } = beside([100, 100]);
    expect(leaderTo(box, end)).toBeNull();
    expect(leaderTo({ left: 90, top: 40, right: 110, bottom: 60 }, end)).toEqual([0, -40]);
  });
});
