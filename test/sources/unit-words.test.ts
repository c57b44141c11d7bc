import { describe, expect, it } from 'vitest';
import { namesOtherUnit } from '../../src/sources/layouts/observation-list.ts';

const share = {
  title: 'Individuals using the Internet (% of population)',
  unit: 'percent'
} as const;
const plain = { title: 'People using it', unit: 'percent' } as const;
const count = { title: 'Population, total', unit: 'people' } as const;
const rate = {
  title: 'Mobile cellular subscriptions (per 100 people)',
  unit: 'per 100 people'
} as const;

describe('namesOtherUnit', () => {
  it.each([
    ['Individuals using the Internet (millions)', share, true],
    ['Individuals using the Internet (% of households)', share, true],
    ['Individuals using the Internet (% of population)', share, false],
    ['Individuals using the Internet', share, false],
    ['', share, false],
    ['People using it, per cent', plain, false],
    ['People using it (thousands)', plain, true],
    ['People using it per 100 inhabitants', plain, true],
    ['Population, total (in thousands)', count, true],
    ['Population (% of total)', count, true],
    ['Population, total', count, false],
    ['Mobile cellular subscriptions (per 1,000 people)', rate, true],
    ['Mobile cellular subscriptions per 100 inhabitants', rate, false]
  ])('of %j, where the source is %o: %s', (name, source, other) =>
    expect(namesOtherUnit(name, source)).toBe(other)
  );
});
