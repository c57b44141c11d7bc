import { range } from 'd3';
import { claimUnits, namedIn2018, type Claim } from '../claim.ts';
import { indicators } from '../data.ts';
import type { Edition } from '../edition.ts';
import type { Estimate } from '../ledgers/estimate.ts';
import { filled, matching, oneOf } from '../ledgers/ledger-cells.ts';
import { readLedger, type Columns, type LedgerRow } from '../ledgers/ledger.ts';
import { refuseAny } from '../problem.ts';
import type { ProtectionFact } from '../ledgers/protection.ts';
import { isTrueOfAll, readFormula, type Formula, type FormulaScope } from './formula.ts';
import { functions } from './functions.ts';
import { FormulaFault } from './tokens.ts';
import { say } from '#locale/say.ts';

export const claimsFile = 'data/story/claims.csv';

type Column = 'id' | 'year' | 'unit' | 'digits' | 'value' | 'promise' | 'holds' | 'source';
type Row = LedgerRow<Column>;

const columns: Columns<Column> = {
  id: [
    matching(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
      say`which is not lower-case words and digits joined by hyphens`,
      say`Give the claim an id such as world-2018.`
    ),
    (id) =>
      namedIn2018.has(/^([a-z]{3})-/.exec(id)?.[1]?.toUpperCase() ?? '')
        ? [
            say`a claim about a country that the 2018 report named`,
            say`Delete the row: the story states no figure about these countries.`
          ]
        : undefined
  ],
  year: [],
  unit: [oneOf(claimUnits, say`Write what is counted`)],
  digits: [matching(/^\d$/, say`which is not a number of decimals`, 'Write 0, 1, 2 …')],
  value: [],
  promise: [filled],
  holds: [],
  source: []
};

export interface Ledgers {
  estimates: Readonly<Record<string, Estimate>>;
  protection: Readonly<Record<string, ProtectionFact>>;
}

interface Formulas {
  year: Formula<'number'> | undefined;
  value: Formula<'number'>;
  holds: Formula<'truth'>;
}

export function idsOf({ estimates, protection }: Ledgers): FormulaScope['ids'] {
  return {
    estimate: new Set(Object.keys(estimates)),
    fact: new Set(Object.keys(protection))
  };
}

function readCell<Gives extends FormulaScope['gives']>(
  row: Row,
  column: 'year' | 'value' | 'holds',
  scope: FormulaScope<Gives>
): Formula<Gives> | undefined {
  try {
    return readFormula(row.cells[column], scope);
  } catch (error) {
    if (!(error instanceof FormulaFault)) throw error;
    const { at, wrong, fix } = error;
    row.note(column, say`where ${wrong.replace(/\.$/, '')}`, fix, at);
    return undefined;
  }
}

type Estimated = 'estimate' | 'bound' | 'geography';

/** A bounded estimate is stated as published: nothing is computed from it (V01, V04). */
function estimateOf(row: Row, value: Formula, { estimates }: Ledgers): Pick<Claim, Estimated> {
  const call = value.calls.find(({ name }) => name === 'estimate');
  if (!call) {
    const outer = value.calls.find(({ work }) => work === value.work);
    const bounds = outer && functions[outer.name].bounds;
    return bounds === undefined ? {} : { bound: bounds };
  }
  const [id = '', end] = call.words;
  const { bound, geography, ...numbers } = estimates[id]!;
  if (numbers[end as 'low' | 'value' | 'high'] === null) {
    const given = (['low', 'value', 'high'] as const)
      .filter((one) => numbers[one] !== null)
      .join(' or ');
    row.note(
      'value',
      say`where “${call.text}” reads a number that the publisher did not give`,
      say`Write ${given} instead of ${end}.`
    );
  }
  if (value.work !== call.work) {
    row.note(
      'value',
      say`which calculates with “${call.text}”`,
      say`State the estimate by itself, as its publisher did.`
    );
  }
  return { estimate: id, bound, geography };
}

/** Units of a ledger by unit of a claim: “3 percent of children” may be 3 in 100 children. */
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

function refuseOtherUnit(row: Row, value: Formula, { estimates, protection }: Ledgers) {
  const call = value.calls.find(({ name }) => name === 'estimate' || name === 'fact');
  if (!call || value.work !== call.work) return;
  const [id = ''] = call.words;
  const counted = (call.name === 'estimate' ? estimates[id] : protection[id])?.unit;
  const isSame = counted === undefined || (ledgerUnits[row.cells.unit]?.test(counted) ?? true);
  if (isSame) return;
  row.note(
    'unit',
    say`but the ledger counts “${id}” in “${counted}”`,
    say`Correct the unit here, or in the ledger.`
  );
}

