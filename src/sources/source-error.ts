/** Where a published file was not what it should be, and what an editor can do. Lines and columns count from 1; a column is a cell. */
export interface SourceFault {
  file: string;
  line: number;
  column: number;
  found: string;
  expected: string;
  advice: string;
}

/** A file is refused: nothing of it is used and nothing is written. */
export class SourceError extends Error {
  readonly fault: SourceFault;

  constructor(fault: SourceFault) {
    super(`${fault.file}:${fault.line}:${fault.column}: found ${fault.found}; expected ${fault.expected}. ${sentence(fault.advice)}`);
    this.name = 'SourceError';
    this.fault = fault;
  }
}

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
