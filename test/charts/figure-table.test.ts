import { csvParse } from 'd3';
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../src/charts/chart.ts';
import FigureTable from '../../src/charts/table/FigureTable.svelte';
import { boundedCell, shareCell } from '../../src/charts/table/table-parts.ts';
import { tableCsv } from '../../src/charts/table/table-csv.ts';
import type { Bound, Estimate } from '../../src/story/ledgers/estimate.ts';
import { estimateOf } from './estimate-of.ts';
import { storyWords } from './story-data.ts';

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

const facts = { credit: 'A, "B"', licence: 'CC BY 4.0', edition: '2026-11-25' };
const parsed = (rows: Table['rows']) =>
  csvParse(tableCsv({ ...table, rows }, storyWords('en'), facts));

describe('tableCsv', () => {
  it('prints plain numbers, text where there is none, and credit, licence and edition in the first row', () => {
    expect(tableCsv(table, storyWords('en'), facts)).toBe(
      'Year,"Share, %",Credit,Licence,Edition\n2018,48.6,"A, ""B""",CC BY 4.0,2026-11-25\n2019,"tidak ada, ""belum""",,,\n'
    );
  });

  it('rounds as the table does (V38)', () => {
    const cells = [shareCell(3.55, storyWords('en'))];
    expect(parsed([{ header: '2018', cells }])[0]!['Share, %']).toBe('3.6');
    expect(cells[0]!.text).toBe('3.6%');
  });

  it('names the unit if the table has one', () => {
    const [first, second] = csvParse(
      tableCsv({ ...table, id: 'map-internet-use' }, storyWords('id'), facts)
    );
    expect([first?.['Satuan'], second?.['Satuan']]).toEqual(['% penduduk', '']);
  });

  it.each([
    [0.048824693, 2, '0.05'],
    [28.400003, 1, '28.4'],
    [177, undefined, '177']
  ])('prints %d with no more decimals than its source (V10)', (value, digits, printed) => {
    const cell = digits === undefined ? { text: '', value } : { text: '', value, digits };
    expect(parsed([{ header: '1990', cells: [cell] }])[0]?.['Share, %']).toBe(printed);
  });

  it('prints each bound in a separate column, and no number for a lower bound or a range (V01, V03)', () => {
    const row = (bound: Bound, ends: Partial<Estimate>) => ({
      header: '2018',
      cells: [boundedCell(estimateOf({ bound, ...ends }), storyWords('en'))]
    });
    const rows = parsed([
      row('about', { value: 80_000 }),
      row('at_least', { low: 300_000 }),
      row('range', { low: 1, high: 2 }),
      row('exact', { value: 5 })
    ]);
    expect(rows.map((cells) => [cells['Share, %: bound'], cells['Share, %']])).toEqual([
      ['about', '80000'],
      ['at least', 'not stated'],
      ['range', 'not stated'],
      ['as published', '5']
    ]);
  });
});

describe('shareCell', () => {
  it.each([
    [48.6004, '48.6%', 1],
    [0.05, '0.1%', 1],
    [0.048824693, '0.05%', 2],
    [0, '0.0%', 1]
  ])(
    'prints %d with the decimals of its source, and as zero only when it is zero',
    (value, text, digits) => {
      expect(shareCell(value, storyWords('en'))).toEqual({ text, value, digits });
    }
  );
});

describe('FigureTable', () => {
  it.each(['id', 'en'] as const)(
    'is a table with headers in a named, focusable scroll box (%s)',
    (language) => {
      const { body } = render(FigureTable, {
        props: { table, words: storyWords(language), csv: 'data/made-up.csv' }
      });
      expect(body).toMatch(
        /<div class="box" role="region" aria-label="[^"]+Made up" tabindex="0">/
      );
      expect(body).toContain('<caption>Made up</caption>');
      expect(body.match(/scope="col"/g)).toHaveLength(2);
      expect(body.match(/scope="row"/g)).toHaveLength(2);
      expect(body).toContain('A note');
      expect(body).toMatch(/<a href="data\/made-up.csv" download/);
    }
  );
});
