import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from 'svelte/server';
import { describeInSlots, type MapCardSentence } from '../../src/cards/map/map-card-slots.ts';
import { stillMarkClass } from '../../src/cards/map/map-card-styles.ts';
import { mapCardTable, mapCardWorld, mapCardYears } from '../../src/cards/map/map-card-table.ts';
import {
  decodeMapCard,
  mapCardLabels,
  mapCardPayload
} from '../../src/cards/map/map-card-payload.ts';
import MapPicture from '../../src/cards/map/MapPicture.svelte';
import { describeChoropleth, worldPhrase } from '../../src/charts/choropleth/describe.ts';
import {
  choroplethFrame,
  markClass,
  type MapLayer,
  type MapSeries
} from '../../src/charts/choropleth/frame.ts';
import { newestYear } from '../../src/story/newest-year.ts';
import { formatShareWith, formatShare } from '../../src/charts/choropleth/share.ts';
import { worldGeometry } from '../../src/charts/choropleth/geometry/world.ts';
import { languages } from '../../src/locale/languages.ts';
import { committedLayers } from '../charts/choropleth/committed-layers.ts';
import { storyData } from '../charts/story-data.ts';
import { storyWords } from '../charts/story-words.ts';

const layers = committedLayers();
// The world's own figure: missing at first, then growing.
const world = (series: MapSeries) => series.years.map((_, i) => (i < 3 ? null : i * 1.37));
const data = storyData({
  internetUse: { ...layers.internetUse, world: world(layers.internetUse) },
  coverage: { ...layers.coverage, world: world(layers.coverage) }
});
const cases: [MapLayer, typeof layers.internetUse][] = [
  ['internet-use', data.internetUse],
  ['coverage-3g', data.coverage ?? layers.coverage]
];
const english = storyWords('en');
const labels = mapCardLabels(english);
const codesOf = (series: MapSeries) => series.economies.map(({ iso3 }) => iso3);
const overTheWire = (series: MapSeries, layer: MapLayer, order = codesOf(series)) =>
  decodeMapCard(
    JSON.parse(JSON.stringify(mapCardPayload(series, layer, order, [], english))) as ReturnType<
      typeof mapCardPayload
    >
  );

describe.each(cases)('%s as a payload', (layer, series) => {
  const arrived = overTheWire(series, layer);

  it('gives the same marks, shares and counts as the story in every year', () => {
    for (const year of series.years) {
      const [story, card] = [
        choroplethFrame(series, { layer, year }),
        choroplethFrame(arrived, { layer, year })
      ];
      expect(card.marks.map(markClass)).toEqual(story.marks.map(markClass));
      expect(card.marks.map((mark) => mark.year)).toEqual(story.marks.map((mark) => mark.year));
      const printed = ({ marks }: typeof card) =>
        marks.map(({ value }) => formatShareWith(value, labels));
      expect(printed(card)).toEqual(printed(story));
      expect(card.counts).toEqual(story.counts);
      expect(worldPhrase(card, english)).toBe(worldPhrase(story, english));
    }
  });
});

it('keeps the class and the printed figure of any percentage (V14, V15)', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.constant(0),
    fc.double({ min: 0, max: 100, noNaN: true })
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), (values) => {
      const series = {
        indicator: 'internet-use',
        years: values.map((_, i) => 1990 + i),
        economies: [{ iso3: 'AAA', values }]
      };
      const arrived = overTheWire(series, 'internet-use');
      for (const year of series.years) {
        const [story, card] = [series, arrived].map(
          (one) => choroplethFrame(one, { layer: 'internet-use', year }).marks[0]
        );
        expect(markClass(card)).toBe(markClass(story));
        expect(formatShareWith(card?.value ?? null, labels)).toBe(
          formatShareWith(story?.value ?? null, labels)
        );
      }
    })
  );
});

it.each(languages)('prints shares in %s as the story does', (language) => {
  const words = storyWords(language);
  const own = mapCardLabels(words);
  for (const percent of [null, ...Array.from({ length: 1001 }, (_, i) => i / 10)])
    expect(formatShareWith(percent, own)).toBe(formatShare(percent, words));
});

