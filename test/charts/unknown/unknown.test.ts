import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/unknown/Chart.svelte';
import Reports from '../../../src/charts/unknown/Reports.svelte';
import { describeUnknown, shareParts } from '../../../src/charts/unknown/describe.ts';
import {
  countKinds,
  sharesByStep,
  unknownViews,
  unknownFrame
} from '../../../src/charts/unknown/frame.ts';
import { unknownTables } from '../../../src/charts/unknown/record.ts';
import { fileColumns } from '../../../src/charts/table/table-csv.ts';
import { languages } from '../../../src/locale/languages.ts';
import { storyData } from '../story-data.ts';
import { storyWords } from '../story-words.ts';

const data = storyData();
const { intervals, shares, counts } = unknownFrame(data);
const kinds = Object.keys(countKinds) as (keyof typeof countKinds)[];
const segments = kinds.flatMap((kind) => counts[kind]);
const points = segments.flatMap((segment) => segment.points);

describe('unknownFrame', () => {
  it('sorts the surveys by value: the published order is one of countries (S01)', () => {
    const reversed = Object.fromEntries(Object.entries(data.estimates).reverse());
    const drawn = unknownFrame({ estimates: reversed }).intervals;
    expect(drawn.map(({ low, value, high }) => [low, value, high])).toEqual(
      intervals.map(({ low, value, high }) => [low, value, high])
    );
    expect(unknownFrame({ estimates: reversed }).counts).toEqual(counts);
    const keys = drawn.map(({ value, low }) => value * 1000 + low);
    expect(keys).toEqual(keys.toSorted((one, other) => one - other));
    expect(drawn.map(({ estimate }) => estimate.id)).not.toEqual(
      Object.keys(reversed).filter((id) => id.startsWith('survey-2026-'))
    );
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
    expect(() =>
      unknownFrame({
        estimates: { ...data.estimates, odd: { ...first, id: 'odd', measureKind: 'children' } }
      })
    ).toThrow(/odd/);
  });
});

describe.each(languages)('the figure in %s', (language) => {
  const words = storyWords(language);
  const html = render(Chart, { props: { data, words, idPrefix: 'x' } }).body;
  const tables = unknownTables(data, words);

  it('prints a share published in words as words, and no ends of a single number (V03)', () => {
    // A share published in words is printed in words: almost one in three is not 33%.
    const told = {
      en: ['almost one in three', 'almost half'],
      id: ['hampir satu dari tiga', 'hampir separuh']
    }[language];
    const texts = tables[1]!.rows.map(({ cells }) => cells[0]!.text);
    expect(texts).toEqual([...told, '3%', '3%', '60%']);
    const facts = { credit: '', licence: '', edition: '' };
    const [, bound, share] = fileColumns(tables[1]!, words, facts);
    const [almost, published] = ['nearly', 'exact'].map(
      (word) => words.labels[`bound.word.${word}`]
    );
    expect(bound!.cells).toEqual([almost, almost, published, published, published]);
    expect(share!.cells).toEqual([...told, '3', '3', '60']);
    // A single number has no ends (V03).
    const row = tables[2]!.rows.find(({ header }) => header === '2019')!;
    expect(row.cells.slice(0, 3).map(({ text }) => text)).toEqual(
      {
        en: ['about 16.9 million', 'not stated', 'not stated'],
        id: ['sekitar 16,9 juta', 'tidak disebut', 'tidak disebut']
      }[language]
    );
  });

  it('names no country but the seats of two publishers (S01, D09)', () => {
    const { name, text } = describeUnknown(data, words);
    const spoken = [html, name, text, JSON.stringify(tables)].join(' ');
    // NCMEC and the IWF receive reports from the whole world.
    const seats = ['USA', 'GBR'].map((iso3) => words.countries[iso3]);
    const named = Object.values(words.countries).filter((country) => !seats.includes(country));
    const found = named.filter((country) =>
      new RegExp(`(?<![\\p{L}])${country}(?![\\p{L}])`, 'u').test(spoken)
    );
    expect(found).toEqual([]);
  });

  it('puts the counts of reporting into a disclosure on the page', () => {
    const page = render(Chart, { props: { data, words, idPrefix: 'x', folded: true } }).body;
    expect(page).not.toContain('data-kind');
    const [before = '', behind = ''] = render(Reports, { props: { data, words } }).body.split(
      '<details>'
    );
    expect(before).not.toContain('data-kind');
    expect(behind.match(/class="segments"/g)).toHaveLength(2);
    expect(behind).toContain(words.labels['unknown.describe.limits']);
  });

  it('has a panel per step on the page, in order, with its own shares only', () => {
    const page = render(Chart, { props: { data, words, idPrefix: 'x', folded: true } }).body;
    const sheets = page.split(/(?=<div class="[^"]*\bsheet\b)/).slice(1);
    expect(sheets.map((sheet) => /data-told="(\w+)"/.exec(sheet)?.[1])).toEqual([...unknownViews]);
    sheets.forEach((sheet, index) => {
      const told = unknownViews[index]!;
      const own: readonly string[] = told === 'surveys' ? [] : sharesByStep[told];
      for (const { id, estimate } of shares)
        expect([told, id, sheet.includes(shareParts(estimate, words)[1])]).toEqual([
          told,
          id,
          own.includes(id)
        ]);
      expect(sheet.match(/class="portion"/g) ?? []).toHaveLength(
        shares.filter(({ id, hasBar }) => hasBar && own.includes(id)).length
      );
      expect([told, sheet.includes('class="interval"')]).toEqual([told, told === 'surveys']);
    });
  });

  it('explains every break between segments', () => {
    for (const kind of kinds)
      for (const { name } of counts[kind].slice(1))
        expect(html).toContain(words.labels[`unknown.${kind}.gap.${name}`]);
    expect(html.match(/class="gap/g)).toHaveLength(4);
    expect(html.match(/class="run/g)).toHaveLength(4);
  });
});
