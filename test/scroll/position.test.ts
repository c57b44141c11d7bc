import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  mayStick,
  positionAt,
  readingLine,
  stepAt,
  stopAt,
  scrollDelta
} from '../../src/scroll/position.ts';

const stops = [0, 900, 1500, 2100];

describe('stopAt and stepAt', () => {
  it.each([
    ['above everything', -50, -1, 0],
    ['on an upper edge', 900, 1, 1],
    ['just above an upper edge', 899.5, 0, 0],
    ['between two stops', 1499, 1, 1],
    ['after the last', 99_999, 3, 3]
  ])('%s', (_, y, stop, step) => {
    expect(stopAt(stops, y)).toBe(stop);
    expect(stepAt(stops, y)).toBe(step);
  });

  it('has no stop on an empty page', () => expect(stopAt([], 10)).toBe(-1));

  const page = fc
    .array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 30 })
    .map((heights) =>
      heights.map((_, i) => heights.slice(0, i).reduce((sum, height) => sum + height, 0))
    );

  it('returns an existing step at any line', () => {
    fc.assert(
      fc.property(page, fc.double({ noNaN: true }), (steps, y) => {
        expect(Object.keys(steps)).toContain(String(stepAt(steps, y)));
      })
    );
  });

  it('never goes back on the way down', () => {
    fc.assert(
      fc.property(
        page,
        fc.integer({ min: -500, max: 90_000 }),
        fc.nat(5000),
        (steps, y, further) => {
          expect(stopAt(steps, y + further)).toBeGreaterThanOrEqual(stopAt(steps, y));
        }
      )
    );
  });
});

describe('positionAt and scrollDelta', () => {
  // The same stops after rotating a phone: the page is shorter.
  const turned = [0, 400, 700, 800];

  it('restore stop and share after a change of layout, to the pixel', () => {
    const place = positionAt(stops, 1800, 3000);
    expect(place).toEqual({ index: 2, share: 0.5 });
    expect(scrollDelta(turned, place!, 120, 900)).toBe(750 - 120);
    expect(positionAt(turned, 750, 900)).toEqual(place);
    expect(scrollDelta(stops, place!, 1800, 3000)).toBe(0);
  });

  it('keep the last stop until the end of the page, and none above the first', () => {
    expect(positionAt(stops, 2550, 3000)).toEqual({ index: 3, share: 0.5 });
    expect(positionAt(stops, 9000, 3000)).toEqual({ index: 3, share: 1 });
    expect(positionAt(stops, -1, 3000)).toBeUndefined();
  });
});

describe('readingLine', () => {
  it.each([
    [64, 844, 298],
    [500, 700, 560],
    [700, 600, 700]
  ])('at %i in a viewport of %i px: %i', (rest, height, line) => {
    expect(readingLine(rest, height)).toBeCloseTo(line, 6);
  });
});

describe('mayStick (A15, A16, R16)', () => {
  it('allows a picture above its steps at most 45 % without its caption, and space for words (R16)', () => {
    expect(mayStick({ height: 370, caption: 100, beside: false }, 600, 250)).toBe(true);
    expect(mayStick({ height: 371, caption: 100, beside: false }, 600, 250)).toBe(false);
    expect(mayStick({ height: 300, caption: 100, beside: false }, 600, 401)).toBe(false);
  });

  it('requires a picture beside its steps to fit with its caption', () => {
    expect(mayStick({ height: 520, caption: 100, beside: true }, 520, 72)).toBe(true);
    expect(mayStick({ height: 560, caption: 100, beside: true }, 520, 72)).toBe(false);
  });
});
