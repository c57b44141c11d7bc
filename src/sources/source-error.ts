import { capitalize, missingFullStop } from '../locale/sentence.ts';

/**
 * Where something stands in a file. Lines and columns count from 1; in a table a column is a cell.
 */
export interface Place {
  line: number;
  column: number;
  /** As a spreadsheet names it, `Data!B7`, in a workbook: nobody counts its columns. */
  cell?: string;
}

/** A cell of a row, where it stands: its text without white space around it. */
export type Cell = Place & { text: string };

/** Where a published file was not what it should be, and what an editor can do. */
export interface SourceFault extends Pick<Place, 'line' | 'column'> {
  file: string;
  /**
   * Where, in a file without lines: a cell of a spreadsheet such as `Data!B7`, a file in an
   * archive; empty for the whole file.
   */
  place?: string;
  found: string;
  expected: string;
  advice: string;
}

/** A file is refused: nothing of it is used and nothing is written. */
export class SourceError extends Error {
  override name = 'SourceError';

  constructor(readonly fault: SourceFault) {
    super(
      `${where(fault)}: found ${fault.found}; expected ${fault.expected}. ${sentence(fault.advice)}`
    );
  }
}

function where({ file, line, column, place }: SourceFault): string {
  if (place === undefined) return `${file}:${line}:${column}`;
  return place === '' ? file : `${file}:${place}`;
}

const sentence = (text: string) => capitalize(text) + missingFullStop(text);

/** What to do where cells hold what belongs into other columns. */
export const swapped = 'the columns may have been swapped: download the file again';

/** Refuses a file at a place of it. @throws SourceError. */
export function refuseAt(
  file: string,
  { line, column }: Place,
  found: string,
  expected: string,
  advice: string
): never {
  throw new SourceError({ file, line, column, found, expected, advice });
}

/** The place of what a whole file lacks. */
export const atStart: Place = { line: 1, column: 1 };

/**
 * Refuses a file without lines at a `place` of it, which is empty for the whole file.
 * @throws SourceError.
 */
export function refuseIn(
  file: string,
  place: string,
  found: string,
  expected: string,
  advice: string
): never {
  throw new SourceError({ file, ...atStart, place, found, expected, advice });
}
