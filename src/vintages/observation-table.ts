import { quoted } from '../sources/tables/csv-table.ts';
import { statuses, type Observation, type Status } from '../sources/source.ts';
import { refuseAt } from '../sources/source-error.ts';
import { say } from '../locale/say.ts';

export const neverEdited = say`A vintage is never edited: restore the file from the last commit.`;

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
  const lines = text.split('\n');
  let before = '';
  return lines.slice(1, -1).map((line, index) => {
    const [, iso3 = '', year = '', value = '', status] = row.exec(line) ?? [];
    const key = `${iso3} ${year}`;
    if (lines[0] !== header || lines.at(-1) !== '' || !isStatus(status) || key <= before)
      return refuseAt(
        file,
        { line: index + 2, column: 1 },
        'edited-row',
        say`${quoted(line)} is not a row of a table ${header}, sorted, each once, with a line break.`,
        neverEdited
      );
    before = key;
    return { iso3, year: Number(year), value: Number(value), status };
  });
}

const isStatus = (text: string | undefined): text is Status =>
  statuses.some((status) => status === text);
