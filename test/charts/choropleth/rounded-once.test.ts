import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapSeries } from '../../../src/charts/choropleth/frame.ts';
import {
  decodeSeries,
  encodeSeries
} from '../../../src/charts/choropleth/payload/series-payload.ts';
import { formatShare } from '../../../src/charts/choropleth/share.ts';

import { storyWords } from '../story-data.ts';

const english = storyWords('en');

/** A published figure rounded once to whole points (V38), or as a trace (V15). */
const wholeOf = (value: number) =>
  value > 0 && value < 0.95 ? formatShare(0.1, english) : `${Math.round(value)}%`;

const sent = (series: MapSeries, coarse: boolean) =>
  decodeSeries(encodeSeries(series, 'internet-use', coarse)).economies[0]!.values.map((value) =>
    formatShare(value, english)
  );

const forms: Readonly<Record<string, (series: MapSeries) => string[]>> = {
  'the page': ({ economies }) => economies[0]!.values.map((value) => formatShare(value, english)),
  'the script of the page': (series) => sent(series, false),
  'the script of a card': (series) => sent(series, true)
};

const seriesOf = (values: readonly number[]): MapSeries => ({
  indicator: 'internet-use',
  years: values.map((_, index) => 1990 + index),
  economies: [{ iso3: 'IDN', values: [...values] }]
});

/** Half of them between two whole points, or on the way to one. */
const value = fc.oneof(
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.nat({ max: 2000 }).map((twentieths) => twentieths / 20)
);

describe.each(Object.entries(forms))(
  '%s rounds the published figure once to whole points (V38)',
  (_, printed) => {
    it('for any value', () => {
      fc.assert(
        fc.property(fc.array(value, { minLength: 1, maxLength: 30 }), (values) => {
          expect(printed(seriesOf(values))).toEqual(values.map(wholeOf));
        })
      );
    });
  }
);
