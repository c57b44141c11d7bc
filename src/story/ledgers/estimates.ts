import { ledgerDate } from './cite-estimate.ts';
import { isYearly, measureKindOf } from './comparability.ts';
import {
  bounds,
  estimateColumns,
  isTooPrecise,
  verifications,
  type Bound,
  type Estimate,
  type Statement,
  type Verification
} from './estimate.ts';
import {
  cellName,
  checkUrl,
  checkDate,
  checkFilled,
  checkNotFuture,
  checkYears,
  noteDuplicates,
  plainNumber
} from './ledger-cells.ts';
import { readLedger, type LedgerRow } from './ledger.ts';
import { laterReadings, statementUnit, type LaterReadings, type Rereading } from './read-again.ts';
import { StoryRefused, type Problem } from '../problem.ts';

type Row = LedgerRow<(typeof estimateColumns)[number]>;

export interface EstimateLedger {
  estimates: Record<string, Estimate>;
  statements: Record<string, Statement>;
}

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

/** Numbers each bound needs and forbids: a dot would say more than the agency did (V02, V03). */
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
    if (cells[column] === '')
      row.note(
        column,
        `${cellName(row, column)} is empty, but the bound is “${bound}”.`,
        'Fill it in from the source, or correct the bound.'
      );
  }
  for (const column of numbersOf[bound].bars) {
    if (numbers[column] !== null)
      row.note(
        column,
        `${cellName(row, column)} is “${cells[column]}”, but the bound is “${bound}”.`,
        'Empty the cell, or correct the bound.'
      );
  }
  if (bound === 'range' && low !== null && high !== null && low >= high) {
    row.note(
      'low',
      `The range of “${cells.id}” runs from ${low} to ${high}.`,
      'Swap the ends, or use another bound.'
    );
  }
  if (
    bound === 'range' &&
    low !== null &&
    high !== null &&
    value !== null &&
    (value < low || value > high)
  ) {
    row.note(
      'value',
      `${cellName(row, 'value')} is ${value}, outside its range from ${low} to ${high}.`,
      'Check the row against the source.'
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

/** Rows that a figure would draw twice. */
function noteSameYear(rows: readonly Row[], rereadings: readonly Rereading[]): void {
  const yearly = ({ cells }: Row) => isYearly(cells.series);
  const fix = 'The series has one figure a year: keep the row that is to be drawn.';
  noteDuplicates(rows.filter(yearly), ['ref_year', 'series'], rereadings, fix);
  const others = rows.filter((row) => isOneYear(row) && !yearly(row));
  noteDuplicates(others, ['ref_year', 'series', 'geography', 'unit', 'definition'], rereadings);
}

/** Rows that a figure draws, as they were read last. */
function notePrecision(rows: readonly Row[], rereadings: readonly Rereading[]): void {
  for (const row of rows) {
    const { id, series, bound, value } = row.cells;
    const isDrawn = isYearly(series) && !rereadings.some((reading) => reading.row === id);
    if (isDrawn && bound === 'about' && isTooPrecise(bound, Number(value)))
      row.note(
        'value',
        `${cellName(row, 'value')} is “${value}”, but “about” has at most three significant digits.`,
        'Write the number as the publisher rounded it, or correct the bound.'
      );
  }
}

/**
 * Reads `data/estimates.csv` by id, each row as it was read last (V01).
 * @throws StoryRefused with every wrong cell.
 */
export function readEstimates(text: string, rereadings: readonly Rereading[]): EstimateLedger {
  const estimates: Record<string, Estimate> = {};
  const statements: Record<string, Statement> = {};
  const { rows, problems } = readLedger(text, estimatesFile, estimateColumns);
  for (const row of rows) {
    const { cells } = row;
    checkFilled(row, ['series', 'publisher', 'title', 'url', 'unit', 'definition']);
    if (cells.url !== '') checkUrl(row);
    const isDated = cells.published !== '' && checkDate(row, 'published');
    // A publication does not count a later year than its own.
    checkYears(
      row,
      isDated ? Number(ledgerDate(cells.published).slice(0, 4)) || undefined : undefined
    );
    if (isYearly(cells.series) && !isOneYear(row)) {
      row.note(
        'ref_year',
        `${cellName(row, 'ref_year')} is “${cells.ref_year}”, but the series has one figure a year.`,
        'Write the year alone, such as 2018.'
      );
    }
    if (!verifications.some((word) => word === cells.verification)) {
      row.note(
        'verification',
        `${cellName(row, 'verification')} is “${cells.verification}”, which is not a known word.`,
        `Write how the figure was checked: ${verifications.join(', ')}.`
      );
    }
    const isStatement = cells.unit === statementUnit;
    if (isStatement) {
      for (const column of ['bound', 'low', 'value', 'high'] as const) {
        if (cells[column] !== '')
          row.note(
            column,
            `${cellName(row, column)} is “${cells[column]}”, but a statement has no number.`,
            'Empty the cell, or give the row a unit.'
          );
      }
      statements[cells.id] = statementOf(row);
      continue;
    }
    const bound = bounds.find((word) => word === cells.bound);
    if (!bound) {
      row.note(
        'bound',
        `${cellName(row, 'bound')} is “${cells.bound}”, which is not a known word.`,
        `Write how the publisher bounded the figure: ${bounds.join(', ')}.`
      );
      continue;
    }
    estimates[cells.id] = readEstimate(row, bound);
  }
  if (problems.length === 0) noteSameYear(rows, rereadings);
  if (problems.length > 0) throw new StoryRefused(problems);
  const readings = laterReadings(rows, rereadings, estimatesFile);
  notePrecision(rows, rereadings);
  if (problems.length > 0) throw new StoryRefused(problems);
  takeLater(estimates, readings);
  takeLater(statements, readings);
  return { estimates, statements };
}

/**
 * Returns a fault for each date and year after `day`. @throws StoryRefused when a row cannot be
 * read.
 */
export function futureEstimates(text: string, day: string): Problem[] {
  const { rows, problems } = readLedger(text, estimatesFile, estimateColumns);
  for (const row of rows) {
    checkNotFuture(row, 'published', day);
    checkYears(row, Number(day.slice(0, 4)));
  }
  return problems;
}
