import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/lines/Chart.svelte';
import {
  describeAbove,
  describeLine,
  describeLines,
  linePlaceName
} from '../../../src/charts/lines/describe.ts';
import {
  alignLine,
  clockEnd,
  linePlaces,
  linesFrame,
  startsAbove
} from '../../../src/charts/lines/frame.ts';
import { linesRecord, linesTable } from '../../../src/charts/lines/record.ts';
import { toTenths } from '../../../src/charts/choropleth/frame.ts';
import { languages } from '../../../src/locale/languages.ts';
import { formatDate } from '../../../src/locale/numbers.ts';
import { storyFiles } from '../../../src/site/story/story-files.ts';
import { regionCodes, regionsOf } from '../../../src/story/series.ts';
import { openVintage } from '../../../src/vintages/open-vintage.ts';
import { folderOf } from '../../../src/vintages/vintage.ts';
import { committedStory } from '../committed-story.ts';
import { storyWords } from '../story-words.ts';
import { yearsPath } from '../../../src/charts/plot/plot-path.ts';

const data = await committedStory();
const frame = linesFrame(data);
const files = storyFiles('.');

describe('alignLine', () => {
  it('starts the clock in the first year at or above a tenth', () => {
    const line = alignLine('AAA', [2000, 2001, 2002, 2003], [9.94, 10, 49.9, 50], 30)!;
    expect(line.points.map(({ since, value }) => [since, value])).toEqual([
      [0, 10],
      [1, 49.9],
      [2, 50]
    ]);
    expect(line.half?.since).toBe(2);
  });

  it('keeps a place on its clock when it falls back below a tenth', () => {
    expect(alignLine('AAA', [1999, 2000, 2001, 2002], [1, 11, 8, 12], 30)?.points).toHaveLength(3);
  });

  it('draws nothing for a place that never reached a tenth, and no half for one that never reached it', () => {
    expect(alignLine('AAA', [2000, 2001], [9, null], 30)).toBeUndefined();
    expect(alignLine('AAA', [1999, 2000, 2001], [1, 12, 49.94], 30)?.half).toBeUndefined();
  });

  it('breaks where a year has no figure, and never guesses one (standards V03)', () => {
    const line = alignLine('AAA', [1999, 2000, 2001, 2002, 2003], [1, 12, null, 20, 30], 30)!;
    expect(line.points.map(({ year }) => year)).toEqual([2000, 2002, 2003]);
    expect(
      yearsPath(line.points)
        .match(/[a-zA-Z]/g)
        ?.join('')
    ).toBe('MhML');
  });

  it('draws nothing for a place that starts at or above a tenth: nobody can tell when it got there (standards V37)', () => {
    expect(alignLine('AAA', [2000, 2001, 2002], [null, 10, 60], 30)).toBeUndefined();
    expect(startsAbove([2000, 2001, 2002], [null, 10, 60])).toBe(2001);
    expect(startsAbove([2000, 2001], [9.9, 60])).toBeUndefined();
    expect(startsAbove([2000], [null])).toBeUndefined();
  });

  it('draws every figure from the first tenth on, in order, and none before, unless the first of all is above it', () => {
    const shares = fc.array(
      fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }),
      { minLength: 1, maxLength: 34 }
    );
    fc.assert(
      fc.property(shares, (values) => {
        const years = values.map((_, index) => 1990 + index);
        const start = values.findIndex((value) => value !== null && Math.round(value * 10) >= 100);
        const line = alignLine('AAA', years, values, 40);
        const isFirst = values.slice(0, Math.max(start, 0)).every((value) => value === null);
        const expected =
          start < 0 || isFirst ? [] : values.slice(start).filter((value) => value !== null);
        expect(line?.points.map(({ value }) => value) ?? []).toEqual(expected);
      })
    );
  });
});

describe('clockEnd', () => {
  it.each([
    [2009, 10],
    [2010, 10],
    [2011, 20],
    [2031, 40]
  ])('is the next ten years when an economy has counted from 2000 to %i', (last, end) => {
    const years = Array.from({ length: last - 1998 }, (_, index) => 1999 + index);
    const values = years.map((year) => (year < 2000 ? 1 : 50));
    expect(clockEnd({ years, economies: [{ iso3: 'AAA', values }] })).toBe(end);
  });
});

