/** A table that carries the same numbers as its picture (standards A12). Texts are already in the reader's language. */
export interface Table {
  /** Unique on the page; also the name of its CSV download. */
  id: string;
  caption: string;
  columns: { label: string; align: 'start' | 'end' }[];
  /** The first column is the row's header. */
  rows: { header: string; cells: Cell[] }[];
  /** Breaks, missing values, units. */
  notes: string[];
}

/** A printed cell and the number behind it; null where there is none. */
export interface Cell {
  text: string;
  value: number | null;
}

/** The two-part text alternative of a picture (standards A13). */
export interface Description {
  /** One sentence that names the picture. */
  name: string;
  /** Pattern, range and gaps. */
  text: string;
}
