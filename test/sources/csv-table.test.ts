import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, quoted } from '../../src/sources/tables/csv-table.ts';
import { kindAndPlace } from './fault-of.ts';

const cellsOf = (text: string) => [...csvRows(text, 'table.csv')].map(({ cells }) => cells);

describe('csvRows', () => {
  it.each<[string, string[][]]>([
    [
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2']
      ]
    ],
    [',,\n', [['', '', '']]],
    ['a,\n', [['a', '']]],
    ['"",x\n', [['', 'x']]]
  ])('%j', (text, rows) => expect(cellsOf(text)).toEqual(rows));

  it('counts the lines of a cell', () => {
    expect([...csvRows('a\n"b\nb"\nc\n', 'table.csv')].map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('reads every quoted cell', () => {
    const table = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é') }), {
        minLength: 1,
        maxLength: 4
      }),
      { minLength: 1, maxLength: 5 }
    );
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, lineEnd) => {
        const text = rows
          .map(
            (cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + lineEnd
          )
          .join('');
        expect(cellsOf(text)).toEqual(rows);
      })
    );
  });

  it.each([
    ['a,b\n1,"2', 'open-quote 2:2'],
    ['a,"b"c\n', 'text-after-quote 1:2'],
    ['"a\nb" c,d\n', 'text-after-quote 2:1']
  ])('refuses %j: %s', (text, fault) => {
    expect(kindAndPlace(() => cellsOf(text))).toBe(fault);
  });

  it('knows whether the last row has a line break', () => {
    const ended = (text: string) => [...csvRows(text, 'table.csv')].map((row) => row.ended);
    expect(ended('a\nb\n')).toEqual([true, true]);
    expect(ended('a\nb')).toEqual([true, false]);
    expect(ended('a\r\n"b"')).toEqual([true, false]);
  });
});

describe('quoted', () => {
  it('keeps a message on one line and short', () => {
    expect(quoted('two\r\nlines')).toBe('"two lines"');
    expect(quoted('x'.repeat(500))).toHaveLength(43);
  });
});
