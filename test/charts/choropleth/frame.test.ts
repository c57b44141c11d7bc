import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  choroplethFrame,
  classLimits,
  classOf,
  mappable,
  fillClass,
  toTenths
} from '../../../src/charts/choropleth/frame.ts';
import { openCommitted } from '../../open-committed.ts';
import { committedLayers } from './committed-layers.ts';

const series = (values: (number | null)[], from = 2000) => ({
  indicator: 'internet-use',
  years: values.map((_, i) => from + i),
  economies: [{ iso3: 'AAA', values }]
});
const mark = (values: (number | null)[], year: number) =>
  choroplethFrame(series(values), { layer: 'internet-use', year }).marks[0];

describe('classes (V14)', () => {
  it('have the limits that the legend prints', () => {
    expect(classLimits).toEqual([0, 10, 25, 50, 75, 90, 100]);
    expect(classLimits.slice(0, -1).map(classOf)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it.each([
    [0.1, 0],
    [9.9, 0],
    [24.9, 1],
    [49.9, 2],
    [89.9, 4],
    [100, 5]
  ])('put %d%% in class %d', (percent, level) => expect(classOf(percent)).toBe(level));
});

describe('places that have reached half', async () => {
  const { internetUse } = (await openCommitted()).data;

  // A release that changes them changes what the map's counter says.
  it.each([
    [2000, 2, 196],
    [2010, 58, 201],
    [2018, 111, 182],
    [2024, 144, 182]
  ])('%d: %d of %d with a figure of that year', (year, reached, of) =>
    expect(choroplethFrame(internetUse, { layer: 'internet-use', year }).half).toEqual({
      reached,
      of
    })
  );
});

describe('missing and older values (V15, V16)', () => {
  const missing = [null, null, null, false] as const;
  it.each([
    ['a value of the year', [10, 30], 2001, [30, 2001, 2, false]],
    ['a value one year old', [30, null], 2001, [30, 2000, 2, true]],
    ['a value three years old', [30, null, null, null], 2003, [30, 2000, 2, true]],
    ['a value four years old as missing', [30, null, null, null, null], 2004, missing],
    ['zero', [0], 2000, [0, 2000, 0, false]],
    ['a later value as missing', [null, 30], 2000, missing],
    ['a trace as more than zero', [4.4e-6], 2000, [0.1, 2000, 0, false]]
  ] as const)('shows %s', (_, values, at, [value, year, level, older]) =>
    expect(mark([...values], at)).toMatchObject({ iso3: 'AAA', value, year, level, older })
  );

  it('gives each state a CSS class', () => {
    expect(fillClass(mark([30], 2000))).toBe('k2');
    expect(fillClass(mark([30, null], 2001))).toBe('k2');
    expect(fillClass(mark([null], 2000))).toBe('n');
    expect(fillClass(undefined)).toBe('u');
  });

  it('counts every economy of the committed data once in every year', () => {
    const { internetUse, coverage } = committedLayers();
    for (const [layer, data] of [
      ['internet-use', internetUse] as const,
      ['coverage-3g', coverage] as const
    ]) {
      for (const year of data.years) {
        const { marks, counts } = choroplethFrame(data, { layer, year });
        const sum = counts.levels.reduce((a, b) => a + b, 0);
        expect(sum + counts.missing).toBe(data.economies.length);
        expect(counts.missing).toBe(marks.filter(({ value }) => value === null).length);
        expect(counts.older).toBe(marks.filter(({ older }) => older).length);
      }
    }
  });

  it('replaces a year outside the series by the nearest', () => {
    const shown = (year: number) =>
      choroplethFrame(series([10, 30]), { layer: 'internet-use', year }).view.year;
    expect([1990, 2100].map(shown)).toEqual([2000, 2001]);
  });
});

describe('mappable layers (S01)', () => {
  it('are connection only', () => expect(mappable).toEqual(['internet-use', 'coverage-3g']));

  it('exclude any other indicator', () => {
    const other = { ...series([1]), indicator: 'opsc-parties' };
    expect(() => choroplethFrame(other, { layer: 'internet-use', year: 2000 })).toThrow(
      /opsc-parties/
    );
  });

  it('must match the series', () => {
    expect(() => choroplethFrame(series([1]), { layer: 'coverage-3g', year: 2000 })).toThrow(
      /coverage-3g/
    );
  });
});

describe('half', () => {
  it('is counted among the places with a figure for that year', () => {
    const { internetUse } = committedLayers();
    for (const year of internetUse.years) {
      const { half, marks } = choroplethFrame(internetUse, { layer: 'internet-use', year });
      const own = marks.filter((mark) => mark.year === year);
      expect(half).toEqual({
        reached: own.filter(({ level }) => level !== null && level >= 3).length,
        of: own.length
      });
    }
  });
});

it('rounds to a tenth of a point and never to zero', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (percent) => {
      const tenths = toTenths(percent);
      expect(Math.abs(tenths / 10 - percent)).toBeLessThanOrEqual(0.1);
      expect(tenths === 0).toBe(percent === 0);
    })
  );
});
