import { say } from '#locale/say.ts';
/** A position in a file. Lines and columns count from 1; in a table a column is a cell. */
export interface FilePosition {
  line: number;
  column: number;
  /** In a workbook, the name that a spreadsheet gives the cell: `Data!B7`. */
  cell?: string;
}

export type TableCell = FilePosition & { text: string };

/**
 * The kind is a fixed word that tests ask for, e.g. `unknown-code`. What is wrong is a whole
 * sentence that quotes the offending value.
 */
export type Fault = readonly [kind: string, wrong: string, fix: string];

export interface SourceFault extends Pick<FilePosition, 'line' | 'column'> {
  kind: string;
  wrong: string;
  fix: string;
  file: string;
  /** The position in a file without lines: `Data!B7`, or a path in an archive; '' for all of it. */
  place?: string;
}

/** A file is refused: nothing of it is used and nothing is written. */
export class SourceError extends Error {
  override name = 'SourceError';

  constructor(readonly fault: SourceFault) {
    super(`${where(fault)}: ${fault.wrong} ${fault.fix}`);
  }
}

function where({ file, line, column, place }: SourceFault) {
  if (place === undefined) return `${file}:${line}:${column}`;
  return place === '' ? file : `${file}:${place}`;
}

export const restore = (path: string) =>
  say`Restore it as of the last commit, without later changes: \`git restore ${path}\`.`;
export const downloadAgain = () => say`Download the file again.`;
export const otherSource = () =>
  say`Leave out --source, so that the desk looks for the source itself, or name another. If it is the right source, download the file again.`;
export const columnsSwapped = () =>
  say`The columns may have been swapped: download the file again.`;

export const atStart: FilePosition = { line: 1, column: 1 };

export function refuseAt(
  file: string,
  { line, column }: FilePosition,
  ...[kind, wrong, fix]: Fault
): never {
  throw new SourceError({ file, line, column, kind, wrong, fix });
}

/** Refuses a file without lines at a `place` in it, '' for the whole file. */
export function refuseIn(file: string, place: string, ...[kind, wrong, fix]: Fault): never {
  throw new SourceError({ file, ...atStart, place, kind, wrong, fix });
}
