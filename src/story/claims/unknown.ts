import { claim, estimateClaim, type Claim } from '../claim.ts';
import type { Edition } from '../edition.ts';
import type { Estimate } from '../estimate.ts';

/** The surveys that the text counts in words: twelve. */
const surveyed = 12;

function surveys(edition: Edition): Estimate[] {
  return Object.values(edition.data.estimates).filter(({ series }) => series === 'survey_all_children_unlabelled');
}

/** The central estimates that the surveys published. @throws Error naming one that has none. */
function centrals(edition: Edition): number[] {
  return surveys(edition).map(({ id, value }) => {
    if (value === null) throw new Error(`data/estimates.csv: “${id}” has no central estimate`);
    return value;
  });
}

/** One end of what the surveys found; each estimate keeps its own margin in the figure. */
function survey(id: string, pick: (...values: number[]) => number): Claim {
  return claim(id, (edition) => pick(...centrals(edition)), {
    unit: 'percent',
    digits: 1,
    holds: (value, edition) => value > 0 && value < 50 && centrals(edition).length === surveyed,
    promise: 'the lowest and the highest of twelve central estimates',
    source: ['survey_all_children_unlabelled']
  });
}

/** What surveys found, and who was told. */
export const unknownClaims = [
  survey('survey-low', Math.min),
  survey('survey-high', Math.max),
  estimateClaim(
    'dh-known',
    { estimate: 'dh-known', bound: 'exact', end: 'value' },
    {
      unit: 'percent',
      holds: (value, edition) => value > 50 && edition.estimate('dh-known').geography === '13 countries',
      promise: 'most offenders, on average over thirteen countries, were known to the child'
    }
  ),
  estimateClaim(
    'dh-nottold',
    { estimate: 'dh-nottold', bound: 'about', end: 'value' },
    {
      unit: 'percent',
      holds: (value, edition) => value > 25 && value < 40 && edition.estimate('dh-nottold').geography === '13 countries',
      promise: 'about a third of affected children told nobody, and the same row says that nearly half did not know where to go'
    }
  ),
  estimateClaim(
    'dh-helpline',
    { estimate: 'dh-helpline', bound: 'exact', end: 'value' },
    {
      unit: 'percent',
      holds: (value, edition) => value < 10 && edition.estimate('dh-helpline').geography === '13 countries',
      promise: 'few affected children called a helpline'
    }
  )
];
