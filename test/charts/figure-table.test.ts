import { csvParse } from 'd3';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../src/charts/chart.ts';
import FigureTable from '../../src/charts/FigureTable.svelte';
import { tableCsv } from '../../src/charts/table-csv.ts';
import { storyWords } from './story-words.ts';

const table: Table = {
  id: 'made-up',
  caption: 'Made up',
  columns: [
    { label: 'Year', align: 'start' },
    { label: 'Share, %', align: 'end' }
  ],
  rows: [
    { header: '2018', cells: [{ text: '48,6%', value: 48.6 }] },
    { header: '2019', cells: [{ text: 'tidak ada, "belum"', value: null }] }
  ],
  notes: ['A note']
};

describe('tableCsv', () => {
  it('writes plain numbers, and words where there is none', () => {
    expect(tableCsv(table)).toBe('Year,"Share, %"\n2018,48.6\n2019,"tidak ada, ""belum"""\n');
    expect(csvParse(tableCsv(table))[1]?.['Share, %']).toBe('tidak ada, "belum"');
  });
});

describe('FigureTable', () => {
  it.each(['id', 'en'] as const)('is a table with headers in a named box that the keyboard reaches (%s)', (language) => {
    const { body } = render(FigureTable, { props: { table, words: storyWords(language), csv: 'data/made-up.csv' } });
    expect(body).toMatch(/<div class="box" role="region" aria-label="[^"]+Made up" tabindex="0">/);
    expect(body).toContain('<caption>Made up</caption>');
    expect(body.match(/scope="col"/g)).toHaveLength(2);
    expect(body.match(/scope="row"/g)).toHaveLength(2);
    expect(body).toContain('A note');
    expect(body).toMatch(/<a href="data\/made-up.csv" download/);
  });
});
