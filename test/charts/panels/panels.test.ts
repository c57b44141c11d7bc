import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/panels/Chart.svelte';
import { protection } from '../../../src/charts/panels/figure.ts';
import { coverPath, panelPath, panelYears } from '../../../src/charts/panels/frame.ts';
import { storyData } from '../story-data.ts';
import { storyWords } from '../story-words.ts';

const data = storyData();
const panelsFrame = protection.frame;
const [online, treaty, law] = panelsFrame(data).panels;
const html = (shown: 1 | 2 | 3) =>
  render(Chart, { props: { data, words: storyWords('en'), idPrefix: 'x', view: { shown } } }).body;

describe('panelsFrame', () => {
  it('has three panels with their own scales', () => {
    expect([online, treaty, law].map((panel) => [panel?.kind, panel?.form, panel?.max])).toEqual([
      ['online', 'line', 100],
      ['treaty', 'steps', 193],
      ['law', 'points', 196]
    ]);
  });

  it('leaves out missing years', () => {
    expect(online?.points.map(({ year }) => year)).toEqual([2009, 2010, 2012, 2018, 2019]);
  });

  it('places a share at the middle of its year and a count at its end or release', () => {
    const at = (year: number, panel = treaty) =>
      1990 + panel!.points.find((point) => point.year === year)!.x * 36;
    expect(at(2018, online)).toBeCloseTo(2018.5);
    expect(at(2018)).toBeCloseTo(2019);
    expect(at(2022)).toBeCloseTo(2022.45, 1);
    expect(treaty?.points.at(-1)?.date).toBe('2022-06-13');
  });

  it('has three separate readings of laws, each with its total', () => {
    expect(law?.points.map(({ year, value, base }) => [year, value, base])).toEqual([
      [2006, 27, 184],
      [2016, 82, 196],
      [2018, 118, 196]
    ]);
    expect(law?.secondary).toBe(true);
    expect(panelPath(law!)).toBe('');
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
    expect(panelsFrame(data).warning).toBeLessThan(law!.points.at(-1)!.x);
    expect(panelsFrame(data).warning).toBeGreaterThan(
      online!.points.find(({ year }) => year === 2018)!.x
    );
  });

  it('refuses a ledger without a reading', () => {
    const { 'icmec-2006': first } = data.protection;
    expect(() => panelsFrame(storyData({ protection: { 'icmec-2006': first! } }))).toThrow(
      /no number for “icmec-2016-sufficient”/
    );
  });
});

describe('panelPath', () => {
  it('breaks a line at missing years', () => {
    expect(panelPath(online!).match(/[ML]/g)?.join('')).toBe('MLMML');
  });

  it('holds each count until the next', () => {
    expect(panelPath(treaty!)).toMatch(/^M[\d.]+ [\d.]+(H[\d.]+V[\d.]+){3}$/);
  });
});

describe('panels chart', () => {
  it.each([1, 2] as const)('differs only in `data-shown` at step %i', (shown) =>
    expect(html(shown)).toBe(html(3).replace('data-shown="3"', `data-shown="${shown}"`))
  );

  it('labels the newest figures and the warning', () => {
    for (const label of [
      '53%',
      '176 states',
      '13 June 2022',
      '27 of 184',
      '82 of 196',
      '118 of 196',
      'October 2018: the warning'
    ])
      expect(html(3)).toContain(label);
  });

  it.each([
    [
      'en',
      [
        '53% in 2019',
        '49% in 2018',
        '173 by the end of 2018',
        '176 by 13 June 2022',
        '27 of 184 in 2006',
        '118 of 196 in December 2018'
      ]
    ],
    [
      'id',
      [
        '53% pada 2019',
        '49% pada 2018',
        '173 sampai akhir 2018',
        '176 sampai 13 Juni 2022',
        '27 dari 184 pada 2006',
        '118 dari 196 pada Desember 2018'
      ]
    ]
  ] as const)(
    'describes the first, the last and the state at the warning (%s)',
    (language, parts) => {
      const { text } = protection.cards[0].describe(data, storyWords(language));
      for (const part of parts) expect(text).toContain(part);
    }
  );

  it('has a table with every point, and words where there is none', () => {
    const table = protection.tables(data, storyWords('en'))[0]!;
    const drawn = [online, treaty, law].map((panel) => panel?.points.map(({ value }) => value));
    expect(
      [0, 1, 2].map((column) =>
        table.rows.map((row) => row.cells[column]!.value).filter((value) => value !== null)
      )
    ).toEqual(drawn);
    const row = (year: number) =>
      table.rows.find(({ header }) => header === String(year))?.cells.map(({ text }) => text);
    expect(row(2018)).toEqual(['49.3%', '173', '118']);
    expect(row(2016)?.[2]).toBe('82');
    expect(row(2010)).toEqual(['28.4%', 'not shown', 'not shown']);
    expect(table.notes.join(' ')).toContain('13 June 2022');
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

describe('coverPath', () => {
  const { yearWidth } = panelsFrame(data);

  it('draws each share as a column as wide as its year', () => {
    const columns = coverPath(online!, yearWidth).split('z').filter(Boolean);
    expect(columns).toHaveLength(online!.points.length);
    const edges = columns.map((column) =>
      /^M([\d.]+) 100V([\d.]+)H([\d.]+)V100$/.exec(column)!.slice(1).map(Number)
    );
    edges.forEach(([left, top, right], index) => {
      expect(right! - left!).toBeCloseTo(yearWidth * 100, 1);
      expect(top).toBeCloseTo(100 - online!.points[index]!.value, 1);
      if (online!.points[index + 1]?.year === online!.points[index]!.year + 1)
        expect(right).toBeCloseTo(edges[index + 1]![0]!, 1);
    });
  });

  it('draws readings as dots, and counts as in the panel', () => {
    expect(coverPath(law!, yearWidth).match(/M[\d.]+ [\d.]+h0/g)).toHaveLength(law!.points.length);
    expect(coverPath(treaty!, yearWidth)).toBe(panelPath(treaty!));
  });
});
