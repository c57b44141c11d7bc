import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/panels/Chart.svelte';
import { describePanels } from '../../../src/charts/panels/describe.ts';
import { coverPath, panelPath, panelsFrame, panelYears } from '../../../src/charts/panels/frame.ts';
import { panelsRecord, panelsTable } from '../../../src/charts/panels/record.ts';
import { storyData } from '../story-data.ts';
import { storyWords } from '../story-words.ts';

const data = storyData();
const [online, treaty, law] = panelsFrame(data).panels;
const html = (shown: 1 | 2 | 3) =>
  render(Chart, { props: { data, words: storyWords('en'), idPrefix: 'x', view: { shown } } }).body;

describe('panelsFrame', () => {
  it('keeps three kinds of number on three scales and one clock', () => {
    expect([online, treaty, law].map((panel) => [panel?.kind, panel?.form, panel?.max])).toEqual([
      ['online', 'line', 100],
      ['treaty', 'steps', 193],
      ['law', 'points', 196]
    ]);
  });

  it('leaves a missing world figure out; it is not zero', () => {
    expect(online?.points.map(({ year }) => year)).toEqual([2009, 2010, 2012, 2018, 2019]);
  });

  it('places a share at the middle of its year, a count at the end of its year, and the newest at the release of its source', () => {
    const at = (year: number, panel = treaty) =>
      1990 + panel!.points.find((point) => point.year === year)!.x * 36;
    expect(at(2018, online)).toBeCloseTo(2018.5);
    expect(at(2018)).toBeCloseTo(2019);
    expect(at(2022)).toBeCloseTo(2022.45, 1);
    expect(treaty?.points.at(-1)?.date).toBe('2022-06-13');
  });

  it('shows three readings of laws, the first of its own base, and nothing between them', () => {
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

  it('has room for a whole year of the newest figure, where the edition is older', () => {
    expect(panelYears({ ...data, edition: '2019-06-01' })).toEqual({ from: 1990, to: 2023 });
    expect(panelYears({ ...data, edition: '2026-11-25' })).toEqual({ from: 1990, to: 2026 });
  });

  it('puts the warning before the reading of December 2018', () => {
    expect(panelsFrame(data).warning).toBeLessThan(law!.points.at(-1)!.x);
    expect(panelsFrame(data).warning).toBeGreaterThan(
      online!.points.find(({ year }) => year === 2018)!.x
    );
  });

  it('says which reading the ledger lacks', () => {
    const { 'icmec-2006': first } = data.protection;
    expect(() => panelsFrame(storyData({ protection: { 'icmec-2006': first! } }))).toThrow(
      /no number for “icmec-2016-sufficient”/
    );
  });
});

describe('panelPath', () => {
  it('breaks a line where a year is missing', () => {
    expect(panelPath(online!).match(/[ML]/g)?.join('')).toBe('MLMML');
  });

  it('holds each count of states until the next', () => {
    expect(panelPath(treaty!)).toMatch(/^M[\d.]+ [\d.]+(H[\d.]+V[\d.]+){3}$/);
  });
});

describe('panels chart', () => {
  it.each([1, 2, 3] as const)(
    'draws the whole picture at every step: only emphasis changes (%i)',
    (shown) => {
      expect(html(shown).replace(/data-shown="\d"/, '')).toBe(
        html(3).replace(/data-shown="\d"/, '')
      );
      expect(html(shown)).toContain(`data-shown="${shown}"`);
    }
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

  it('draws two series and no line in the panel of laws', () => {
    expect(html(3).match(/class="series"/g)).toHaveLength(2);
    expect(html(3).split('data-kind="law"')[1]).not.toContain('class="series"');
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
  ] as const)('describes first, last and the state at the warning (%s)', (language, parts) => {
    const { text } = describePanels(data, storyWords(language));
    for (const part of parts) expect(text).toContain(part);
  });

  it('has a table with every figure drawn and words where there is none', () => {
    const table = panelsTable(data, storyWords('en'));
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

  it('draws of each reading of laws the part of the countries that it reviewed', () => {
    const marks = panelsRecord(data, storyWords('en'), { shown: 3 }).large.map(({ mark }) => mark);
    expect(marks).toMatchObject([
      { filled: 27, of: 184 },
      { filled: 82, of: 196 },
      { filled: 118, of: 196 }
    ]);
  });
});

describe('coverPath', () => {
  const { yearWidth } = panelsFrame(data);

  it('draws each yearly share as a column, as wide as its year, and joins none', () => {
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

  it('draws readings as points, and counts as the panels do', () => {
    expect(coverPath(law!, yearWidth).match(/M[\d.]+ [\d.]+h0/g)).toHaveLength(law!.points.length);
    expect(coverPath(treaty!, yearWidth)).toBe(panelPath(treaty!));
  });
});
