import type { Estimate } from '../../src/story/ledgers/estimate.ts';

export function estimateOf(parts: Pick<Estimate, 'bound'> & Partial<Estimate>): Estimate {
  return {
    id: 'made-up',
    series: 'made_up',
    publisher: 'Nobody',
    title: 'Made up',
    url: 'https://example.org',
    published: '2020-01-01',
    ref_year: '2020',
    geography: 'UK',
    low: null,
    value: null,
    high: null,
    unit: 'people',
    definition: 'people',
    verification: 'primary',
    ...parts
  };
}
