import type { Bound } from '#story/ledgers/estimate.ts';
import type { TableSource } from './table/table-source.ts';

/** A table with the numbers of its picture (A12). Texts are already in the reader's language. */
export interface Table {
  /** Unique on the page; also the file name of the CSV. */
  id: string;
  caption: string;
  columns: { label: string; align: 'start' | 'end' }[];
  rows: { header: string; cells: Cell[] }[];
  /** Too long for the story's page: the data page holds the table, and the story links to it. */
  long?: true;
  notes: string[];
  /** Each source once; absent when the table has no CSV of its own. */
  sources?: TableSource[];
}

/** `value` is null when there is no number behind the text. */
export interface Cell {
  text: string;
  value: number | null;
  /** Set when the text is in English on a page of another language (A19). */
  lang?: 'en';
  /** Most decimals in the CSV: those of the source or the picture (V10). Absent: no rounding. */
  digits?: number;
  /** The CSV prints it in a column beside the number (V01). */
  bound?: Bound;
  /** The publisher used words and no number: the CSV prints the words. */
  inWords?: true;
}

/** The two-part text alternative of a picture (A13). */
export interface Description {
  name: string;
  text: string;
}
