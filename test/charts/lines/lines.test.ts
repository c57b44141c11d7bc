import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawLines } from '../../../src/charts/lines/draw.ts';
import { speed } from '../../../src/charts/lines/figure.ts';
import { alignLine, axisLength, startYearAbove } from '../../../src/charts/lines/record.ts';
import { toTenths } from '../../../src/charts/choropleth/frame.ts';
import { speak } from '../../../src/copy/words.ts';
import { languages } from '../../../src/locale/languages.ts';
import { formatDate } from '../../../src/locale/numbers.ts';
import { committedProject as files } from '../../open-committed.ts';
import { regionCodes, regionsOf } from '../../../src/story/series.ts';
import { openVintage } from '../../../src/vintages/open-vintage.ts';
import { folderOf } from '../../../src/vintages/vintage.ts';
import { committedStory } from '../committed-story.ts';
import { pathsIn } from '../paths-in.ts';
import { storyWords } from '../story-data.ts';

const data = await committedStory();
const { draw, frame: linesFrame, record, tables } = speed;
const [{ describe: describeLines }] = speed.cards;
const frame = linesFrame(data);
const room = { width: 304, measure: (text: string) => 7 * text.length };

describe('alignLine', () => {
  it('starts in the first year at or above a tenth', () => {
    const line = alignLine('AAA', [2000, 2001, 2002, 2003], [9.94, 10, 49.9, 50])!;
    expect(line.points.map(({ since, value }) => [since, value])).toEqual([
      [0, 10],
      [1, 49.9],
      [2, 50]
    ]);
    expect(line.half?.since).toBe(2);
  });

  it('has no line without a tenth and no half without a half', () => {
    expect(alignLine('AAA', [2000, 2001], [9, null])).toBeUndefined();
    expect(alignLine('AAA', [1999, 2000, 2001], [1, 12, 49.94])?.half).toBeUndefined();
  });

  it('leaves out missing years (V03)', () => {
    const line = alignLine('FRA', [1999, 2000, 2001, 2002, 2003], [1, 12, null, 20, 30])!;
    expect(line.points.map(({ year }) => year)).toEqual([2000, 2002, 2003]);
    const drawing = drawLines({ places: [line], end: 10 }, storyWords('en'), room);
    const [d = ''] = pathsIn([{ drawing }], 'series');
    // A dot, then a line.
    expect(d.replace(/[^a-z]/gi, '')).toBe('MZML');
  });

  it('has no line for a place that starts above a tenth (V37)', () => {
    expect(startYearAbove([2000, 2001, 2002], [null, 10, 60])).toBe(2001);
    expect(startYearAbove([2000, 2001], [9.9, 60])).toBeUndefined();
    expect(startYearAbove([2000], [null])).toBeUndefined();
  });

  it('has every value from the first tenth on', () => {
    const shares = fc.array(
      fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null }),
      { minLength: 1, maxLength: 34 }
    );
    fc.assert(
      fc.property(shares, (values) => {
        const years = values.map((_, index) => 1990 + index);
        const start = values.findIndex((value) => value !== null && Math.round(value * 10) >= 100);
        const line = alignLine('AAA', years, values);
        const isFirst = values.slice(0, Math.max(start, 0)).every((value) => value === null);
        const expected =
          start < 0 || isFirst ? [] : values.slice(start).filter((value) => value !== null);
        expect(line?.points.map(({ value }) => value) ?? []).toEqual(expected);
      })
    );
  });
});

