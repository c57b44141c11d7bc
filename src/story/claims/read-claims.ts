import { range } from 'd3';
import { claimUnits, namedIn2018, type Claim } from '../claim.ts';
import { indicators } from '../data.ts';
import type { Edition } from '../edition.ts';
import type { Estimate } from '../ledgers/estimate.ts';
import { readLedger, type LedgerRow } from '../ledgers/ledger.ts';
import { StoryRefused } from '../problem.ts';
import type { ProtectionFact } from '../ledgers/protection.ts';
import { isTrueOfAll, readFormula, type Formula, type FormulaScope } from './formula.ts';
import { functions } from './functions.ts';
import { FormulaFault } from './tokens.ts';

/** Where the claims stand, from the project's root. */
export const claimsFile = 'data/story/claims.csv';

const columns = ['id', 'year', 'unit', 'digits', 'value', 'promise', 'holds', 'source'] as const;
type Column = (typeof columns)[number];
type Row = LedgerRow<Column>;

/** The ledgers whose rows a claim may name. */
export interface Ledgers {
  estimates: Readonly<Record<string, Estimate>>;
  protection: Readonly<Record<string, ProtectionFact>>;
}

interface Formulas {
  year: Formula<'number'> | undefined;
  value: Formula<'number'>;
  holds: Formula<'truth'>;
}

/** Returns the ids that a formula may name in the ledgers. */
export function idsOf({ estimates, protection }: Ledgers): FormulaScope['ids'] {
  return {
    estimate: new Set(Object.keys(estimates)),
    series: new Set(Object.values(estimates).map(({ series }) => series)),
    fact: new Set(Object.keys(protection))
  };
}

/** Says what a fault is in: the row and the column, as an editor sees them. */
const inCell = (row: Row, column: Column) => `in the ${column} of “${row.cells.id}”`;

function readCell<Gives extends FormulaScope['gives']>(
  row: Row,
  column: 'year' | 'value' | 'holds',
  scope: FormulaScope<Gives>
): Formula<Gives> | undefined {
  try {
    return readFormula(row.cells[column], scope);
  } catch (error) {
    if (!(error instanceof FormulaFault)) throw error;
    const { at, found, expected, remedy } = error;
    row.note(column, `${found} ${inCell(row, column)}`, expected, remedy, at);
    return undefined;
  }
}

/** What a claim has of the estimate that it is printed from. */
type Estimated = 'estimate' | 'bound' | 'geography';

/**
 * The estimate that a number is printed from, with its bound. A bounded estimate is stated as it
 * was published: nothing is computed from it (standards V01, V04).
 */
function estimateOf(row: Row, value: Formula, { estimates }: Ledgers): Pick<Claim, Estimated> {
  const call = value.calls.find(({ name }) => name === 'estimate');
  if (!call) return {};
  const [id = '', end] = call.words;
  const { bound, geography, ...numbers } = estimates[id]!;
  if (numbers[end as 'low' | 'value' | 'high'] === null) {
    const given = (['low', 'value', 'high'] as const)
      .filter((one) => numbers[one] !== null)
      .join(' or ');
    row.note(
      'value',
      `“${call.text}” ${inCell(row, 'value')}`,
      `${given}, which is what the publisher gave`,
      'correct the word'
    );
  }
  if (value.work !== call.work) {
    const found = `a calculation with “${call.text}” ${inCell(row, 'value')}`;
    row.note(
      'value',
      found,
      'the estimate alone, as its publisher stated it',
      'state the estimate by itself'
    );
  }
  return { estimate: id, bound, geography };
}

/**
 * How ledgers write what a claim of a unit may state; a unit that is not listed is of calculations.
 * Three percent of children are three in a hundred children.
 */
const ledgerUnits: Readonly<Partial<Record<string, RegExp>>> = {
  percent: /^percent\b/,
  people: /^people\b/,
  children: /^(children|percent of (.+ )?children)\b/,
  arrests: /^arrests\b/,
  states: /^states\b/,
  countries: /^countries\b/,
  reports: /^reports\b/,
  'one-in': /^one in N\b/,
  part: /^one in N\b/
};

/** Refuses a claim that states the number of a row in another unit than the row counts. */
function refuseOtherUnit(row: Row, value: Formula, { estimates, protection }: Ledgers): void {
  const call = value.calls.find(({ name }) => name === 'estimate' || name === 'fact');
  if (!call || value.work !== call.work) return;
  const [id = ''] = call.words;
  const counted = (call.name === 'estimate' ? estimates[id] : protection[id])?.unit;
  const isSame = counted === undefined || (ledgerUnits[row.cells.unit]?.test(counted) ?? true);
  if (isSame) return;
  const found = `“${row.cells.unit}” ${inCell(row, 'unit')}`;
  row.note(
    'unit',
    found,
    `the unit of “${id}”, which its ledger counts in “${counted}”`,
    'correct it here, or there'
  );
}