function placesOf(
  value: Formula,
  valueOf: (id: string) => Formula | undefined
): Pick<Claim, 'places' | 'measures'> {
  const calls: Formula['calls'][number][] = [];
  const seen = new Set<Formula>();
  const collect = (formula: Formula | undefined) => {
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
  return {
    places: [...new Set(places)],
    ...(measures !== undefined && measured.size === 1 ? { measures } : {})
  };
}

const readsOf = ({ calls }: Formula) =>
  calls.flatMap(({ name, words }) => functions[name].reads(...words));

function sourcesOf(row: Row, value: Formula, ids: FormulaScope['ids']) {
  const named = row.cells.source.split(';').map((one) => one.trim());
  const isKnown = (one: string) =>
    indicators.some((indicator) => indicator === one) ||
    /^[a-z0-9-]+\/\d{4}-\d{2}(-\d{2})?$/.test(one) ||
    Object.values(ids).some((known) => known.has(one));
  const odd = named.find((one) => !isKnown(one));
  if (odd !== undefined) {
    row.note(
      'source',
      say`where “${odd}” is not a known source`,
      say`Write an indicator (${indicators.join(', ')}), a kept release, or the id of a row of a ledger, with “;” between two.`
    );
  }
  const missing = [...new Set(readsOf(value))].filter((read) => !named.includes(read));
  if (odd === undefined && missing.length > 0) {
    row.note(
      'source',
      say`without ${missing.join('; ')}, which the value reads`,
      say`Add it, with “;” between two sources.`
    );
  }
  return named;
}

function refuseCircles(rows: ReadonlyMap<string, { row: Row; formulas: Formulas }>) {
  const next = (id: string) => {
    const { year, value } = rows.get(id)?.formulas ?? {};
    return [year, value].flatMap((formula) => formula?.claims ?? []);
  };
  const done = new Set<string>();
  const visit = (id: string, trail: readonly string[]) => {
    if (trail.includes(id)) {
      const circle = [...trail.slice(trail.indexOf(id)), id].map((one) => `$${one}`).join(' → ');
      rows
        .get(id)!
        .row.note(
          'value',
          say`and the claims lead in a circle: ${circle}`,
          say`Break it, so that each number leads to the data.`
        );
    } else if (!done.has(id)) {
      next(id).forEach((other) => visit(other, [...trail, id]));
      done.add(id);
    }
  };
  for (const id of rows.keys()) visit(id, []);
}

/** 0% and 100% are left out: no sentence states them. */
function likely(unit: string) {
  if (unit === 'percent') return range(0.5, 100, 0.5);
  return unit === 'year'
    ? range(1900, 2101)
    : [...range(1001), ...range(4, 11).map((power) => 10 ** power)];
}

/** Refuses a promise that no release can break (D06). */
function refuseEmptyPromise(row: Row, { holds }: Formulas, places: readonly string[]) {
  const fault = (why: string) =>
    row.note(
      'holds',
      why,
      say`Write a condition that another number would break, such as “value between 45 to 53”.`
    );
  const { unit, holds: written } = row.cells;
  const isOwn = holds.calls.some(({ words }) => words.some((word) => places.includes(word)));
  if (!holds.readsValue && !isOwn) {
    return fault(say`which does not read the value`);
  }
  const isJudged =
    !written.includes('!=') || (holds.calls.length === 0 && holds.claims.length === 0);
  if (holds.readsValue && isJudged && isTrueOfAll(holds, likely(unit))) {
    fault(say`which is true of every value`);
  }
}

function claimOf(
  row: Row,
  formulas: Formulas,
  rest: Pick<Claim, 'source' | Estimated | 'places' | 'measures'>,
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
      throw new Error(say`the year of “${id}” is ${String(found)}, which is no year`);
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
        throw new Error(say`the claim “${id}” is ${String(found)}, which is not a number to print`);
      return found;
    },
    holds: (found, edition) =>
      formulas.holds.work({ ...situation(edition, edition), value: found, year: yearIn(edition) })
  };
}

/** Judges a promise that a claim no longer makes; undefined when it cannot be read or judged. */
export function keepsEarlier(
  holds: string,
  claim: Claim,
  {
    claims,
    edition,
    ...ledgers
  }: Ledgers & {
    claims: ReadonlyMap<string, Claim>;
    edition: Edition;
  }
) {
  try {
    const year = claim.yearIn(edition);
    const own = year === undefined ? (['value'] as const) : (['value', 'year'] as const);
    const scope = {
      gives: 'truth',
      own,
      claims: new Set(claims.keys()),
      ids: idsOf(ledgers)
    } as const;
    return readFormula(holds, scope).work({
      ...{ edition, year, value: claim.compute(edition) },
      claim: (id) => claims.get(id)!.compute(edition)
    });
  } catch {
    return undefined;
  }
}

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
  refuseAny(problems);
  for (const [id, { row, formulas, rest }] of read) {
    const claim = claimOf(row, formulas, { ...rest, ...placed.get(id)! }, (other) =>
      claims.get(other)!
    );
    claims.set(id, claim);
  }
  return claims;
}
