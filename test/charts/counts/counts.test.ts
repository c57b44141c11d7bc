import { describe, expect, it } from 'vitest';
import { drawCounts, drawSegment } from '../../../src/charts/counts/draw.ts';
import {
  countKinds,
  countsFrame,
  countsRecord,
  countsTables,
  describeCounts
} from '../../../src/charts/counts/record.ts';
import { languages } from '../../../src/locale/languages.ts';
import { formatCount } from '../../../src/locale/numbers.ts';
import { drawnWords, pageRooms, plain } from '../drawn-words.ts';
import { storyData, storyWords } from '../story-data.ts';

const data = storyData();
const frame = countsFrame(data);
const kinds = Object.keys(countKinds) as (keyof typeof countKinds)[];
const segments = kinds.flatMap((kind) => frame[kind]);
const points = segments.flatMap((segment) => segment.points);

describe('countsFrame', () => {
  it('does not depend on the order of the ledger', () => {
    const reversed = Object.fromEntries(Object.entries(data.estimates).reverse());
    expect(countsFrame({ estimates: reversed })).toEqual(frame);
  });

  it('marks counts that were not seen at their publisher', () => {
    const hollow = points.filter(({ secondary }) => secondary).map(({ estimate }) => estimate.id);
    expect(hollow).toEqual(['ncmec-2018', 'ncmec-2019', 'ncmec-2023', 'ncmec-2024', 'iwf-2022']);
  });

  it('never joins across a break, a missing year, a range or a lower bound (V03)', () => {
    const runs = segments.flatMap(({ runs }) => runs.map((run) => run.map(({ year }) => year)));
    expect(runs).toEqual([
      [2004, 2005, 2006, 2007, 2008],
      [2018, 2019, 2020, 2021, 2022, 2023],
      [2015, 2016, 2017, 2018],
      [2020, 2021, 2022, 2023, 2024]
    ]);
    for (const { series, points } of segments)
      expect(new Set(points.map(({ estimate }) => estimate.series))).toEqual(new Set([series]));
  });

  it('draws a derived count as a range and a number as a point (V02)', () => {
    const form = (id: string) => points.find(({ estimate }) => estimate.id === id)?.form;
    expect(['ncmec-2010', 'ncmec-2019'].map(form)).toEqual(['point', 'point']);
    expect(['iwf-2014', 'iwf-2019'].map(form)).toEqual(['range', 'range']);
  });

  it('refuses different kinds of number in one segment', () => {
    const first = data.estimates['ncmec-2018']!;
    const odd = { ...first, id: 'odd', unit: 'children' };
    expect(() => countsFrame({ estimates: { ...data.estimates, odd } })).toThrow(/odd/);
  });
});

describe.each(languages)('the figure in %s', (language) => {
  const words = storyWords(language);
  const drawn = pageRooms.map((room) => drawnWords(drawCounts(data, words, room)));
  const tables = countsTables(data, words);

  it('has no ends of a single number (V03)', () => {
    const row = tables[0]!.rows.find(({ header }) => header === '2019')!;
    const [, ...ends] = row.cells.slice(0, 3).map(({ text }) => text);
    expect(ends).toEqual(
      { en: Array(2).fill('not stated'), id: Array(2).fill('tidak disebut') }[language]
    );
  });

  it('says beside picture and table that these are no numbers of children (S06)', () => {
    const limits = words.labels['counts.describe.limits']!;
    const { text } = describeCounts(data, words);
    for (const form of [text, ...tables.map(({ notes }) => notes.join(' '))])
      expect(form).toContain(limits);
  });

  it('names no country but the seats of two publishers (S01, D09)', () => {
    const { name, text } = describeCounts(data, words);
    const spoken = [...drawn, name, text, JSON.stringify(tables)].join(' ');
    // NCMEC and the IWF receive reports from the whole world.
    const seats = ['USA', 'GBR'].map((iso3) => words.countries[iso3]);
    const found = Object.values(words.countries)
      .filter((country) => !seats.includes(country))
      .filter((country) => new RegExp(`(?<![\\p{L}])${country}(?![\\p{L}])`, 'u').test(spoken));
    expect(found).toEqual([]);
  });

  it('draws every number of the record, and a mark for each count', () => {
    const { text: described } = describeCounts(data, words);
    for (const { text } of countsRecord(data, words).numbers)
      for (const said of drawn) expect(said).toContain(plain(text));
    for (const { estimate } of points)
      if (estimate.value !== null)
        expect(plain(described)).toContain(plain(formatCount(estimate.value, language)));
    for (const segment of segments)
      for (const room of pageRooms) {
        const { markup } = drawSegment(segment, words, room);
        expect(markup.match(/class="(dot|hollow|range)"/g)).toHaveLength(segment.points.length);
        expect(markup.match(/class="run"/g) ?? []).toHaveLength(segment.runs.length);
      }
  });

  it('explains every break between segments, and what the counts are not (S06)', () => {
    for (const said of drawn) {
      for (const kind of kinds)
        for (const { name } of frame[kind].slice(1))
          expect(said).toContain(plain(words.labels[`counts.${kind}.gap.${name}`]!));
      expect(said).toContain(plain(words.labels['counts.describe.limits']!));
    }
  });
});
