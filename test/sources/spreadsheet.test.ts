import { utils, write as writeBook, type CellObject } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { refuseAt } from '../../src/sources/source-error.ts';
import { kindAndPlace } from './fault-of.ts';
import { inCells, readSpreadsheet } from '../../src/sources/tables/spreadsheet.ts';
import { joinedHeaders } from '../../src/sources/layouts/unicef-workbook.ts';

function bookOf(cells: Record<string, CellObject>, bookType: 'xlsx' | 'biff8' = 'xlsx') {
  const book = utils.book_new();
  utils.book_append_sheet(book, { '!ref': 'A1:C4', ...cells }, 'Data');
  return {
    name: 'book.xlsx',
    bytes: new Uint8Array(writeBook(book, { type: 'buffer', bookType, cellDates: false }) as Buffer)
  };
}

const faultIn = (bytes: Uint8Array) =>
  kindAndPlace(() => readSpreadsheet({ name: 'book.xlsx', bytes }));

describe('readSpreadsheet', () => {
  it.each(['xlsx', 'biff8'] as const)(
    'reads each cell of a %s as text, in its own row and column',
    (type) => {
      const [sheet] = readSpreadsheet(
        bookOf(
          {
            A1: { t: 's', v: ' a ' },
            C1: { t: 'n', v: 0.1 + 0.2 },
            B3: { t: 'n', v: 2562 },
            C3: { t: 'b', v: true },
            A4: { t: 's', v: '007' }
          },
          type
        )
      );
      expect(sheet?.name).toBe('Data');
      expect(sheet?.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
        [1, 'a', '', '0.30000000000000004'],
        [2],
        [3, '', '2562', 'true'],
        [4, '007']
      ]);
    }
  );

  it('reads no day and no error as a number', () => {
    const [sheet] = readSpreadsheet(
      bookOf({
        A1: { t: 'n', v: 43_340, z: 'dd/mm/yyyy' },
        B1: { t: 'e', v: 0x2a, w: '#N/A' },
        C1: { t: 'n', v: 5, z: '0.00' }
      })
    );
    expect(sheet?.rows[0]?.cells).toEqual(['2018-08-28', '#N/A', '5']);
  });

  it('refuses a sheet with too many rows', () => {
    const book = utils.book_new();
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet(Array.from({ length: 20_001 }, () => ['x'])),
      'Data'
    );
    const bytes = new Uint8Array(
      writeBook(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer
    );
    expect(faultIn(bytes)).toBe('sheet-too-large Data!A20001');
  });

  it.each([
    ['cells far to the right of every row', '', 400, 'sheet-too-large Data'],
    [
      'formats of columns without end',
      '<cols><col min="1" max="400000000"/></cols>',
      1,
      'endless-columns xl/worksheets/sheet1.xml'
    ]
  ])('refuses %s', (_, columns, length, fault) => {
    const parts = unzipSync(bookOf({ A1: { t: 'n', v: 1 } }).bytes);
    const rows = Array.from(
      { length },
      (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`
    ).join('');
    const written = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    const sheet = strToU8(
      written.replace(/<sheetData>.*<\/sheetData>/, `${columns}<sheetData>${rows}</sheetData>`)
    );
    const bytes = zipSync({ ...parts, 'xl/worksheets/sheet1.xml': sheet });
    expect(faultIn(bytes)).toBe(fault);
  });

  it('ignores column formats of a binary workbook and finds its hidden rows', () => {
    const book = utils.book_new();
    utils.book_append_sheet(
      book,
      { ...utils.aoa_to_sheet([[1], [2]]), '!rows': [{}, { hidden: true }] },
      'Data'
    );
    const parts = unzipSync(
      new Uint8Array(writeBook(book, { type: 'buffer', bookType: 'xlsb' }) as Buffer)
    );
    const part = 'xl/worksheets/sheet1.bin';
    // The record of a format of columns (MS-XLSB, BrtColInfo), from the first to the last that a
    // number can name, before the sheet's end.
    const format = Buffer.alloc(20);
    format.set([0x3c, 18]);
    format.writeUInt32LE(0xffffffff, 6);
    const sheet = Buffer.from(parts[part]!);
    const end = sheet.indexOf(Buffer.from([0x82, 0x01, 0x00]));
    expect(end).toBeGreaterThan(0);
    const bytes = zipSync({
      ...parts,
      [part]: Buffer.concat([sheet.subarray(0, end), format, sheet.subarray(end)])
    });
    const [read] = readSpreadsheet({ name: 'book.xlsb', bytes });
    expect(read?.rows.map(({ cells }) => cells)).toEqual([['1'], ['2']]);
    expect(read?.hiddenRows).toEqual([2]);
  });

  it('reads a sheet that is one link', () => {
    const parts = unzipSync(bookOf({ A1: { t: 'n', v: 1 } }).bytes);
    const part = 'xl/worksheets/sheet1.xml';
    const link = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="Data!A1"/></hyperlinks>';
    const sheet = strToU8(strFromU8(parts[part]!).replace('</sheetData>', `</sheetData>${link}`));
    const [read] = readSpreadsheet({
      name: 'book.xlsx',
      bytes: zipSync({ ...parts, [part]: sheet })
    });
    expect(read?.rows.map(({ cells }) => cells)).toEqual([['1']]);
  });

  it.each([
    ['no result', '<c r="A1"><f>B1*2</f></c>', '=', ''],
    ['an empty result', '<c r="A1" t="n"><f>B1*2</f><v></v></c>', '=', ''],
    ['a shared formula and no result', '<c r="A1"><f t="shared" si="0"/><v/></c>', '=', ''],
    ['an error without its result', '<c r="A1" t="e"><f>1/0</f></c>', '=', ''],
    ['an error of a later program', '<c r="A1" t="e"><f>X()</f><v>#BLOCKED!</v></c>', '#ERROR', ''],
    ['a result', '<c r="A1"><f>B1*2</f><v>2.5</v></c>', '2.5', ''],
    ['a result that is a blank text', '<c r="A1" t="str"><f>IF(B1,"","x")</f><v></v></c>', '', ''],
    [
      'the 0 of a program that computes nothing',
      '<c r="A1"><f>B1*2</f><v>0</v></c>',
      '=',
      '<calcPr fullCalcOnLoad="1"/>'
    ],
    ['no formula there', '<c r="A1"><v>0</v></c>', '0', '<calcPr fullCalcOnLoad="1"/>']
  ])('reads a formula with %s', (_, cell, text, computing) => {
    const parts = unzipSync(bookOf({ A1: { t: 'n', v: 1 } }).bytes);
    const changed = (part: string, from: RegExp | string, to: string) => ({
      [part]: strToU8(strFromU8(parts[part]!).replace(from, to))
    });
    const sheet = changed('xl/worksheets/sheet1.xml', /<c .*<\/c>/, cell);
    const book = changed('xl/workbook.xml', '</workbook>', `${computing}</workbook>`);
    const [read] = readSpreadsheet({
      name: 'book.xlsx',
      bytes: zipSync({ ...parts, ...sheet, ...book })
    });
    expect(read?.rows.flatMap(({ cells }) => cells)).toEqual([text]);
  });

  it.each(['xlsx', 'biff8'] as const)(
    'counts days from 1904 in a %s that declares it',
    (bookType) => {
      const book = utils.book_new();
      utils.book_append_sheet(
        book,
        { '!ref': 'A1', A1: { t: 'n', v: 43_656 - 1462, z: 'yyyy-mm-dd' } },
        'Data'
      );
      book.Workbook = { WBProps: { date1904: true } };
      const [read] = readSpreadsheet({
        name: 'book',
        bytes: new Uint8Array(writeBook(book, { type: 'buffer', bookType }) as Buffer)
      });
      expect(read?.rows[0]?.cells).toEqual(['2019-07-10']);
    }
  );

  it.each([0x03ee, 0x83ee])('reads a sheet of a binary workbook that is one link (%i)', (type) => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet([[1]]), 'Data');
    const parts = unzipSync(
      new Uint8Array(writeBook(book, { type: 'buffer', bookType: 'xlsb' }) as Buffer)
    );
    const part = 'xl/worksheets/sheet1.bin';
    // The record of a link (MS-XLSB, BrtHLink): first and last row, first and last column, and
    // four empty texts.
    const link = Buffer.alloc(3 + 32);
    link.writeUInt16LE(type);
    link.writeUInt8(32, 2);
    link.writeUInt32LE(0xfffff, 3 + 4);
    link.writeUInt32LE(0x3fff, 3 + 12);
    const sheet = Buffer.from(parts[part]!);
    const end = sheet.indexOf(Buffer.from([0x82, 0x01, 0x00]));
    const bytes = zipSync({
      ...parts,
      [part]: Buffer.concat([sheet.subarray(0, end), link, sheet.subarray(end)])
    });
    const [read] = readSpreadsheet({ name: 'book.xlsb', bytes });
    expect(read?.rows.map(({ cells }) => cells)).toEqual([['1']]);
  });

  it('refuses a part named __proto__', () => {
    const packed = zipSync({
      ...unzipSync(bookOf({ A1: { t: 'n', v: 1 } }).bytes),
      xxprotoxx: new Uint8Array(3)
    });
    const bytes = Buffer.from(
      Buffer.from(packed).toString('latin1').replaceAll('xxprotoxx', '__proto__'),
      'latin1'
    );
    expect(faultIn(bytes)).toBe('foreign-part __proto__');
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
      zipSync({ 'xl/workbook.xml': new Uint8Array(4 * 2 ** 20) }, { level: 9 }),
      'archive-too-large xl/workbook.xml'
    ]
  ])('refuses %s', (_, bytes, fault) => expect(faultIn(bytes)).toBe(fault));
});

it('names a fault in a sheet by its cell', () => {
  const fault = { kind: 'x', wrong: 'It is wrong.', fix: 'Mend it.' };
  const fail = () => refuseAt('book.xlsx', { line: 7, column: 28 }, fault);
  expect(kindAndPlace(() => inCells('All ages', fail))).toBe("x 'All ages'!AB7");
});

it('joins a header of two rows', () => {
  expect(
    joinedHeaders(['ISO3', 'Total', 'Residence', '', 'Source'], ['', '', 'Rural', 'Urban', ''])
  ).toEqual(['ISO3', 'Total', 'Residence / Rural', 'Residence / Urban', 'Source']);
});