describe('the world of a card', () => {
  const story = worldGeometry(data);

  it.each(cases)(
    '%s: draws every listed economy as a shape or dot, and no other dots (V17)',
    (layer, series) => {
      const card = mapCardWorld(data, layer);
      const listed = new Set(codesOf(series));
      const codes = (places: readonly { iso3: string }[]) => places.map(({ iso3 }) => iso3);
      expect(codes(card.shapes)).toEqual(codes(story.shapes));
      expect(codes(card.dots)).toEqual(codes(story.dots).filter((iso3) => listed.has(iso3)));
      const drawn = new Set(codes([...card.shapes, ...card.dots]));
      expect([...listed].filter((iso3) => !drawn.has(iso3))).toEqual([]);
    }
  );

  it('keeps the islands of Indonesia (V31) and disputed lines (V30)', () => {
    const card = mapCardWorld(data, 'internet-use');
    const rings = card.shapes.find(({ iso3 }) => iso3 === 'IDN')?.d.match(/z/g)?.length ?? 0;
    expect(rings).toBeGreaterThanOrEqual(30);
    expect(card.dashed.match(/m/g)?.length).toBe(story.dashed.match(/m/g)?.length);
  });
});

describe.each(cases)('%s described in slots', (layer, series) => {
  const years = mapCardYears(data, layer);
  const said = (sentence: MapCardSentence, still: number) =>
    sentence
      .map((piece) => (typeof piece === 'string' ? piece : (piece.values[still] ?? '')))
      .join('')
      .replace(/\s+/g, ' ');

  it.each(languages)('gives the story’s description of each year in %s', (language) => {
    const words = storyWords(language);
    const views = years.map((year) => ({ layer, year }));
    const { name, text } = describeInSlots(series, views, words, (iso3) =>
      codesOf(series).indexOf(iso3)
    );
    views.forEach((view, still) => {
      const story = describeChoropleth(series, view, words);
      expect(said(name, still)).toBe(story.name);
      expect(said(text, still)).toBe(story.text);
    });
    // The shares of the two countries that the story follows are found by their rows.
    const rows = text.flatMap((piece) =>
      typeof piece === 'string' || !/^\d+$/.test(piece.slot) ? [] : [Number(piece.slot)]
    );
    expect(rows.map((row) => codesOf(series)[row])).toEqual(['GBR', 'IDN']);
  });
});

it('gives a mark its class in each year, and one class to a place without data', () => {
  const mark = { iso3: 'AAA', value: 45, year: 2018, level: 2, older: false } as const;
  const nothing = { iso3: 'AAA', value: null, year: null, level: null, older: false } as const;
  expect(stillMarkClass([mark, nothing, { ...mark, older: true }, mark])).toBe('k2 an b2 c2');
  expect(stillMarkClass([undefined, undefined])).toBe('u');
});

describe.each(cases)('%s in the HTML', (layer, series) => {
  const { body } = render(MapPicture, { props: { data, words: english, idPrefix: 'a', layer } });
  const years = mapCardYears(data, layer);

  it('gives each place the story’s class in every year without script', () => {
    const table = mapCardTable(data, layer, english).rows.map(({ header }) => header);
    const code = new Map(Object.entries(english.countries).map(([iso3, name]) => [name, iso3]));
    const dotted = new Set(mapCardWorld(data, layer).dots.map(({ iso3 }) => iso3));
    const drawn = {
      s: [...body.matchAll(/class="map-s ([^"]*)"/g)],
      f: [...body.matchAll(/class="map-f (k[^"]*|n[^"]*)" d="M\d+ \d+h0"><\/path>/g)]
    };
    const inRows = table.map(
      (name) =>
        (dotted.has(code.get(name) ?? '') ? drawn.f : drawn.s).shift()?.[1]?.split(' ') ?? []
    );
    const newest = newestYear(series);
    const others = years.filter((year) => year !== newest);
    const storyOf = (year: number) =>
      new Map(choroplethFrame(series, { layer, year }).marks.map((mark) => [mark.iso3, mark]));
    const shown = storyOf(newest);
    const then = others.map(storyOf);
    table.forEach((name, row) => {
      const iso3 = code.get(name) ?? '';
      expect(inRows[row]?.join(' '), name).toBe(
        stillMarkClass([shown.get(iso3), ...then.map((marks) => marks.get(iso3))])
      );
    });
    // The remaining places are in no source.
    expect(drawn.s.map(([, name]) => name)).toEqual(drawn.s.map(() => 'u'));
  });
});
