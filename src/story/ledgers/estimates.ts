import {
  ledgerDate,
  bounds,
  isTooPrecise,
  verifications,
  type Bound,
  type Estimate,
  type EstimateCells,
  type Statement,
  type Verification,
  isYearly
} from './estimate.ts';
import {
  addressed,
  dated,
  filled,
  notAfter,
  noteDuplicates,
  numberIn,
  numeric,
  oneOf,
  yearsUntil
} from './ledger-cells.ts';
import { readLedger, type Columns, type LedgerRow } from './ledger.ts';
import { laterReadings, statementUnit, type LaterReadings, type Rereading } from './read-again.ts';
import { refuseAny } from '../problem.ts';
import { say } from '#locale/say.ts';

const columns: Columns<keyof EstimateCells> = {
  id: [],
  series: [filled],
  publisher: [filled],
  title: [filled],
  url: [filled, addressed],
  published: [dated],
  ref_year: [],
  geography: [],
  bound: [],
  low: [numeric],
  value: [numeric],
  high: [numeric],
  unit: [filled],
  definition: [filled],
  method_note: [],
  verification: [oneOf(verifications, say`Write how the figure was checked`)]
};

type Row = LedgerRow<keyof EstimateCells>;

export interface EstimateLedger {
  estimates: Record<string, Estimate>;
  statements: Record<string, Statement>;
}

function statementOf({ cells }: Row) {
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

function readEstimate(row: Row, bound: Bound) {
  const { cells, note } = row;
  const [low, value, high] = [numberIn(cells.low), numberIn(cells.value), numberIn(cells.high)];
  const isOf = say`but the bound is “${bound}”`;
  const { needs, bars } = numbersOf[bound];
  for (const column of needs)
    if (cells[column] === '')
      note(column, isOf, say`Fill it in from the source, or correct the bound.`);
  for (const column of bars)
    if (numberIn(cells[column]) !== null)
      note(column, isOf, say`Empty the cell, or correct the bound.`);
  if (bound === 'range' && low !== null && high !== null) {
    if (low >= high)
      note(
        'low',
        say`the low end of a range up to ${high}`,
        say`Swap the ends, or use another bound.`
      );
    if (value !== null && (value < low || value > high))
      note(
        'value',
        say`outside its range from ${low} to ${high}`,
        say`Check the row against the source.`
      );
  }
  return {
    ...statementOf(row),
    bound,
    low,
    value,
    high,
    unit: cells.unit
  };
}

function takeLater<Kind extends Statement>(
  rows: Record<string, Kind>,
  { lastOf, later }: LaterReadings
) {
  for (const [first, last] of lastOf) {
    const reading = rows[last];
    if (reading) rows[first] = { ...reading, id: first };
  }
  for (const id of later) delete rows[id];
}

export const estimatesFile = 'data/estimates.csv';

const isOneYear = ({ cells }: Row) => /^\d{4}$/.test(cells.ref_year);

/** Rows that a figure would draw twice. */
function noteSameYear(rows: readonly Row[], rereadings: readonly Rereading[]) {
  const yearly = ({ cells }: Row) => isYearly(cells.series);
  const fix = say`The series has one figure a year: keep the row that is to be drawn.`;
  noteDuplicates(rows.filter(yearly), ['ref_year', 'series'], rereadings, fix);
  const others = rows.filter((row) => isOneYear(row) && !yearly(row));
  noteDuplicates(others, ['ref_year', 'series', 'geography', 'unit', 'definition'], rereadings);
}

function notePrecision(rows: readonly Row[], rereadings: readonly Rereading[]) {
  for (const row of rows) {
    const { id, series, bound, value } = row.cells;
    const isDrawn = isYearly(series) && !rereadings.some((reading) => reading.row === id);
    if (isDrawn && bound === 'about' && isTooPrecise(bound, Number(value)))
      row.note(
        'value',
        say`but “about” has at most three significant digits`,
        say`Write the number as the publisher rounded it, or correct the bound.`
      );
  }
}

/** Reads `data/estimates.csv` by id, each row as it was read last (V01). */
export function readEstimates(text: string, rereadings: readonly Rereading[]): EstimateLedger {
  const estimates: Record<string, Estimate> = {};
  const statements: Record<string, Statement> = {};
  const { rows, problems } = readLedger(text, estimatesFile, columns);
  for (const row of rows) {
    const { cells, note } = row;
    // A publication does not count a later year than its own.
    const ofPublication = Number(ledgerDate(cells.published).slice(0, 4)) || 2100;
    const late = yearsUntil(ofPublication)(cells.ref_year);
    if (late) note('ref_year', ...late);
    if (isYearly(cells.series) && !isOneYear(row))
      note(
        'ref_year',
        say`but the series has one figure a year`,
        say`Write the year alone, such as 2018.`
      );
    if (cells.unit === statementUnit) {
      for (const column of ['bound', 'low', 'value', 'high'] as const)
        if (cells[column] !== '')
          note(
            column,
            say`but a statement has no number`,
            say`Empty the cell, or give the row a unit.`
          );
      statements[cells.id] = statementOf(row);
      continue;
    }
    const bound = bounds.find((word) => word === cells.bound);
    if (bound) estimates[cells.id] = readEstimate(row, bound);
    else
      note(
        'bound',
        ...oneOf(bounds, say`Write how the publisher bounded the figure`)(cells.bound)!
      );
  }
  if (problems.length === 0) noteSameYear(rows, rereadings);
  refuseAny(problems);
  const readings = laterReadings(rows, rereadings, estimatesFile);
  notePrecision(rows, rereadings);
  refuseAny(problems);
  takeLater(estimates, readings);
  takeLater(statements, readings);
  return { estimates, statements };
}

export const futureEstimates = (text: string, day: string) =>
  readLedger(text, estimatesFile, {
    ...columns,
    published: [notAfter(day)],
    ref_year: [yearsUntil(Number(day.slice(0, 4)))]
  }).problems;
