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

const row = new RegExp(`^([A-Z]{3}),(\\d{4}),(-?\\d+(?:\\.\\d+)?),(${statuses.join('|')})$`);

/** @throws SourceError at a line that `writeObservations` would not have written. */
export function readObservations(text: string, file: string): Observation[] {
  const refuse = (line: number, kind: string, wrong: string): never =>
    refuseAt(file, { line, column: 1 }, kind, wrong, neverEdited);
  const [first = '', ...lines] = text.split('\n');
  if (first !== header)
    refuse(1, 'other-header', `The header is ${quoted(first)}, not "${header}".`);
  if (lines.pop() !== '')
    refuse(lines.length + 2, 'open-last-line', 'The last line has no line break.');
  let before = '';
  return lines.map((text, index) => {
    const [, iso3 = '', year = '', value = '', status] = row.exec(text) ?? [];
    const key = `${iso3} ${year}`;
    if (!isStatus(status) || key <= before)
      return refuse(
        index + 2,
        'edited-row',
        `${quoted(text)} is not a row ${header}, or not after ${before === '' ? 'the header' : before}: rows are sorted, each once.`
      );
    before = key;
    return { iso3, year: Number(year), value: Number(value), status };
  });
}

const isStatus = (text: string | undefined): text is Status =>
  statuses.some((status) => status === text);
