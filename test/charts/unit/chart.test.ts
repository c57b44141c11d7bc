import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/unit/Chart.svelte';
import { describeUnit } from '../../../src/charts/unit/describe.ts';
import { unitEstimates, unitFrame } from '../../../src/charts/unit/frame.ts';
import { unitRecord, unitTable } from '../../../src/charts/unit/record.ts';
import { assertComparable } from '../../../src/story/ledgers/comparability.ts';
import { languages } from '../../../src/locale/languages.ts';
import { storyData } from '../story-data.ts';
import { storyWords } from '../story-words.ts';

const data = storyData();
const html = (language: 'id' | 'en') =>
  render(Chart, { props: { data, words: storyWords(language), idPrefix: 'x' } }).body;
const cards = (language: 'id' | 'en') => html(language).split('data-estimate=').slice(1);

describe('unit chart', () => {
  it('draws a card per estimate, with the squares of its frame', () => {
    expect(cards('en')).toHaveLength(3);
    cards('en').forEach((card, index) => {
      const frame = unitFrame(data.estimates[unitEstimates[index]!]!, 249);
      const squares = [
        ...card.matchAll(/class="(filled|outlined)" stroke-width="[\d.]+" d="([^"]+)"/g)
      ].map(([, kind, d]) => ({
        kind,
        count: d!.match(/z/g)!.length
      }));
      expect(squares).toEqual(frame.groups.map(({ kind, count }) => ({ kind, count })));
    });
  });

  it('refuses a line or an axis for the NCA estimates', () => {
    const three = unitEstimates.map((id) => data.estimates[id]!);
    expect(() => assertComparable(three, 'line')).toThrow(/nca-2018 and nca-2020/);
    expect(() => assertComparable(three, 'axis')).toThrow(/draw each on its own/);
  });

  it.each([
    ['en', ['about 80,000', 'at least 300,000', '550,000 to 850,000']],
    ['id', ['sekitar 80.000', 'sedikitnya 300.000', '550.000 sampai 850.000']]
  ] as const)('prints each estimate with its bound (%s)', (language, figures) => {
    figures.forEach((figure, index) =>
      expect(cards(language)[index]).toContain(`<p class="figure">${figure}</p>`)
    );
  });

  it('notes that the press disagreed, and which estimates were not seen at the NCA', () => {
    expect(cards('en')[0]).toMatch(/conservative.*“at least” or “up to”/s);
    expect(cards('en')[1]).toContain('seen in a copy of the publisher');
    expect(cards('en')[2]).toContain('seen in a secondary source');
  });

  it('marks an open bound with arrows and a label', () => {
    expect(cards('en')[1]?.match(/class="arrow"/g)).toHaveLength(3);
    expect(cards('en')[1]).toContain('or more');
    for (const closed of [0, 2]) expect(cards('en')[closed]).not.toContain('class="arrow"');
  });

  it('marks an open bound on the share card, too (V02)', () => {
    const arrows = unitEstimates.map((estimate) => {
      const mark = unitRecord(data, storyWords('en'), { estimate }).large[0]?.mark;
      return mark?.form === 'squares'
        ? mark.paths.filter(({ d }) => !d.endsWith('z')).length
        : undefined;
    });
    expect(arrows).toEqual([0, 3, 0]);
  });

  it.each(languages)(
    'notes on the share card that sources disagree about the bound (V05, %s)',
    (language) => {
      const beside = unitEstimates.map(
        (estimate) => unitRecord(data, storyWords(language), { estimate }).large[0]?.beside
      );
      expect(beside[0]).toMatch(
        { id: /“sedikitnya” atau “hingga”/, en: /“at least” or “up to”/ }[language]
      );
      expect(beside.slice(1)).toEqual([undefined, undefined]);
    }
  );

  it.each(['id', 'en'] as const)(
    'has the same numbers in description, table and picture (%s)',
    (language) => {
      const words = storyWords(language);
      const table = unitTable(data, words);
      const { name, text } = describeUnit(data, words);
      expect(name).not.toBe('');
      table.rows.forEach((row, index) => {
        const estimate = data.estimates[unitEstimates[index]!]!;
        const frame = unitFrame(estimate, 1);
        const values = row.cells.slice(2, 8).map((cell) => cell.value);
        expect(values).toEqual([
          estimate.value,
          estimate.low,
          estimate.high,
          frame.per,
          frame.filled,
          frame.outlined
        ]);
        expect(text).toContain(row.cells[2]!.text);
        expect(text).toContain(row.header);
        for (const cell of row.cells.slice(5, 8)) if (cell.value) expect(text).toContain(cell.text);
      });
    }
  );

  it('omits an estimate that the ledger lacks', () => {
    const { 'nca-2018': first } = data.estimates;
    expect(
      unitTable(storyData({ estimates: { 'nca-2018': first! } }), storyWords('id')).rows
    ).toHaveLength(1);
  });
});
