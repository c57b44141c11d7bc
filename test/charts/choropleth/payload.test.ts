import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/charts/chart.ts';
import { mapData } from '../../../src/charts/choropleth/payload/map-data.ts';
import { economiesTable } from '../../../src/charts/choropleth/table/economies-table.ts';
import { choroplethTables } from '../../../src/charts/choropleth/table/table.ts';
import { readPayload } from '../../../src/charts/choropleth/payload/payload.ts';
import { languages, locales } from '../../../src/locale/languages.ts';
import { openCommitted } from '../../open-committed.ts';
import {
  mappable,
  toTenths,
  type MapLayer,
  type MapSeries
} from '../../../src/charts/choropleth/frame.ts';
import {
  decodeSeries,
  encodeSeries,
  type SeriesPayload
} from '../../../src/charts/choropleth/payload/series-payload.ts';

const story = await openCommitted();

const asPrinted = <Printed extends Pick<Table, 'rows'>>(table: Printed) => ({
  ...table,
  rows: table.rows.map(({ header, cells }) => ({ header, cells: cells.map(({ text }) => text) }))
});

describe.each(languages)('the data of the map in %s', (language) => {
  const file = readPayload(mapData(story.data, story.words[language]));

  it('gives the same tables as the data page', () => {
    const expected = choroplethTables(story.data, story.words[language]);
    expect(file.layers.length).toBe(expected.length);
    for (const [index, layer] of mappable.entries()) {
      const series = file.layers.find(({ indicator }) => indicator === layer)!;
      const { sources: _sources, ...table } = expected[index]!;
      expect(asPrinted(economiesTable(series, layer, file.words, file.tableYears[layer]!))).toEqual(
        asPrinted(table)
      );
    }
  });

  it('lists every country once in alphabetical order', () => {
    const names = file.countries.map(([, name]) => name);
    expect(names.length).toBeGreaterThanOrEqual(217);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual([...names].sort(new Intl.Collator(locales[language]).compare));
  });
});

const roundTrip = (series: MapSeries, layer: MapLayer) =>
  decodeSeries(JSON.parse(JSON.stringify(encodeSeries(series, layer))) as SeriesPayload);
const value = fc.oneof(
  fc.constantFrom(null, 0),
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.double({ min: 0, max: 100, noNaN: true })
);
const tables = fc.integer({ min: 1, max: 40 }).chain((years) =>
  fc.array(fc.array(value, { minLength: years, maxLength: years }), {
    minLength: 1,
    maxLength: 12
  })
);

it('carries every gap, and every value to a tenth of a point', () => {
  fc.assert(
    fc.property(tables, fc.integer({ min: 1960, max: 2030 }), (rows, from) => {
      const seriesOf = (carried: (value: number) => number) => ({
        indicator: 'internet-use',
        years: rows[0]!.map((_, i) => from + i),
        economies: rows.map((values, i) => ({
          iso3: `A${String.fromCharCode(65 + i)}A`,
          values: values.map((value) => (value === null ? null : carried(value)))
        }))
      });
      expect(
        roundTrip(
          seriesOf((value) => value),
          'internet-use'
        )
      ).toEqual(seriesOf((value) => toTenths(value) / 10));
    })
  );
});
