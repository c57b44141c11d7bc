import { readFileSync } from 'node:fs';
import { csvParse } from 'd3';

/** The rows of `test/cases/<name>.csv`, each by the names of its columns. */
export const caseRows = <Column extends string>(name: string): Record<Column, string>[] =>
  csvParse(readFileSync(new URL(`cases/${name}.csv`, import.meta.url), 'utf8'));
