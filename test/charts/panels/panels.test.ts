import { describe, expect, it } from 'vitest';
import { protection } from '../../../src/charts/panels/figure.ts';
import { finalNumbers, panelYears } from '../../../src/charts/panels/record.ts';
import { type Drawing, pageWidths } from '../../../src/charts/drawing/parts.ts';
import { languages } from '../../../src/locale/languages.ts';
import { pathsIn } from '../paths-in.ts';
import { storyData, storyWords } from '../story-data.ts';

const data = storyData();
const panelsFrame = protection.frame;
const [online, , law] = panelsFrame(data).panels;

describe('panelsFrame', () => {
  it('has three separate readings of laws, each with its total', () => {
    expect(law?.points.map(({ year, value, base }) => [year, value, base])).toEqual([
      [2006, 27, 184],
      [2016, 82, 196],
      [2018, 118, 196]
    ]);
    expect(law?.secondary).toBe(true);
    const remarked = Object.entries(data.protection).map(([id, fact]) => [
      id,
      { ...fact, verification: fact.verification.replace(/^secondary$/, 'secondary; an index') }
    ]);
    expect(
      panelsFrame(storyData({ protection: Object.fromEntries(remarked) })).panels[2]?.secondary
    ).toBe(true);
  });

  it('has an axis to the year of the edition or of a newer figure', () => {
    expect(panelYears({ ...data, edition: '2019-06-01' })).toEqual({ from: 1990, to: 2023 });
    expect(panelYears({ ...data, edition: '2026-11-25' })).toEqual({ from: 1990, to: 2026 });
  });

  it('puts the warning between mid-2018 and December 2018', () => {
    expect(panelsFrame(data).warning).toBeLessThan(law!.points.at(-1)!.at);
    expect(panelsFrame(data).warning).toBeGreaterThan(
      online!.points.find(({ year }) => year === 2018)!.at
    );
  });

  it('refuses a ledger without a reading', () => {
    const { 'icmec-2006': first } = data.protection;
    expect(() => panelsFrame(storyData({ protection: { 'icmec-2006': first! } }))).toThrow(
      /no number for “icmec-2016-sufficient”/
    );
  });
});

describe('panels chart', () => {
  it.each(languages)('%s: no label lies on its own line, at any width', (language) => {
    for (const width of [...Object.values(pageWidths), 330]) {
      const [drawn] = protection.draw(data, storyWords(language), {
        width,
        measure: (text) => 6.6 * text.length
      });
      const { markup } = (drawn as { drawing: Drawing }).drawing;
      for (const [, track = ''] of markup.matchAll(/class="(?:online|treaty)">(.*?)<\/g>/g)) {
        const spots = [...track.matchAll(/class="series" d="(.*?)"/g)].flatMap(([, d = '']) =>
          [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)])
        );
        expect(spots.length).toBeGreaterThan(3);
        for (const [text] of track.matchAll(/<text[^>]*data-number.*?>/g)) {
          expect(text).not.toContain('text-anchor');
          const of = (name: string) => Number(new RegExp(` ${name}="(.*?)"`).exec(text)![1]);
          const [x, foot] = [of('x'), of('y')];
          const met = spots.filter(
            ([at = 0, up = 0]) => at > x && at < x + of('textLength') && up > foot - 11 && up < foot
          );
          expect(met).toEqual([]);
        }
      }
    }
  });

  it('breaks a line at missing years, and joins no readings of laws', () => {
    const parts = protection.draw(data, storyWords('en'), {
      width: 304,
      measure: (text) => 7 * text.length
    });
    const paths = pathsIn(parts, 'series').map((d) => d.replace(/[^A-Z]/g, ''));
    expect(paths[0]).toBe('MLMZML');
    expect(paths).toHaveLength(2);
  });

  it('ends with the newest number of each kind, and with whom it counts', () => {
    const said = finalNumbers(data, storyWords('en')).map(({ text, label }) => `${text} ${label}`);
    expect(said).toEqual([
      expect.stringMatching(/^\d\d% of the world .*, \d{4}$/),
      expect.stringMatching(/^\d{3} of 193 UN members .*, .*\d{4}$/),
      expect.stringMatching(/^32 of 196 countries .* 2018$/)
    ]);
  });

  it('relates each reading to its total', () => {
    const marks = protection
      .record(data, storyWords('en'), { shown: 3 })
      .large.map(({ mark }) => mark);
    expect(marks).toMatchObject([
      { filled: 27, of: 184 },
      { filled: 82, of: 196 },
      { filled: 118, of: 196 }
    ]);
  });
});
