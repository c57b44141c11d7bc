import { brotliCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { choroplethFrame, toTenths } from '../../../src/charts/choropleth/frame.ts';
import {
  decodeSeries,
  encodeSeries
} from '../../../src/charts/choropleth/payload/series-payload.ts';
import { committedLayers } from './committed-layers.ts';

const value = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) }
);
const table = fc.integer({ min: 1, max: 40 }).chain((years) =>
  fc.record({
    from: fc.integer({ min: 1960, max: 2030 }),
    rows: fc.array(fc.array(value, { minLength: years, maxLength: years }), {
      minLength: 1,
      maxLength: 12
    })
  })
);

it('carries every value to a tenth of a point, and every gap', () => {
  fc.assert(
    fc.property(table, ({ from, rows }) => {
      const series = {
        indicator: 'internet-use',
        years: (rows[0] ?? []).map((_, i) => from + i),
        economies: rows.map((values, i) => ({ iso3: `A${String.fromCharCode(65 + i)}A`, values }))
      };
      const payload = JSON.parse(
        JSON.stringify(encodeSeries(series, 'internet-use'))
      ) as ReturnType<typeof encodeSeries>;
      expect(decodeSeries(payload)).toEqual({
        ...series,
        economies: series.economies.map(({ iso3, values }) => ({
          iso3,
          values: values.map((v) => (v === null ? null : toTenths(v) / 10))
        }))
      });
    })
  );
});

it('draws the same map from its data and from its payload, every year of the committed data', () => {
  const { internetUse, coverage } = committedLayers();
  for (const [layer, series] of [
    ['internet-use', internetUse] as const,
    ['coverage-3g', coverage] as const
  ]) {
    const arrived = decodeSeries(encodeSeries(series, layer));
    for (const year of series.years)
      expect(choroplethFrame(arrived, { layer, year })).toEqual(
        choroplethFrame(series, { layer, year })
      );
  }
});

it('weighs at most 8 KB for both layers', () => {
  const { internetUse, coverage } = committedLayers();
  const json = JSON.stringify([
    encodeSeries(internetUse, 'internet-use'),
    encodeSeries(coverage, 'coverage-3g')
  ]);
  expect(brotliCompressSync(json).length).toBeLessThanOrEqual(8 * 1024);
});
