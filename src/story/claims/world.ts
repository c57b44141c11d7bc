import { claim, type Claim, type ClaimTerms } from '../claim.ts';

type Promised = Pick<ClaimTerms, 'holds' | 'promise'>;

const between = (low: number, high: number) => (value: number) => value >= low && value <= high;

/** A share of people using the internet, in whole percent unless it is too small for that (standards V10). */
function online(place: 'world' | 'idn' | 'gbr', year: number, promised: Promised, digits = 0): Claim {
  const code = { world: 'WLD', idn: 'IDN', gbr: 'GBR' }[place];
  return claim(`${place}-${year}`, (edition) => edition.share(code, year), {
    unit: 'percent',
    digits,
    ...promised,
    source: ['internet-use']
  });
}

/** A share of the world's people within reach of 4G, promised to be ahead of the share online in the same year. */
function covered(year: number): Claim {
  return claim(`coverage-${year}`, (edition) => edition.coverage('WLD', year), {
    unit: 'percent',
    digits: 0,
    holds: (value, edition) => value > edition.share('WLD', year),
    promise: `the signal is ahead of use in ${year}`,
    source: ['coverage-4g']
  });
}

/** How the world, Indonesia and the UK came online, and how far the signal reached. */
export const worldClaims = [
  online('world', 1990, { holds: (value) => value < 0.1, promise: 'almost nobody' }, 2),
  online('world', 2000, { holds: (value) => value < 10, promise: 'fewer than one in ten' }),
  online('world', 2002, { holds: between(8, 13), promise: 'about one in ten' }),
  online('world', 2006, { holds: between(14, 22), promise: 'fewer than one in four' }),
  online('world', 2010, { holds: between(25, 33), promise: 'more than a quarter' }),
  online('world', 2018, { holds: between(45, 53), promise: 'about half' }),
  online('world', 2023, { holds: between(64, 70), promise: 'about two thirds' }),
  online('idn', 2000, { holds: (value, edition) => value < edition.share('WLD', 2000), promise: 'below the world in 2000' }, 1),
  online('idn', 2010, { holds: (value, edition) => value < edition.share('WLD', 2010), promise: 'below the world in 2010' }),
  online('idn', 2018, { holds: (value, edition) => value < edition.share('WLD', 2018), promise: 'below the world in 2018' }),
  online('idn', 2023, { holds: (value) => value > 50, promise: 'more than half of Indonesia' }),
  online('gbr', 2000, { holds: (value, edition) => value > edition.share('WLD', 2000), promise: 'above the world in 2000' }),
  online('gbr', 2018, { holds: (value) => value >= 85, promise: 'nearly everyone in the UK' }),
  online('gbr', 2022, { holds: (value) => value >= 85, promise: 'nearly everyone in the UK' }),
  claim('economies-total', (edition) => edition.economies().length, {
    unit: 'economies',
    digits: 0,
    holds: between(200, 230),
    promise: 'every economy the World Bank reports on',
    source: ['population']
  }),
  claim('economies-without-2023', (edition) => edition.economiesWithout(2023), {
    unit: 'economies',
    digits: 0,
    holds: (value, edition) => value > 0 && value < edition.economies().length,
    promise: 'some economies have no figure of their own for 2023',
    source: ['internet-use', 'population']
  }),
  covered(2015),
  covered(2018),
  covered(2023)
];