/**
 * The places that a value reads, itself or by the claims that it is made of, what it measures there
 * if that is one thing, and which way that moved.
 */
function placesOf(
  value: Formula,
  valueOf: (id: string) => Formula | undefined
): Pick<Claim, 'places' | 'measures' | 'moves'> {
  const calls: Formula['calls'][number][] = [];
  const seen = new Set<Formula>();
  const collect = (formula: Formula | undefined): void => {
    if (!formula || seen.has(formula)) return;
    seen.add(formula);
    calls.push(...formula.calls);
    formula.claims.forEach((id) => collect(valueOf(id)));
  };
  collect(value);
  const places = calls.flatMap(({ name, words }) => {
    const kinds = functions[name].takes.filter((kind) => kind !== 'number');
    return words.filter((_, index) => kinds[index] === 'place');
  });
  const measured = new Set(calls.flatMap(({ name }) => functions[name].measures ?? []));
  const [measures] = measured;
  const moves = calls.length === 1 ? functions[calls[0]!.name].moves : undefined;
  return {
    places: [...new Set(places)],
    ...(measures !== undefined && measured.size === 1 ? { measures } : {}),
    ...(moves ? { moves } : {})
  };
}

const readsOf = ({ calls }: Formula) =>
  calls.flatMap(({ name, words }) => functions[name].reads(words));

function sourcesOf(row: Row, value: Formula, ids: FormulaScope['ids']): string[] {
  const named = row.cells.source.split(';').map((one) => one.trim());
  const isKnown = (one: string) =>
    indicators.some((indicator) => indicator === one) ||
    /^[a-z0-9-]+\/\d{4}-\d{2}(-\d{2})?$/.test(one) ||
    Object.values(ids).some((known) => known.has(one));
  const odd = named.find((one) => !isKnown(one));
  if (odd !== undefined) {
    const expected = `an indicator (${indicators.join(', ')}), a kept release, or the id of a row or series of a ledger`;
    row.note(
      'source',
      `“${odd}” ${inCell(row, 'source')}`,
      expected,
      'correct it; “;” stands between two'
    );
  }
  const missing = [...new Set(readsOf(value))].filter((read) => !named.includes(read));
  if (odd === undefined && missing.length > 0) {
    const found = `“${row.cells.source}” ${inCell(row, 'source')}`;
    row.note(
      'source',
      found,
      `also ${missing.join('; ')}, which its value reads`,
      'add it: the answer to the number names it'
    );
  }
  return named;
}

function refuseCircles(rows: ReadonlyMap<string, { row: Row; formulas: Formulas }>): void {
  const next = (id: string) => {
    const { year, value } = rows.get(id)?.formulas ?? {};
    return [year, value].flatMap((formula) => formula?.claims ?? []);
  };
  const done = new Set<string>();
  const visit = (id: string, trail: readonly string[]): void => {
    if (trail.includes(id)) {
      const circle = [...trail.slice(trail.indexOf(id)), id].map((one) => `$${one}`).join(' → ');
      rows
        .get(id)!
        .row.note(
          'value',
          `a circle of claims: ${circle}`,
          'numbers that lead back to the data',
          'break the circle'
        );
    } else if (!done.has(id)) {
      next(id).forEach((other) => visit(other, [...trail, id]));
      done.add(id);
    }
  };
  for (const id of rows.keys()) visit(id, []);
}

/**
 * Numbers that a figure of a unit could be: a share is nobody's and everybody's only when nothing
 * needs to be said.
 */
function likely(unit: string): number[] {
  if (unit === 'percent') return range(0.5, 100, 0.5);
  return unit === 'year'
    ? range(1900, 2101)
    : [...range(1001), ...range(4, 11).map((power) => 10 ** power)];
}

/**
 * Refuses a promise that no release can break: one true of every number, or that reads neither its
 * own nor a figure of its places (D06).
 */
function refuseEmptyPromise(row: Row, { holds }: Formulas, places: readonly string[]): void {
  const fault = (found: string, expected: string) =>
    row.note(
      'holds',
      `${found} ${inCell(row, 'holds')}`,
      expected,
      'write what the words around the number say of it'
    );
  const { unit, holds: written } = row.cells;
  const isOwn = holds.calls.some(({ words }) => words.some((word) => places.includes(word)));
  if (!holds.readsValue && !isOwn) {
    return fault(
      `“${written}”, which does not read the value,`,
      'a promise about the number itself, such as “value between 45 to 53”'
    );
  }
  const isJudged =
    !written.includes('!=') || (holds.calls.length === 0 && holds.claims.length === 0);
  if (holds.readsValue && isJudged && isTrueOfAll(holds, likely(unit))) {
    fault(
      `“${written}”, which is true of every value,`,
      'a promise that another number would break, such as “value between 45 to 53”'
    );
  }
}