describe('linesFrame', () => {
  it('agrees with the text on the years from a tenth to half', () => {
    expect(frame.places.map(({ points, half }) => [points[0]?.year, half?.since])).toEqual([
      [1998, 4],
      [2010, 10],
      [2002, 17]
    ]);
  });

  it('has room for every economy, and rounding to tenths changes no year', () => {
    const { years, economies } = data.internetUse;
    const end = axisLength(data.internetUse);
    for (const { iso3, values } of economies) {
      const exact = alignLine(iso3, years, values);
      const carried = alignLine(
        iso3,
        years,
        values.map((value) => (value === null ? null : toTenths(value) / 10))
      );
      expect([iso3, carried?.points[0]?.year, carried?.half?.year]).toEqual([
        iso3,
        exact?.points[0]?.year,
        exact?.half?.year
      ]);
      expect(exact?.points.at(-1)?.since ?? 0).toBeLessThanOrEqual(end);
    }
  });

  it('leaves out a place that starts above a tenth, and all forms say so', () => {
    const { years, world } = data.internetUse;
    const { earlier: _earlier, ...internetUse } = data.internetUse;
    const late = {
      ...data,
      internetUse: {
        ...internetUse,
        world: world.map((value, index) => (years[index]! < 2005 ? null : value))
      }
    };
    expect(linesFrame(late)).toMatchObject({
      places: [{ code: 'GBR' }, { code: 'IDN' }],
      above: [{ code: 'WLD', year: 2005 }]
    });
    for (const language of languages) {
      const words = storyWords(language);
      const said = speak(words, 'speed.above', {
        place: words.labels['speed.place.WLD']!,
        year: '2005'
      });
      expect(describeLines(late, words).text).toContain(said);
      expect(tables(late, words)[0]!.notes).toContain(said);
      expect(draw(late, words, room)).toContainEqual(expect.objectContaining({ text: said }));
      expect(record(late, words).numbers.map(({ id }) => id)).toEqual([
        'GBR-span',
        'GBR-last',
        'IDN-span',
        'IDN-last'
      ]);
    }
  });

  it('takes the world from an earlier release only if the shown one lacks its first tenth', () => {
    const { years, world, earlier } = data.internetUse;
    const from = years.indexOf(2005);
    const worldOf = (values: (number | null)[]) =>
      linesFrame({ ...data, internetUse: { ...data.internetUse, world: values } }).places.find(
        ({ code }) => code === 'WLD'
      )!;
    const late = world.map((value, index) => (index < from ? null : value));
    const lasting = late.map((value, index) => (index === from ? 9 : value));
    const drawn = [late, lasting]
      .map(worldOf)
      .map(({ release, points }) => [release, points[0]!.year, points[0]!.value]);
    expect(drawn).toEqual([
      [earlier!.vintage.release, 2002, earlier!.whole[years.indexOf(2002)]],
      [undefined, 2006, world[from + 1]]
    ]);
    // Only to half: no later year has two figures.
    expect(worldOf(late).points.at(-1)).toEqual(worldOf(late).half);
  });

  it('names each region as its publisher does in that release', async () => {
    const plain = (name: string) => name.replaceAll('&', 'and').replaceAll(' the ', ' ');
    const { source } = data.internetUse.vintage;
    const { labels } = storyWords('en');
    const named: string[] = [];
    for (const release of readdirSync(`data/vintages/${source}`)) {
      const folder = folderOf({ source, release });
      const { listed } = (
        JSON.parse(readFileSync(`${folder}/datapackage.json`, 'utf8')) as {
          terhubung: { listed?: Record<string, string> };
        }
      ).terhubung;
      if (listed === undefined) continue;
      const regions = regionsOf(openVintage(files, folder), data.internetUse.years);
      expect(regions.map(({ iso3 }) => plain(labels[`speed.place.${iso3}`]!))).toEqual(
        regionCodes.map((code) => plain(listed[code]!))
      );
      named.push(listed['MEA']!);
    }
    expect(new Set(named).size).toBeGreaterThan(1);
  });

  it('refuses a release without one of the places', () => {
    const economies = data.internetUse.economies.filter(({ iso3 }) => iso3 !== 'IDN');
    expect(() => linesFrame({ ...data, internetUse: { ...data.internetUse, economies } })).toThrow(
      /IDN never reached 10 percent/
    );
  });
});

describe.each(languages)('the figure in %s', (language) => {
  const words = storyWords(language);

  it('credits each release that a line is from', () => {
    const releases = [
      data.internetUse.vintage.release,
      frame.places.find(({ code }) => code === 'WLD')!.release!
    ];
    expect(tables(data, words)[0]!.sources?.map(({ version }) => version)).toEqual(releases);
    for (const release of releases)
      expect(record(data, words).large[0]!.source.shown).toContain(formatDate(release, language));
  });
});
