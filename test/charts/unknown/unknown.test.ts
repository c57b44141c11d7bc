import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/unknown/Chart.svelte';
import { describeUnknown, shareParts, surveySpread } from '../../../src/charts/unknown/describe.ts';
import { sharesByView, unknownViews, unknownFrame } from '../../../src/charts/unknown/frame.ts';
import { unknownTable } from '../../../src/charts/unknown/record.ts';
import { fileColumns } from '../../../src/charts/table/table-csv.ts';
import { languages } from '../../../src/locale/languages.ts';
import { storyData } from '../story-data.ts';
import { storyWords } from '../story-words.ts';

const data = storyData();
const { shares } = unknownFrame(data);

describe.each(languages)('the figure in %s', (language) => {
  const words = storyWords(language);
  const html = render(Chart, { props: { data, words, idPrefix: 'x' } }).body;
  const page = render(Chart, { props: { data, words, idPrefix: 'x', folded: true } }).body;
  const table = unknownTable(data, words);

  it('prints a share published in words as words', () => {
    // Almost one in three is not 33%.
    const told = {
      en: ['almost one in three', 'almost half'],
      id: ['hampir satu dari tiga', 'hampir separuh']
    }[language];
    const texts = table.rows.map(({ cells }) => cells[0]!.text);
    expect(texts).toEqual(['60%', ...told, '3%', '3%']);
    const facts = { credit: '', licence: '', edition: '' };
    const [, bound, share] = fileColumns(table, words, facts);
    const [almost, published] = ['nearly', 'exact'].map(
      (word) => words.labels[`bound.word.${word}`]
    );
    expect(bound!.cells).toEqual([published, almost, almost, published, published]);
    expect(share!.cells).toEqual(['60', ...told, '3', '3']);
  });

  it('has of the surveys by country two whole points, in type, on the page alone (S42)', () => {
    const spread = { en: 'about 5% to about 27%', id: 'sekitar 5% sampai sekitar 27%' }[language];
    expect(surveySpread(data, words)).toBe(spread);
    expect(page.split(spread)).toHaveLength(2);
    const { name, text } = describeUnknown(data, words);
    for (const form of [html, JSON.stringify(table), name, text]) expect(form).not.toContain('27');
  });

  it('names no country (S01, D09)', () => {
    const { name, text } = describeUnknown(data, words);
    const spoken = [page, html, name, text, JSON.stringify(table)].join(' ');
    const found = Object.values(words.countries).filter((country) =>
      new RegExp(`(?<![\\p{L}])${country}(?![\\p{L}])`, 'u').test(spoken)
    );
    expect(found).toEqual([]);
  });

  it('has a sheet per step on the page, in order, with its own shares only', () => {
    const sheets = page.split(/(?=<div class="[^"]*\bsheet\b)/).slice(1);
    expect(sheets.map((sheet) => /data-told="(\w+)"/.exec(sheet)?.[1])).toEqual([...unknownViews]);
    sheets.forEach((sheet, index) => {
      const told = unknownViews[index]!;
      const own: readonly string[] = told === 'surveys' ? [] : sharesByView[told];
      for (const { id, estimate } of shares)
        expect([told, id, sheet.includes(shareParts(estimate, words)[1])]).toEqual([
          told,
          id,
          own.includes(id)
        ]);
      expect(sheet.match(/class="portion"/g) ?? []).toHaveLength(
        shares.filter(({ id, hasBar }) => hasBar && own.includes(id)).length
      );
    });
  });
});