function refuseCells(row: Row): void {
  const { id, unit, digits, promise } = row.cells;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    row.note(
      'id',
      `the id “${id}”`,
      'lower-case words and digits joined by hyphens',
      'give the claim such an id'
    );
  }
  const country = /^([a-z]{3})-/.exec(id)?.[1]?.toUpperCase() ?? '';
  if (namedIn2018.has(country)) {
    const remedy = 'the story states no figure about one of them; take the row out';
    row.note('id', `“${id}”`, 'no claim about a country that the 2018 report named', remedy);
  }
  if (!claimUnits.some((one) => one === unit)) {
    row.note(
      'unit',
      `“${unit}” ${inCell(row, 'unit')}`,
      `one of ${claimUnits.join(', ')}`,
      'say what is counted'
    );
  }
  if (!/^\d$/.test(digits)) {
    row.note(
      'digits',
      `“${digits}” ${inCell(row, 'digits')}`,
      'how many decimals to print: 0, 1, 2 …',
      'write the number'
    );
  }
  if (promise === '') {
    const remedy = 'write, for the next editor, what the sentence says of the number';
    row.note(
      'promise',
      `an empty cell ${inCell(row, 'promise')}`,
      'what the words promise, such as “about half”',
      remedy
    );
  }
}

/** Returns a claim that works out its row's formulas; `claimOf` finds the others that they name. */
function claimOf(
  row: Row,
  formulas: Formulas,
  rest: Pick<Claim, 'source' | Estimated | 'places' | 'measures' | 'moves'>,
  other: (id: string) => Claim
): Claim {
  const { id, year, unit, digits, promise, value, holds } = row.cells;
  const situation = (edition: Edition, years: Edition) => ({
    edition,
    claim: (name: string) => other(name).compute(edition, years)
  });
  const yearIn = (edition: Edition) => {
    const found = formulas.year?.work(situation(edition, edition));
    if (found !== undefined && !Number.isInteger(found))
      throw new Error(`the year of “${id}” is ${String(found)}, which is no year`);
    return found;
  };
  return {
    id,
    line: row.line,
    unit: unit as Claim['unit'],
    digits: Number(digits),
    promise,
    ...rest,
    written: { year, value, holds },
    yearIn,
    compute: (edition, years = edition) => {
      const found = formulas.value.work({ ...situation(edition, years), year: yearIn(years) });
      if (!Number.isFinite(found))
        throw new Error(`the claim “${id}” is ${String(found)}, which is not a number to print`);
      return found;
    },
    holds: (found, edition) =>
      formulas.holds.work({ ...situation(edition, edition), value: found, year: yearIn(edition) })
  };
}

/**
 * Returns every number that a sentence may state, by id.
 * @throws StoryRefused naming row, column and character of all that cannot be read.
 */
export function readClaims(text: string, ledgers: Ledgers): ReadonlyMap<string, Claim> {
  const ids = idsOf(ledgers);
  const { rows, problems } = readLedger(text, claimsFile, columns);
  const known = new Set(rows.map(({ cells }) => cells.id));
  const claims = new Map<string, Claim>();
  const read = new Map<
    string,
    { row: Row; formulas: Formulas; rest: Pick<Claim, 'source' | Estimated> }
  >();
  for (const row of rows) {
    refuseCells(row);
    const scope = { claims: known, ids };
    const withYear = row.cells.year === '' ? [] : (['year'] as const);
    const year =
      row.cells.year === ''
        ? undefined
        : readCell(row, 'year', { ...scope, gives: 'number', own: [] });
    const value = readCell(row, 'value', { ...scope, gives: 'number', own: withYear });
    const holds = readCell(row, 'holds', { ...scope, gives: 'truth', own: ['value', ...withYear] });
    if (!value || !holds) continue;
    refuseOtherUnit(row, value, ledgers);
    const formulas = { year, value, holds };
    const rest = { source: sourcesOf(row, value, ids), ...estimateOf(row, value, ledgers) };
    read.set(row.cells.id, { row, formulas, rest });
  }
  refuseCircles(read);
  const placed = new Map(
    [...read].map(([id, { formulas }]) => [
      id,
      placesOf(formulas.value, (other) => read.get(other)?.formulas.value)
    ])
  );
  for (const [id, { row, formulas }] of read)
    refuseEmptyPromise(row, formulas, placed.get(id)!.places);
  if (problems.length > 0) throw new StoryRefused(problems);
  for (const [id, { row, formulas, rest }] of read) {
    const claim = claimOf(row, formulas, { ...rest, ...placed.get(id)! }, (other) =>
      claims.get(other)!
    );
    claims.set(id, claim);
  }
  return claims;
}
