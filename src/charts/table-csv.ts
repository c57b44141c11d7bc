import { csvFormatRows } from 'd3';
import type { Cell, Table } from './chart.ts';

/** A machine wants the number as it is; where there is none, the words say why. */
function csvCell(cell: Cell): string {
  return cell.value === null ? cell.text : String(cell.value);
}

/**
 * Returns a table as CSV (RFC 4180, LF, one header row) with plain numbers: a point for decimals, no thousands mark,
 * so that the file reads the same in both languages' spreadsheets.
 */
export function tableCsv(table: Table): string {
  const header = table.columns.map((column) => column.label);
  const rows = table.rows.map((row) => [row.header, ...row.cells.map(csvCell)]);
  return `${csvFormatRows([header, ...rows])}\n`;
}
