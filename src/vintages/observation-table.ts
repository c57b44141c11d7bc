import { quoted } from '../sources/tables/csv-table.ts';
import { statuses, type Observation, type Status } from '../sources/source.ts';
import { refuseAt } from '../sources/source-error.ts';

export const neverEdited = 'A vintage is never edited: restore the file from the last commit.';

const columns = ['iso3', 'year', 'value', 'status'] as const;
const header = columns.join(',');

const everyDigit = new Intl.NumberFormat('en', {
  useGrouping: false,
  maximumSignificantDigits: 21
});

/** The shortest decimal that reads back as the same number, without an exponent. */
export const plainDecimal = (value: number): string => everyDigit.format(value + 0);

export function writeObservations(observations: readonly Observation[]): string {
  const lines = observations.map(
    ({ iso3, year, value, status }) => `${iso3},${year},${plainDecimal(value)},${status}`
  );
  return `${[header, ...lines].join('\n')}\n`;
}

/** @throws SourceError at a cell that `writeObservations` would not have written. */
export function readObservations(text: string, file: string): Observation[] {
  const refuse = (line: number, column: number, kind: string, wrong: string): never =>
    refuseAt(file, { line, column }, { kind, wrong, fix: neverEdited });
  const [first = '', ...lines] = text.split('\n');
  if (first !== header)
    refuse(1, 1, 'other-header', `The header is ${quoted(first)}, not "${header}".`);
  if (lines.pop() !== '')
    refuse(lines.length + 2, 1, 'open-last-line', 'The last line has no line break.');
  let before = '';
  return lines.map((text, index) => {
    const line = index + 2;
    const [, iso3 = '', year = '', value = '', status = ''] = row.exec(text) ?? [];
    if (!isStatus(status))
      return refuseRow(text, (column, kind, wrong) => refuse(line, column, kind, wrong));
    const key = `${iso3} ${year}`;
    if (key <= before)
      refuse(line, 1, 'row-order', `${key} is after ${before}: rows are sorted, each once.`);
    before = key;
    return { iso3, year: Number(year), value: Number(value), status };
  });
}

/** A correct line: of a hundred thousand nearly all are. */
const row = new RegExp(`^([A-Z]{3}),(\\d{4}),(-?\\d+(?:\\.\\d+)?),(${statuses.join('|')})$`);

function refuseRow(
  text: string,
  refuse: (column: number, kind: string, wrong: string) => never
): never {
  const cells = text.split(',');
  if (cells.length !== columns.length)
    refuse(1, 'row-width', `${quoted(text)} does not have the ${columns.length} cells ${header}.`);
  const [iso3 = '', year = '', value = '', status = ''] = cells;
  if (!/^[A-Z]{3}$/.test(iso3))
    refuse(1, 'not-a-code', `${quoted(iso3)} is not a code of three capital letters.`);
  if (!/^\d{4}$/.test(year)) refuse(2, 'not-a-year', `${quoted(year)} is not a year.`);
  if (!/^-?\d+(\.\d+)?$/.test(value))
    refuse(3, 'not-a-number', `${quoted(value)} is not a decimal number.`);
  return refuse(4, 'not-a-status', `${quoted(status)} is not one of ${statuses.join(', ')}.`);
}

const isStatus = (text: string): text is Status => (statuses as readonly string[]).includes(text);
