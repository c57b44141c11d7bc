import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { choroplethFrame, markClass, type MapView } from '../../../src/charts/choropleth/frame.ts';
import { mapPainter } from '../../../src/charts/choropleth/map-painter.ts';
import { mappedEconomies } from '../../../src/charts/choropleth/geometry/world.ts';
import { committedLayers } from './committed-layers.ts';

const { internetUse, coverage } = committedLayers();
const layers = [internetUse, coverage];
const codes = [...mappedEconomies({ internetUse, coverage }), 'TWN'];

/** A fake page that records painting, and a fake clock. */
function page({ reduced = false } = {}) {
  const classes = new Map<string, string>();
  let touched = 0;
  let time = 0;
  let pending: (() => void) | undefined;
  const frames: MapView[] = [];
  vi.spyOn(performance, 'now').mockImplementation(() => time);
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => {
    pending = callback;
    return 1;
  });
  vi.stubGlobal('cancelAnimationFrame', () => (pending = undefined));
  vi.stubGlobal('matchMedia', () => ({ matches: reduced }));
  const painter = mapPainter(
    codes.map((iso3) => ({
      iso3,
      paint(name) {
        touched++;
        classes.set(iso3, name);
      }
    })),
    layers,
    ({ view }) =>
      () =>
        frames.push(view)
  );
  return {
    painter,
    classes,
    frames,
    touches: () => {
      const count = touched;
      touched = 0;
      return count;
    },
    pass(ms: number) {
      for (const end = time + ms; time < end && pending;) {
        time += 16;
        const callback = pending;
        pending = undefined;
        callback();
      }
      return time;
    },
    idle: () => pending === undefined
  };
}
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
const expected = (view: MapView) => {
  const series = view.layer === 'internet-use' ? internetUse : coverage;
  const byCode = new Map(choroplethFrame(series, view).marks.map((mark) => [mark.iso3, mark]));
  return new Map(codes.map((iso3) => [iso3, markClass(byCode.get(iso3))]));
};
const use = (year: number): MapView => ({ layer: 'internet-use', year });

describe('painting', () => {
  it('depends only on the view, not on earlier views', () => {
    const view = fc.oneof(
      fc.integer({ min: 1980, max: 2030 }).map(use),
      fc.integer({ min: 2000, max: 2030 }).map((year): MapView => ({ layer: 'coverage-3g', year }))
    );
    fc.assert(
      fc.property(fc.array(view, { minLength: 1, maxLength: 8 }), fc.nat(900), (views, pause) => {
        const { painter, classes, pass } = page();
        for (const [i, next] of views.entries()) {
          if (i % 2) painter.paint(next);
          else painter.play(next);
          pass(pause);
        }
        const last = views.at(-1) ?? use(2000);
        painter.paint(last);
        expect(classes).toEqual(expected(last));
      }),
      { numRuns: 60 }
    );
  });

  it('refuses a layer it does not carry', () => {
    const painter = mapPainter([], [internetUse], () => () => {});
    expect(() => painter.paint({ layer: 'coverage-3g', year: 2015 })).toThrow(
      /no layer "coverage-3g"/
    );
  });
});

describe('playing (V25)', () => {
  it.each([
    [2000, 2003],
    [1990, 2023],
    [2018, 2000]
  ])('shows the years from %d to %d in order and slowly enough', (from, to) => {
    const { painter, frames, classes, pass, idle } = page();
    painter.paint(use(from));
    let arrived = 0;
    painter.play(use(to), () => arrived++);
    const took = pass(10_000);
    expect(arrived).toBe(1);
    expect(idle()).toBe(true);
    expect(took / Math.abs(to - from)).toBeGreaterThanOrEqual(150);
    if (to - from > 32) expect(took).toBeGreaterThanOrEqual(5_000);
    const years = frames.map(({ year }) => year);
    expect(years).toEqual([...years].sort((a, b) => (a - b) * Math.sign(to - from)));
    expect(years.at(-1)).toBe(to);
    expect(classes).toEqual(expected(use(to)));
  });

  it('stops for a new view', () => {
    const { painter, frames, pass } = page();
    painter.paint(use(1990));
    let arrived = 0;
    painter.play(use(2023), () => arrived++);
    pass(300);
    painter.paint(use(2000));
    pass(5_000);
    expect(frames.at(-1)).toEqual(use(2000));
    expect(arrived).toBe(0);
  });

  it('skips to the end with reduced motion (A06)', () => {
    const { painter, frames, idle } = page({ reduced: true });
    painter.paint(use(1990));
    painter.play(use(2023));
    expect(frames).toEqual([use(1990), use(2023)]);
    expect(idle()).toBe(true);
  });
});
