import { claim, type Claim } from '../claim.ts';
import type { Edition, Revision } from '../edition.ts';
import { publishedIn2018 as then, smallestRevision as smallest } from '../revised.ts';

/** "Then" is what stood on the World Bank's page when the warning came; "now" is the vintage that the edition shows. */
const worldThen = (edition: Edition) => edition.vintageShare(then, 'WLD', 2016);
const worldNow = (edition: Edition) => edition.share('WLD', 2016);

/** In percentage points. */
const big = 5;
/** How far a figure for 2016 has moved, in points. */
const moved = (edition: Edition, iso3: string) => edition.share(iso3, 2016) - edition.vintageShare(then, iso3, 2016);

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

/** No country has more people but China, whose figure has not changed: then India is the most populous of those that did. */
const isMostPopulousChanged = (edition: Edition) => edition.population('IND', 2016) > 1e9 && Math.abs(moved(edition, 'CHN')) <= smallest;

/** India's figure for 2016; the sentence sets it beside two that hardly moved. */
function india(id: string, compute: (edition: Edition) => number, source: string): Claim {
  return claim(id, compute, {
    unit: 'percent',
    digits: 1,
    holds: (_, edition) =>
      isMostPopulousChanged(edition) &&
      moved(edition, 'IND') <= -10 &&
      Math.abs(moved(edition, 'GBR')) <= smallest &&
      Math.abs(moved(edition, 'IDN')) < 0.1,
    promise:
      'India, the most populous country to change, came down by ten points or more; the UK stayed where it was; Indonesia moved by less than a tenth of a point',
    source: [source, 'population']
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
  india('india-2016-then', (edition) => edition.vintageShare(then, 'IND', 2016), then),
  india('india-2016-now', (edition) => edition.share('IND', 2016), 'internet-use'),
  world('revised-2016-world-then', worldThen, then),
  world('revised-2016-world-now', worldNow, 'internet-use')
];
