import type { Bound } from '../story/ledgers/estimate.ts';
import type { TableSource } from './table/table-source.ts';

/**
 * A table that carries the same numbers as its picture (standards A12). Texts are already in the
 * reader's language.
 */
export interface Table {
  /** Unique on the page; also the name of its CSV download. */
  id: string;
  caption: string;
  columns: { label: string; align: 'start' | 'end' }[];
  /** The first column is the row's header. */
  rows: { header: string; cells: Cell[] }[];
  /**
   * A list of every country or of what the page has as text, or many years of a count: the data
   * page holds it, and the story's page links to it.
   */
  long?: true;
  /** Breaks, missing values, units. */
  notes: string[];
  /**
   * Where its numbers come from, each source once: what its file credits. Left out where it is no
   * file of its own.
   */
  sources?: TableSource[];
}

/** A printed cell and the number behind it; null where there is none. */
export interface Cell {
  text: string;
  value: number | null;
  /** Where it is not in the reader's language (standards A19). */
  lang?: 'en';
  /**
   * Decimals that the table's file gives: no more than its source or the picture does (standards
   * V10). Left out for whole numbers.
   */
  digits?: number;
  /**
   * How the publisher bounded the figure: the table's file says it in a column beside the number
   * (standards V01).
   */
  bound?: Bound;
  /** Where the publisher said it in words and gave no number: the table's file has the words. */
  inWords?: true;
}

/** The two-part text alternative of a picture (standards A13). */
export interface Description {
  /** One sentence that names the picture. */
  name: string;
  /** Pattern, range and gaps. */
  text: string;
}
