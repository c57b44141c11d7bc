import { claim, type Claim } from '../claim.ts';
import type { Edition } from '../edition.ts';

/** UN member states; more than half of them is "most governments". */
const memberStates = 193;

function parties(year: number, promise: string, holds: (value: number, edition: Edition) => boolean): Claim {
  return claim(`parties-${year}`, (edition) => edition.parties(year), {
    unit: 'states',
    digits: 0,
    holds,
    promise,
    source: ['opsc-parties']
  });
}

/** The number of countries in one of ICMEC's readings. */
function icmec(edition: Edition, id: string): number {
  const { value } = edition.protection(id);
  if (value === null) throw new Error(`data/protection.csv: “${id}” has no value`);
  return value;
}

/** How many countries ICMEC reads; the ledger gives it beside the place: `World (196 countries)`. */
function icmecTotal(edition: Edition): number {
  const { geography } = edition.protection('icmec-2018');
  const count = /\((\d+) countries\)/.exec(geography)?.[1];
  if (count === undefined) throw new Error(`data/protection.csv: “icmec-2018” does not say of how many countries: “${geography}”`);
  return Number(count);
}

/** What was promised by treaty and what stood in law: world totals only (standards S02). */
export const protectionClaims = [
  parties(2002, 'a minority of states in the first year', (value) => value > 0 && value < memberStates / 2),
  parties(2010, 'most states', (value) => value > memberStates / 2),
  parties(2018, 'most states had promised before half of the world was online', (value, edition) => {
    const lastYearBelowHalf = edition.yearPassed('WLD', 50) - 1;
    return value > memberStates / 2 && edition.parties(Math.min(lastYearBelowHalf, 2018)) > memberStates / 2;
  }),
  parties(2022, 'no fewer states than in 2018', (value, edition) => value >= edition.parties(2018)),
  claim('icmec-2006', (edition) => icmec(edition, 'icmec-2006'), {
    unit: 'countries',
    digits: 0,
    holds: (value, edition) => value < icmecTotal(edition) / 4,
    promise: 'few of the countries read',
    source: ['icmec-2006']
  }),
  claim('icmec-2018', (edition) => icmec(edition, 'icmec-2018'), {
    unit: 'countries',
    digits: 0,
    holds: (value, edition) => value > icmec(edition, 'icmec-2006'),
    promise: 'more than in 2006',
    source: ['icmec-2018']
  }),
  claim('icmec-total', icmecTotal, {
    unit: 'countries',
    digits: 0,
    holds: (value, edition) => value >= icmec(edition, 'icmec-2018'),
    promise: 'all countries read',
    source: ['icmec-2018']
  })
];
