import { claim, type Claim } from '../claim.ts';
import type { Edition, Revision } from '../edition.ts';

/** What stood on the World Bank's page when the warning came; "now" is the vintage that the edition shows. */
const then = 'wb-internet-users/2018-08-28';
const worldThen = (edition: Edition) => edition.vintageShare(then, 'WLD', 2016);
const worldNow = (edition: Edition) => edition.share('WLD', 2016);

/** A change smaller than this is another rounding of the same figure, not a revision. In percentage points. */
const smallest = 0.05;
const big = 5;

function count(id: string, promise: string, counts: (revision: Revision) => boolean, holds: (value: number) => boolean): Claim {
  const compute = (edition: Edition) => edition.revisions(then, 2016).filter(counts).length;
  return claim(id, compute, { unit: 'economies', digits: 0, holds, promise, source: [then, 'internet-use'] });
}

function world(id: string, compute: (edition: Edition) => number, source: string): Claim {
  return claim(id, compute, {
    unit: 'percent',
    digits: 1,
    holds: (_, edition) => Math.abs(worldNow(edition) - worldThen(edition)) >= 0.1,
    promise: 'the world figure for 2016 has been revised since the warning',
    source: [source]
  });
}

/** How the figures for 2016 have changed since 2018. */
export const revisionClaims = [
  count(
    'revised-2016-total',
    'nearly every economy',
    () => true,
    (value) => value > 190
  ),
  count(
    'revised-2016-changed',
    'many, but fewer than half',
    ({ before, after }) => Math.abs(after - before) > smallest,
    (value) => value > 40 && value < 101
  ),
  count(
    'revised-2016-big',
    'dozens, by five points or more',
    ({ before, after }) => Math.abs(after - before) >= big,
    (value) => value >= 24
  ),
  count(
    'revised-2016-big-down',
    'some downward',
    ({ before, after }) => before - after >= big,
    (value) => value > 0
  ),
  count(
    'revised-2016-big-up',
    'some upward',
    ({ before, after }) => after - before >= big,
    (value) => value > 0
  ),
  world('revised-2016-world-then', worldThen, then),
  world('revised-2016-world-now', worldNow, 'internet-use')
];
