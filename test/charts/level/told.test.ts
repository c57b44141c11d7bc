import { describe, expect, it } from 'vitest';
import { drawTold, toldSheet } from '../../../src/charts/level/draw.ts';
import { describeTold, surveySpread, unknownTable } from '../../../src/charts/level/record.ts';
import { fileColumns } from '../../../src/charts/table/table-csv.ts';
import { languages } from '../../../src/locale/languages.ts';
import { unknownViews } from '../../../src/story/data.ts';
import { drawnWords, pageRooms } from '../drawn-words.ts';
import { storyData, storyWords } from '../story-data.ts';

const data = storyData();

describe.each(languages)('the figure in %s', (language) => {
  const words = storyWords(language);
  const table = unknownTable(data, words);
  const sheets = unknownViews.map((told) => toldSheet(data, words, { told }));
  const whole = drawTold(data, words, pageRooms[0]!);

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

  it('has of the surveys by country two whole points, in type, on one sheet alone (S42)', () => {
    const spread = surveySpread(data, words);
    expect(spread).toMatch(/5\D*27/);
    const forms = [
      ...sheets.map(({ parts }) => drawnWords(parts)),
      ...sheets.map(({ description }) => JSON.stringify(description)),
      drawnWords(whole),
      JSON.stringify(table),
      JSON.stringify(describeTold(data, words))
    ];
    expect(forms.map((form) => form.includes('27'))).toEqual(forms.map((_, at) => at === 0));
  });

  it('names no country (S01, D09)', () => {
    const spoken = [...sheets, whole, describeTold(data, words), table]
      .map((form) => JSON.stringify(form))
      .join(' ');
    const found = Object.values(words.countries).filter((country) =>
      new RegExp(`(?<![\\p{L}])${country}(?![\\p{L}])`, 'u').test(spoken)
    );
    expect(found).toEqual([]);
  });

  it('has one level in a picture, with whom 100 counts, and one in the warm colour', () => {
    const drawn = sheets.map(({ parts }) =>
      parts.flatMap((part) => ('beside' in part ? part : []))
    );
    expect(drawn.map((levels) => levels.length)).toEqual([0, 0, 1, 1]);
    expect(whole.filter((part) => 'beside' in part)).toHaveLength(1);
    for (const { parts } of drawn.flat())
      expect(parts.some((part) => 'text' in part && part.look === 'scale')).toBe(true);
    expect(drawn.flat().map(({ beside }) => /class="block (\w+)"/.exec(beside.markup)![1])).toEqual(
      ['warm', 'ink']
    );
  });
});