describe('linesFrame', () => {
  it('shows the UK, Indonesia and the world, then the publisher’s regions that have a first tenth', () => {
    expect(frame.places.map(({ code }) => code)).toEqual([...linePlaces]);
    expect(
      frame.regions
        .map(({ code }) => code)
        .concat(frame.regionsAbove)
        .sort()
    ).toEqual([...regionCodes].sort());
  });

  it('agrees with the text: 4, 10 and 17 years from a tenth to half', () => {
    expect(frame.places.map(({ points, half }) => [points[0]?.year, half?.since])).toEqual([
      [1998, 4],
      [2010, 10],
      [2002, 17]
    ]);
  });

  it('has room for every economy, and the page’s own tenths of a point move no clock', () => {
    const { years, economies } = data.internetUse;
    const end = clockEnd(data.internetUse);
    for (const { iso3, values } of economies) {
      const exact = alignLine(iso3, years, values, end);
      const carried = alignLine(
        iso3,
        years,
        values.map((value) => (value === null ? null : toTenths(value) / 10)),
        end
      );
      expect([iso3, carried?.points[0]?.year, carried?.half?.year]).toEqual([
        iso3,
        exact?.points[0]?.year,
        exact?.half?.year
      ]);
      expect(exact?.points.at(-1)?.since ?? 0).toBeLessThanOrEqual(end);
    }
  });

  it('leaves out a place whose series starts above a tenth, and every form of the figure says why', () => {
    const { years, world } = data.internetUse;
    const from = years.indexOf(2005);
    const { earlier: _earlier, ...internetUse } = data.internetUse;
    const late = {
      ...data,
      internetUse: {
        ...internetUse,
        world: world.map((value, index) => (index < from ? null : value))
      }
    };
    expect(linesFrame(late)).toMatchObject({
      places: [{ code: 'GBR' }, { code: 'IDN' }],
      above: [{ code: 'WLD', year: 2005 }]
    });
    for (const language of languages) {
      const words = storyWords(language);
      const said = describeAbove(linesFrame(late).above[0]!, words);
      expect(said).toContain('2005');
      expect(describeLines(late, words).text).toContain(said);
      expect(linesTable(late, words).notes).toContain(said);
      expect(render(Chart, { props: { data: late, words, idPrefix: 'x' } }).body).toContain(said);
      expect(linesRecord(late, words).numbers.map(({ id }) => id)).toEqual([
        'GBR-span',
        'GBR-last',
        'IDN-span',
        'IDN-last'
      ]);
    }
  });

  it('draws the world from an earlier release only where the one shown lacks its first tenth', () => {
    const { years, world, earlier } = data.internetUse;
    const from = years.indexOf(2005);
    const worldOf = (values: (number | null)[]) =>
      linesFrame({ ...data, internetUse: { ...data.internetUse, world: values } }).places.find(
        ({ code }) => code === 'WLD'
      )!;
    const late = world.map((value, index) => (index < from ? null : value));
    const lasting = late.map((value, index) => (index === from ? 9 : value));
    const told = [late, lasting]
      .map(worldOf)
      .map(({ release, points }) => [release, points[0]!.year, points[0]!.value]);
    expect(told).toEqual([
      [earlier!.vintage.release, 2002, earlier!.whole[years.indexOf(2002)]],
      [undefined, 2006, world[from + 1]]
    ]);
  });

  it('names each region as its publisher does in that release: what a region takes in changes', async () => {
    const plain = (name: string) => name.replaceAll('&', 'and').replaceAll(' the ', ' ');
    const { source } = data.internetUse.vintage;
    const named: string[] = [];
    for (const release of readdirSync(`data/vintages/${source}`)) {
      const folder = folderOf({ source, release });
      const { listed } = (
        JSON.parse(readFileSync(`${folder}/datapackage.json`, 'utf8')) as {
          terhubung: { listed?: Record<string, string> };
        }
      ).terhubung;
      if (listed === undefined) continue;
      const regions = regionsOf(await openVintage(files.read, folder), data.internetUse.years);
      expect(regions.map(({ iso3 }) => plain(linePlaceName(iso3, storyWords('en'))))).toEqual(
        regionCodes.map((code) => plain(listed[code]!))
      );
      named.push(listed['MEA']!);
    }
    expect(new Set(named).size).toBeGreaterThan(1);
  });

  it('names the place that a release lacks', () => {
    const economies = data.internetUse.economies.filter(({ iso3 }) => iso3 !== 'IDN');
    expect(() => linesFrame({ ...data, internetUse: { ...data.internetUse, economies } })).toThrow(
      /IDN reached 10 percent/
    );
  });
});

describe.each(languages)('the figure in %s', (language) => {
  const words = storyWords(language);
  const html = render(Chart, { props: { data, words, idPrefix: 'x' } }).body;

  it('has a table with every point drawn', () => {
    const table = linesTable(data, words);
    const lines = [...frame.places, ...frame.regions];
    lines.forEach(({ points }, column) => {
      expect(
        table.rows.map((row) => row.cells[column]!.value).filter((value) => value !== null)
      ).toEqual(points.map(({ value }) => value));
    });
    expect(table.columns).toHaveLength(1 + lines.length);
  });

  it('gives as its sources each release that a line is of', () => {
    const releases = [
      data.internetUse.vintage.release,
      frame.places.find(({ code }) => code === 'WLD')!.release!
    ];
    expect(linesTable(data, words).sources?.map(({ version }) => version)).toEqual(releases);
    for (const release of releases)
      expect(linesRecord(data, words).large[0]!.source.shown).toContain(
        formatDate(release, language)
      );
  });

  it('draws each line, and names every end and every half in text', () => {
    for (const line of [...frame.places, ...frame.regions])
      expect(html).toContain(yearsPath(line.points));
    for (const { points } of frame.places) expect(html).toContain(String(points.at(-1)!.year));
    for (const label of {
      id: ['4 tahun', '10 tahun', '17 tahun'],
      en: ['4 years', '10 years', '17 years']
    }[language])
      expect(html).toContain(label);
  });

  it('says all lines in its description', () => {
    const { text } = describeLines(data, words);
    for (const line of frame.places) expect(text).toContain(describeLine(line, words));
    for (const { code } of frame.regions)
      expect(text).toContain(words.labels[`speed.place.${code}`]);
  });
});
