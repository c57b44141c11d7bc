import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, quoted } from '../../src/sources/tables/csv-table.ts';

const cellsOf = (text: string) => [...csvRows([text], 'table.csv')].map(({ cells }) => cells);

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
      'a,b\r\n1,2\r\n',
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
    ['"Korea, Rep.",KOR\n', [['Korea, Rep.', 'KOR']]],
    ['"say ""yes""",1\n', [['say "yes"', '1']]],
    ['"two\nlines",1\n', [['two\nlines', '1']]],
    [',,\n', [['', '', '']]],
    ['a,\n', [['a', '']]],
    ['"",x\n', [['', 'x']]]
  ])('%j', (text, rows) => expect(cellsOf(text)).toEqual(rows));

  it('knows the line a row starts on, also after a cell of two lines', () => {
    expect([...csvRows(['a\n"b\nb"\nc\n'], 'table.csv')].map(({ line }) => line)).toEqual([
      1, 2, 4
    ]);
  });

  it('gives back every cell that was quoted', () => {
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
    ['a,b\n1,"2', 2, 2],
    ['a,"b"c\n', 1, 2],
    ['"a\nb" c,d\n', 2, 1]
  ])('%j is refused at line %i, cell %i', (text, line, column) => {
    expect(() => cellsOf(text)).toThrow(`table.csv:${line}:${column}: found `);
  });
});

describe('csvRows, piece by piece,', () => {
  const piece = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' '), maxLength: 5 });

  it('reads the same rows, or refuses at the same place, wherever the text is parted', () => {
    const outcome = (text: Iterable<string>) => {
      try {
        return [...csvRows(text, 'table.csv')];
      } catch (error) {
        return (error as Error).message;
      }
    };
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(outcome(pieces)).toEqual(outcome([pieces.join('')]));
      }),
      { numRuns: 500 }
    );
  });

  it('tells a last row that was ended from one that was not', () => {
    const ended = (text: string) => [...csvRows([text], 'table.csv')].map((row) => row.ended);
    expect(ended('a\nb\n')).toEqual([true, true]);
    expect(ended('a\nb')).toEqual([true, false]);
    expect(ended('a\r\n"b"')).toEqual([true, false]);
  });

  it('gives up on a row without end instead of gathering it up', () => {
    let given = 0;
    const endless = (function* () {
      for (;;) {
        given++;
        yield '1'.repeat(2 ** 20);
      }
    })();
    expect(() => [...csvRows(endless, 'table.csv')]).toThrow(
      /table.csv:1:1: found a row of more than \d+ characters/
    );
    expect(given).toBeLessThan(10);
  });

  it.each<[';' | '\t', string]>([
    [';', '1,5;"a;b";\n'],
    ['\t', '1,5\t"a;b"\t\n']
  ])('separates cells by %j where the source says so', (delimiter, text) => {
    const [row] = [...csvRows([text], 'table.csv', delimiter)];
    expect(row?.cells).toEqual(['1,5', 'a;b', '']);
  });
});

describe('quoted', () => {
  it('keeps a message on one line and short', () => {
    expect(quoted('two\r\nlines')).toBe('"two lines"');
    expect(quoted('x'.repeat(500))).toHaveLength(43);
  });
});
