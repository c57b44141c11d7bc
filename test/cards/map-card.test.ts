import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from 'svelte/server';
import { mapCard, mapCardData, mapCardTable } from '../../src/cards/map/map-card-data.ts';
import WorldMap from '../../src/charts/choropleth/Chart.svelte';
import { describeChoropleth, worldPhrase } from '../../src/charts/choropleth/describe.ts';
import {
  choroplethFrame,
  fillClass,
  type MapLayer,
  type MapSeries
} from '../../src/charts/choropleth/frame.ts';
import { readPayload } from '../../src/charts/choropleth/payload/payload.ts';
import { decodeSeries, encodeSeries } from '../../src/charts/choropleth/payload/series-payload.ts';
import { newestView, worldGeometry } from '../../src/charts/choropleth/geometry/world.ts';
import { formatShare } from '../../src/charts/choropleth/share.ts';
import { languages } from '../../src/locale/languages.ts';
import { openCommitted } from '../open-committed.ts';
import { storyWords } from '../charts/story-data.ts';

const { data } = await openCommitted();
const english = storyWords('en');
const cases: [MapLayer, MapSeries][] = [
  ['internet-use', data.internetUse],
  ['coverage-3g', data.coverage]
];
const html = (layer: MapLayer, language: (typeof languages)[number] = 'en') => {
  const words = storyWords(language);
  const card = mapCard(data, layer, words);
  return render(WorldMap, { props: { data, words, idPrefix: 'a', card } }).body;
};
const payloadOf = (body: string) =>
  readPayload(/data-payload="([^"]*)"/.exec(body)![1]!.replaceAll('&quot;', '"'));

describe.each(cases)('the card of %s', (layer, series) => {
  const table = mapCardTable(data, layer, english).rows.map(({ header }) => header);
  const file = payloadOf(html(layer));
  const arrived = file.layers[0]!;

  it('sends the marks, shares, counts and description of the story in every year', () => {
    for (const year of series.years) {
      const story = choroplethFrame(series, { layer, year });
      const card = choroplethFrame(arrived, { layer, year });
      const named = new Map(
        story.marks.map((mark) => [english.countries[mark.iso3]!, mark] as const)
      );
      card.marks.forEach((mark, row) => {
        const own = named.get(table[row]!)!;
        expect([fillClass(mark), mark.year, formatShare(mark.value, english)]).toEqual([
          fillClass(own),
          own.year,
          formatShare(own.value, english)
        ]);
      });
      expect(card.counts).toEqual(story.counts);
      expect(worldPhrase(card, english)).toBe(worldPhrase(story, english));
    }
  });

  it.each(languages)('describes every year in %s as the story does (A13)', (language) => {
    const sent = payloadOf(html(layer, language));
    for (const year of series.years)
      expect(describeChoropleth(sent.layers[0]!, { layer, year }, sent.words)).toEqual(
        describeChoropleth(series, { layer, year }, storyWords(language))
      );
  });

  it('draws each place of the table once, with its class in the newest year (V17)', () => {
    const { world } = mapCardData(data, layer, english);
    const marks = choroplethFrame(series, newestView(data, layer)).marks;
    const own = new Map(marks.map((mark) => [english.countries[mark.iso3]!, fillClass(mark)]));
    const body = html(layer);
    const shapes = [...body.matchAll(/class="map-s ([^"]*)"/g)].map(([, look]) => look);
    const dots = new Map(
      [...body.matchAll(/class="map-f ([^"]*)" id="a-\S+-(\w{3})"/g)].map(([, look, at]) => [
        at,
        look
      ])
    );
    arrived.economies.forEach(({ iso3 }, row) =>
      expect(dots.get(iso3) ?? shapes.shift(), table[row]).toBe(own.get(table[row]!))
    );
    // The remaining places are in no source.
    expect(shapes).toEqual(shapes.map(() => 'u'));
    expect(dots.size).toBeLessThanOrEqual(world.dots.length);
  });
});

it('keeps the class and the printed figure of any percentage (V14, V15)', () => {
  const value = fc.oneof(fc.constantFrom(null, 0), fc.double({ min: 0, max: 100, noNaN: true }));
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
      const series: MapSeries = {
        indicator: 'internet-use',
        years: values.map((_, i) => 1990 + i),
        economies: [{ iso3: 'AAA', values }]
      };
      const arrived = decodeSeries(encodeSeries(series, 'internet-use', true));
      for (const year of series.years) {
        const [story, card] = [series, arrived].map((one) => {
          const mark = choroplethFrame(one, { layer: 'internet-use', year }).marks[0]!;
          return [fillClass(mark), formatShare(mark.value, english)];
        });
        expect(card).toEqual(story);
      }
    })
  );
});

it('keeps the islands of Indonesia (V31) and disputed lines (V30)', () => {
  const { world } = mapCardData(data, 'internet-use', english);
  const rings = world.shapes.find(({ iso3 }) => iso3 === 'IDN')?.d.match(/z/g)?.length ?? 0;
  expect(rings).toBeGreaterThanOrEqual(30);
  expect(world.dashed.match(/m/g)?.length).toBe(worldGeometry(data).dashed.match(/m/g)?.length);
});
