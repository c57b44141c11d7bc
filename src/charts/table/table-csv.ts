import { csvFormatRows } from 'd3';
import { speak, type Words } from '#copy/words.ts';
import { formatNumber } from '#locale/numbers.ts';
import { bounds } from '#story/ledgers/estimate.ts';
import type { Cell, Table } from '../chart.ts';

/** Printed in the CSV, so that it can travel alone (D11, E14). */
export interface FileFacts {
  credit: string;
  licence: string;
  /** `YYYY-MM-DD`, the day of the edition. */
  edition: string;
}

export interface FileColumn {
  name: string;
  kind: 'number' | 'text' | 'bound' | 'about-the-file';
  cells: string[];
}

const printed = new Map<string, string>();

/**
 * Not `toFixed`: it rounds 3.55 to 3.5, and the table prints 3.6 (V38). Kept, because releases and
 * languages share most values.
 */
function asPrinted(value: number, digits: number) {
  const key = `${value} ${digits}`;
  let text = printed.get(key);
  if (text === undefined)
    printed.set(
      key,
      (text = String(Number(formatNumber(value, 'en', digits).replaceAll(',', ''))))
    );
  return text;
}

/** The number as it is; words when there is none. A bound has its own column. */
function cellOf(cell: Cell | undefined, words: Words) {
  if (!cell) return '';
  if (cell.value !== null)
    return cell.digits === undefined ? String(cell.value) : asPrinted(cell.value, cell.digits);
  return cell.bound === undefined || cell.inWords ? cell.text : speak(words, 'table.not-stated');
}

/**
 * Before a bounded column its bound as a word; in the first row's last cells unit, credit, licence
 * and edition. The header is the first line: programs read the file as it is.
 */
export function fileColumns(table: Table, words: Words, facts: FileFacts): FileColumn[] {
  const own = table.columns.flatMap(({ label }, index): FileColumn[] => {
    if (index === 0)
      return [{ name: label, kind: 'text', cells: table.rows.map(({ header }) => header) }];
    const cells = table.rows.map((row) => row.cells[index - 1]);
    const column: FileColumn = {
      name: label,
      kind: cells.some((cell) => cell && (cell.value !== null || cell.bound !== undefined))
        ? 'number'
        : 'text',
      cells: cells.map((cell) => cellOf(cell, words))
    };
    if (!cells.some((cell) => cell?.bound !== undefined)) return [column];
    const bound: FileColumn = {
      name: speak(words, 'file.bound', { column: label }),
      kind: 'bound',
      cells: cells.map((cell) =>
        cell?.bound === undefined ? '' : speak(words, `bound.word.${cell.bound}`)
      )
    };
    return [bound, column];
  });
  const unit = words.labels[`file.unit.${table.id}`];
  const { credit, licence, edition } = facts;
  const about = [
    ...(unit === undefined ? [] : [['unit', unit] as const]),
    ['credit', credit],
    ['licence', licence],
    ['edition', edition]
  ] as const;
  return [
    ...own,
    ...about.map(([name, said]): FileColumn => ({
      name: speak(words, `file.${name}`),
      kind: 'about-the-file',
      cells: table.rows.map((_, index) => (index === 0 ? said : ''))
    }))
  ];
}

export function boundValues(words: Words): { value: string; label: string }[] {
  return bounds.map((bound) => ({ value: speak(words, `bound.word.${bound}`), label: bound }));
}

export const tableCsv = (table: Table, words: Words, facts: FileFacts) =>
  columnsCsv(fileColumns(table, words, facts));

/** CSV (RFC 4180, LF), with a decimal point and no thousands separators in both languages. */
export function columnsCsv(columns: readonly FileColumn[]) {
  const rows = (columns[0]?.cells ?? []).map((_, index) =>
    columns.map(({ cells }) => cells[index] ?? '')
  );
  return `${csvFormatRows([columns.map(({ name }) => name), ...rows])}\n`;
}
