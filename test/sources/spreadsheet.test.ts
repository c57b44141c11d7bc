import { utils, write as writeBook, type CellObject, type WorkSheet } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { refuseAt } from '../../src/sources/source-error.ts';
import { kindAndPlace } from './fault-of.ts';
import { inCells, readSpreadsheet } from '../../src/sources/tables/spreadsheet.ts';
import { joinedHeaders } from '../../src/sources/layouts/unicef-workbook.ts';

function bookOf(
  sheet: WorkSheet,
  bookType: 'xlsx' | 'biff8' = 'xlsx',
  date1904 = false
): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'Data');
  book.Workbook = { WBProps: { date1904 } };
  const written = writeBook(book, { type: 'buffer', bookType, compression: true });
  return new Uint8Array(written as Buffer);
}

const cells = (given: Record<string, CellObject>): WorkSheet => ({ '!ref': 'A1:C4', ...given });
const oneCell = () => bookOf(utils.aoa_to_sheet([[1]]));

function changed(...changes: [part: string, from: RegExp | string, to: string][]): Uint8Array {
  const parts = unzipSync(oneCell());
  for (const [part, from, to] of changes)
    parts[part] = strToU8(strFromU8(parts[part]!).replace(from, to));
  return zipSync(parts);
}
const sheetPart = 'xl/worksheets/sheet1.xml';

const read = (bytes: Uint8Array) => readSpreadsheet({ name: 'book.xlsx', bytes })[0]!;
const cellsIn = (bytes: Uint8Array) => read(bytes).rows.map((row) => row.cells);
const faultIn = (bytes: Uint8Array) => kindAndPlace(() => read(bytes));

describe('readSpreadsheet', () => {
  it.each(['xlsx', 'biff8'] as const)(
    'reads each cell of a %s as text, in its own row and column',
    (type) => {
      const sheet = read(
        bookOf(
          cells({
            A1: { t: 's', v: ' a ' },
            C1: { t: 'n', v: 0.1 + 0.2 },
            B3: { t: 'n', v: 2562 },
            C3: { t: 'b', v: true },
            A4: { t: 's', v: '007' }
          }),
          type
        )
      );
      expect(sheet.name).toBe('Data');
      expect(sheet.rows.map((row) => [row.line, ...row.cells])).toEqual([
        [1, 'a', '', '0.30000000000000004'],
        [2],
        [3, '', '2562', 'true'],
        [4, '007']
      ]);
    }
  );

  it('reads no day and no error as a number', () => {
    const bytes = bookOf(
      cells({
        A1: { t: 'n', v: 43_340, z: 'dd/mm/yyyy' },
        B1: { t: 'e', v: 0x2a, w: '#N/A' },
        C1: { t: 'n', v: 5, z: '0.00' }
      })
    );
    expect(cellsIn(bytes)[0]).toEqual(['2018-08-28', '#N/A', '5']);
  });

  it('refuses a sheet with too many rows', () => {
    const rows = Array.from({ length: 20_001 }, () => ['x']);
    expect(faultIn(bookOf(utils.aoa_to_sheet(rows)))).toBe('sheet-too-large Data!A20001');
  });

  it.each([
    ['cells far to the right of every row', '', 400, 'sheet-too-large Data'],
    [
      'endless column formats',
      '<cols><col min="1" max="400000000"/></cols>',
      1,
      `endless-columns ${sheetPart}`
    ]
  ])('refuses %s', (_, columns, length, fault) => {
    const rows = Array.from(
      { length },
      (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`
    ).join('');
    const data = `${columns}<sheetData>${rows}</sheetData>`;
    expect(faultIn(changed([sheetPart, /<sheetData>.*<\/sheetData>/, data]))).toBe(fault);
  });

  it('reads a sheet that is one link', () => {
    const link = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="Data!A1"/></hyperlinks>';
    const bytes = changed([sheetPart, '</sheetData>', `</sheetData>${link}`]);
    expect(cellsIn(bytes)).toEqual([['1']]);
  });

  it.each([
    ['no result', '<c r="A1"><f>B1*2</f></c>', '=', ''],
    ['a shared formula and no result', '<c r="A1"><f t="shared" si="0"/><v/></c>', '=', ''],
    ['an error of a later program', '<c r="A1" t="e"><f>X()</f><v>#BLOCKED!</v></c>', '#ERROR', ''],
    ['a result that is a blank text', '<c r="A1" t="str"><f>IF(B1,"","x")</f><v></v></c>', '', ''],
    [
      'the 0 of a program that computes nothing',
      '<c r="A1"><f>B1*2</f><v>0</v></c>',
      '=',
      '<calcPr fullCalcOnLoad="1"/>'
    ],
    ['no formula there', '<c r="A1"><v>0</v></c>', '0', '<calcPr fullCalcOnLoad="1"/>']
  ])('reads a formula with %s', (_, cell, text, computing) => {
    const bytes = changed(
      [sheetPart, /<c .*<\/c>/, cell],
      ['xl/workbook.xml', '</workbook>', `${computing}</workbook>`]
    );
    expect(cellsIn(bytes)).toEqual([[text]]);
  });

  it.each(['xlsx', 'biff8'] as const)('counts days from 1904 in a %s that declares it', (type) => {
    const sheet = cells({ A1: { t: 'n', v: 43_656 - 1462, z: 'yyyy-mm-dd' } });
    expect(cellsIn(bookOf(sheet, type, true))[0]).toEqual(['2019-07-10']);
  });

  it('refuses a part named __proto__', () => {
    const packed = zipSync({ ...unzipSync(oneCell()), xxprotoxx: new Uint8Array(3) });
    const text = Buffer.from(packed).toString('latin1').replaceAll('xxprotoxx', '__proto__');
    expect(faultIn(Buffer.from(text, 'latin1'))).toBe('foreign-part __proto__');
  });

  it.each<[string, Uint8Array, string]>([
    ['text', new TextEncoder().encode('a,b\n'), 'not-a-workbook'],
    ['an archive of something else', zipSync({ 'a.txt': new Uint8Array(3) }), 'damaged-workbook'],
    [
      'the start of an old one',
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      'damaged-workbook'
    ],
    [
      'a bomb',
      zipSync({ 'xl/workbook.xml': new Uint8Array(65 * 2 ** 20) }, { level: 9 }),
      'archive-too-large xl/workbook.xml'
    ]
  ])('refuses %s', (_, bytes, fault) => expect(faultIn(bytes)).toBe(fault));
});

it('names a fault in a sheet by its cell', () => {
  const [kind, wrong, fix] = ['x', 'It is wrong.', 'Mend it.'] as const;
  const fail = () => refuseAt('book.xlsx', { line: 7, column: 28 }, kind, wrong, fix);
  expect(kindAndPlace(() => inCells('All ages', fail))).toBe("x 'All ages'!AB7");
});

it('joins a header of two rows', () => {
  expect(
    joinedHeaders(['ISO3', 'Total', 'Residence', '', 'Source'], ['', '', 'Rural', 'Urban', ''])
  ).toEqual(['ISO3', 'Total', 'Residence / Rural', 'Residence / Urban', 'Source']);
});
