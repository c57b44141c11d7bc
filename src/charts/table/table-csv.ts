import { csvFormatRows } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { bounds } from '../../story/ledgers/estimate.ts';
import type { Cell, Table } from '../chart.ts';

/** What a table's file says of itself, so that it can travel alone (standards D11, E14). */
export interface FileFacts {
  credit: string;
  licence: string;
  /** The day of the edition, as `YYYY-MM-DD`. */
  edition: string;
}

/** One column of a table's file. */
export interface FileColumn {
  name: string;
  kind: 'number' | 'text' | 'bound' | 'about-the-file';
  cells: string[];
}

/**
 * A machine wants the number as it is; where there is none, the words say why. A bounded figure's
 * words stand in its own columns.
 */
function cellOf(cell: Cell | undefined, words: Words): string {
  if (!cell) return '';
  if (cell.value !== null)
    return String(cell.digits === undefined ? cell.value : Number(cell.value.toFixed(cell.digits)));
  return cell.bound === undefined || cell.inWords ? cell.text : speak(words, 'table.not-stated');
}

/**
 * Returns the columns of a table's file: its own, before each bounded figure the bound in a word,
 * and in the first row's last cells the unit, credit, licence and edition. Nothing stands above the
 * header: a machine reads the file as it is.
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

/** Returns the words that stand for the bounds in a table's file, each with the ledger's own. */
export function boundValues(words: Words): { value: string; label: string }[] {
  return bounds.map((bound) => ({ value: speak(words, `bound.word.${bound}`), label: bound }));
}

/**
 * Returns a table's file as CSV (RFC 4180, LF) with a point for decimals and no thousands mark: the
 * same in both languages' spreadsheets.
 */
export function tableCsv(table: Table, words: Words, facts: FileFacts): string {
  const columns = fileColumns(table, words, facts);
  const rows = table.rows.map((_, index) => columns.map(({ cells }) => cells[index] ?? ''));
  return `${csvFormatRows([columns.map(({ name }) => name), ...rows])}\n`;
}
