import { claim, type Claim } from '../claim.ts';
import type { Edition } from '../edition.ts';

/** Percent of people at which the clock starts, and at which it stops. */
const [tenth, half] = [10, 50];

const codes = { gbr: 'GBR', idn: 'IDN', world: 'WLD' };
const span = (edition: Edition, place: keyof typeof codes) => edition.yearsFrom(codes[place], tenth, half);

/** Years from the first year at or above a tenth of the people to the first at or above half. */
function spanClaim(place: keyof typeof codes, promise: string, holds: (value: number, edition: Edition) => boolean): Claim {
  return claim(`span-${place}`, (edition) => span(edition, place), {
    unit: 'years',
    digits: 0,
    holds,
    promise,
    source: ['internet-use']
  });
}

/** How long it took to come online, and how much later some began. */
export const speedClaims = [
  spanClaim('gbr', 'a few years, the shortest of the three', (value, edition) => value > 1 && value < span(edition, 'idn')),
  spanClaim('idn', 'longer than the UK took', (value, edition) => value > span(edition, 'gbr')),
  spanClaim('world', 'longer than the UK took', (value, edition) => value > span(edition, 'gbr')),
  claim('tenth-idn', (edition) => edition.yearPassed('IDN', tenth), {
    unit: 'year',
    digits: 0,
    holds: (value, edition) => value > edition.yearPassed('GBR', tenth),
    promise: 'the year in which Indonesia first reached a tenth, after the UK',
    source: ['internet-use']
  }),
  claim('tenth-gap', (edition) => edition.yearPassed('IDN', tenth) - edition.yearPassed('GBR', tenth), {
    unit: 'years',
    digits: 0,
    holds: (value) => value >= 5,
    promise: 'years enough to learn from those who were first',
    source: ['internet-use']
  })
];
