import { quoted } from '../sources/tables/csv-table.ts';
import { statuses, type Observation, type Status } from '../sources/source.ts';
import { refuseAt } from '../sources/source-error.ts';

/** What to do where a file of a vintage is not as it was written. */
export const neverEdited = 'A vintage is never edited: restore the file from the last commit.';

const columns = ['iso3', 'year', 'value', 'status'] as const;
const header = columns.join(',');

/** More digits than any number needs to read back as itself. */
const everyDigit = new Intl.NumberFormat('en', {
  useGrouping: false,
  maximumSignificantDigits: 21
});

/** Returns the shortest decimal that reads back as the same number, never with an exponent. */
export const plainDecimal = (value: number): string => everyDigit.format(value + 0);

/** Returns observations as the text of `data.csv` or `aggregates.csv`, in the order given. */
export function writeObservations(observations: readonly Observation[]): string {
  const lines = observations.map(
    ({ iso3, year, value, status }) => `${iso3},${year},${plainDecimal(value)},${status}`
  );
  return `${[header, ...lines].join('\n')}\n`;
}

/**
 * Returns the observations in the text of a table.
 * @throws SourceError naming the cell that `writeObservations` would not have written.
 */
export function readObservations(text: string, file: string): Observation[] {
  const refuse = (line: number, column: number, found: string, expected: string): never =>
    refuseAt(file, { line, column }, found, expected, neverEdited);
  const [first = '', ...lines] = text.split('\n');
  if (first !== header) refuse(1, 1, quoted(first), `the header "${header}"`);
  const last = lines.pop();
  if (last !== '')
    refuse(
      lines.length + 2,
      1,
      last === undefined ? 'the end of the file' : quoted(last),
      'a line break at the end of each line'
    );
  let before = '';
  return lines.map((text, index) => {
    const line = index + 2;
    const [, iso3 = '', year = '', value = '', status = ''] = row.exec(text) ?? [];
    if (!isStatus(status))
      return refuseRow(text, (column, found, expected) => refuse(line, column, found, expected));
    const key = `${iso3} ${year}`;
    if (key <= before)
      refuse(line, 1, key, `a place after ${before}: rows are in order, each code and year once`);
    before = key;
    return { iso3, year: Number(year), value: Number(value), status };
  });
}

/** A line as it is written: of a hundred thousand nearly all are, and one look says so. */
const row = new RegExp(`^([A-Z]{3}),(\\d{4}),(-?\\d+(?:\\.\\d+)?),(${statuses.join('|')})$`);

function refuseRow(
  text: string,
  refuse: (column: number, found: string, expected: string) => never
): never {
  const cells = text.split(',');
  if (cells.length !== columns.length)
    refuse(1, quoted(text), `${columns.length} cells: ${header}`);
  const [iso3 = '', year = '', value = '', status = ''] = cells;
  if (!/^[A-Z]{3}$/.test(iso3)) refuse(1, quoted(iso3), 'a code of three capital letters');
  if (!/^\d{4}$/.test(year)) refuse(2, quoted(year), 'a year');
  if (!/^-?\d+(\.\d+)?$/.test(value)) refuse(3, quoted(value), 'a decimal number');
  return refuse(4, quoted(status), `one of ${statuses.join(', ')}`);
}

const isStatus = (text: string): text is Status => (statuses as readonly string[]).includes(text);
