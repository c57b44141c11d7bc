/** Where something stands in a file. Lines and columns count from 1; in a table a column is a cell. */
export interface Place {
  line: number;
  column: number;
  /** As a spreadsheet names it, `Data!B7`, in a workbook: nobody counts its columns. */
  cell?: string;
}

/** A cell of a row, where it stands: its text without white space around it. */
export interface Cell extends Place {
  text: string;
}
