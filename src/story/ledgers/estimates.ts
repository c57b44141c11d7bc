import { ledgerDate } from './cite-estimate.ts';
import { isYearly, measureKindOf } from './comparability.ts';
import {
  bounds,
  estimateColumns,
  verifications,
  type Bound,
  type Estimate,
  type Statement,
  type Verification
} from './estimate.ts';
import {
  checkAddress,
  checkDate,
  checkFilled,
  checkToCome,
  checkYears,
  noteTwice,
  plainNumber
} from './ledger-cells.ts';
import { readLedger, type LedgerRow } from './ledger.ts';
import {
  comparedColumns,
  laterReadings,
  statementUnit,
  type LaterReadings,
  type Rereading
} from './read-again.ts';
import { StoryRefused, type Problem } from '../problem.ts';

type Row = LedgerRow<(typeof estimateColumns)[number]>;

export interface EstimateLedger {
  estimates: Record<string, Estimate>;
  statements: Record<string, Statement>;
}

/** Returns what a row says besides its number; the caller has checked how it was verified. */
function statementOf({ cells }: Row): Statement {
  const {
    bound: _bound,
    low: _low,
    value: _value,
    high: _high,
    unit: _unit,
    method_note: _note,
    ...said
  } = cells;
  return { ...said, verification: said.verification as Verification };
}

/**
 * Which numbers each bound needs, and which it must not have: a dot would say more than the agency
 * said (standards V02, V03).
 */
const oneNumber = { needs: ['value'], bars: ['low', 'high'] } as const;
const numbersOf: Record<Bound, { needs: readonly Column[]; bars: readonly Column[] }> = {
  about: oneNumber,
  over: oneNumber,
  nearly: oneNumber,
  exact: oneNumber,
  at_least: { needs: ['low'], bars: ['value', 'high'] },
  up_to: { needs: ['high'], bars: ['low', 'value'] },
  range: { needs: ['low', 'high'], bars: [] }
};
type Column = 'low' | 'value' | 'high';

function readEstimate(row: Row, bound: Bound): Estimate {
  const { cells } = row;
  const [low, value, high] = [
    plainNumber(row, 'low'),
    plainNumber(row, 'value'),
    plainNumber(row, 'high')
  ];
  const numbers: Record<Column, number | null> = { low, value, high };
  for (const column of numbersOf[bound].needs) {
    const expected = `${column}, because the bound is “${bound}”`;
    if (cells[column] === '')
      row.note(column, 'an empty cell', expected, 'fill it from the source, or correct the bound');
  }
  for (const column of numbersOf[bound].bars) {
    const expected = `nothing, because the bound is “${bound}”`;
    if (numbers[column] !== null)
      row.note(column, `“${cells[column]}”`, expected, 'empty the cell, or correct the bound');
  }
  if (bound === 'range' && low !== null && high !== null && low >= high) {
    row.note(
      'low',
      `a range from ${low} to ${high}`,
      'low below high',
      'swap the ends, or use another bound'
    );
  }
  if (
    bound === 'range' &&
    low !== null &&
    high !== null &&
    value !== null &&
    (value < low || value > high)
  ) {
    const found = `${value}, outside ${low} to ${high}`;
    row.note(
      'value',
      found,
      'the published central value inside the range',
      'check the row against the source'
    );
  }
  return {
    ...statementOf(row),
    bound,
    low,
    value,
    high,
    unit: cells.unit,
    measureKind: measureKindOf(cells.series, cells.unit)
  };
}

function takeLater<Kind extends Statement>(
  rows: Record<string, Kind>,
  { lastOf, later }: LaterReadings
): void {
  for (const [first, last] of lastOf) {
    const reading = rows[last];
    if (reading) rows[first] = { ...reading, id: first };
  }
  for (const id of later) delete rows[id];
}

export const estimatesFile = 'data/estimates.csv';

const isOneYear = ({ cells }: Row) => /^\d{4}$/.test(cells.ref_year);

/**
 * Notes what a figure would draw twice: of a year, and in a series that is drawn year by year
 * whatever else the row says.
 */
function noteSameYear(rows: readonly Row[], rereadings: readonly Rereading[]): void {
  const yearly = ({ cells }: Row) => isYearly(cells.series);
  const remedy =
    'the series is drawn year by year: keep the one that its line is to have; where the source was read again, name both rows in data/read-again.json';
  noteTwice(rows.filter(yearly), ['ref_year', 'series'], rereadings, remedy);
  const others = rows.filter((row) => isOneYear(row) && !yearly(row));
  noteTwice(others, ['ref_year', 'series', 'geography', 'unit', 'definition'], rereadings);
}

/**
 * Returns the rows of `data/estimates.csv` by id, each as it was read last (standards V01).
 * @throws StoryRefused naming each faulty cell.
 */
export function readEstimates(text: string, rereadings: readonly Rereading[]): EstimateLedger {
  const estimates: Record<string, Estimate> = {};
  const statements: Record<string, Statement> = {};
  const { rows, problems } = readLedger(text, estimatesFile, estimateColumns);
  for (const row of rows) {
    const { cells } = row;
    checkFilled(row, ['series', 'publisher', 'title', 'url', 'unit', 'definition']);
    if (cells.url !== '') checkAddress(row);
    const isDated = cells.published !== '' && checkDate(row, 'published');
    // Nothing that was published then counts a later year.
    checkYears(
      row,
      isDated ? Number(ledgerDate(cells.published).slice(0, 4)) || undefined : undefined
    );
    if (isYearly(cells.series) && !isOneYear(row)) {
      const found = `“${cells.ref_year}” as ref_year of “${cells.id}”`;
      row.note(
        'ref_year',
        found,
        'a year alone, such as 2018: the series is drawn year by year',
        'write the year that it counts'
      );
    }
    if (!verifications.some((word) => word === cells.verification)) {
      row.note(
        'verification',
        `“${cells.verification}”`,
        verifications.join(', '),
        'say how the figure was checked'
      );
    }
    const isStatement = cells.unit === statementUnit;
    if (isStatement) {
      for (const column of ['bound', 'low', 'value', 'high'] as const) {
        const expected = 'nothing: a statement has no number';
        if (cells[column] !== '')
          row.note(
            column,
            `“${cells[column]}”`,
            expected,
            'empty the cell, or give the row a unit'
          );
      }
      statements[cells.id] = statementOf(row);
      continue;
    }
    const bound = bounds.find((word) => word === cells.bound);
    if (!bound) {
      row.note(
        'bound',
        `“${cells.bound}”`,
        bounds.join(', '),
        'say how the publisher bounded the figure'
      );
      continue;
    }
    estimates[cells.id] = readEstimate(row, bound);
  }
  if (problems.length === 0) noteSameYear(rows, rereadings);
  if (problems.length > 0) throw new StoryRefused(problems);
  const readings = laterReadings(rows, rereadings, comparedColumns.estimates, estimatesFile);
  takeLater(estimates, readings);
  takeLater(statements, readings);
  return { estimates, statements };
}

/**
 * Returns a fault for each date and year of `data/estimates.csv` that has not been by a day.
 * @throws StoryRefused as reading its rows does.
 */
export function estimatesToCome(text: string, day: string): Problem[] {
  const { rows, problems } = readLedger(text, estimatesFile, estimateColumns);
  for (const row of rows) {
    checkToCome(row, 'published', day);
    checkYears(row, Number(day.slice(0, 4)));
  }
  return problems;
}
