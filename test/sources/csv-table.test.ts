import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRows, fileText, quoted } from '../../src/sources/csv-table.ts';
import { SourceError } from '../../src/sources/source-error.ts';
import { fileOf } from './write-layout.ts';

const cellsOf = (text: string) => csvRows(text, 'table.csv').map(({ cells }) => cells);

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
    expect(csvRows('a\n"b\nb"\nc\n', 'table.csv').map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('gives back every cell that was quoted', () => {
    const table = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é') }), { minLength: 1, maxLength: 4 }),
      { minLength: 1, maxLength: 5 }
    );
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, lineEnd) => {
        const text = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',') + lineEnd).join('');
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

describe('fileText', () => {
  it('takes the byte order mark away', () => expect(fileText(fileOf('\ufeffa,b\n'))).toBe('a,b\n'));

  it.each<[string, Uint8Array, number]>([
    ['a byte that is not UTF-8', Uint8Array.of(0x61, 0x0a, 0x0a, 0x62, 0xe9, 0x62), 3],
    ['a character that was cut off', Uint8Array.of(0x61, 0x0a, 0xc3), 2],
    ['a zero byte', Uint8Array.of(0x61, 0x0a, 0x00), 2],
    ['UTF-16, big end first', Uint8Array.of(0xfe, 0xff, 0x00, 0x61), 1],
    ['an XML error page', new TextEncoder().encode('<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>'), 1]
  ])('refuses %s at its line', (_, bytes, line) => {
    expect(() => fileText(fileOf(bytes))).toThrow(SourceError);
    expect(() => fileText(fileOf(bytes))).toThrow(`table.csv:${line}:1: found `);
  });
});

describe('quoted', () => {
  it('keeps a message on one line and short', () => {
    expect(quoted('two\r\nlines')).toBe('"two lines"');
    expect(quoted('x'.repeat(500))).toHaveLength(43);
  });
});
