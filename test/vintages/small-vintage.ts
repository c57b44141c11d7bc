import type { Observation } from '../../src/sources/source.ts';
import type { Vintage } from '../../src/vintages/vintage.ts';

export const seen = (iso3: string, year: number, value: number): Observation => ({
  iso3,
  year,
  value,
  status: 'a'
});

export function smallVintage(change: Partial<Vintage> = {}): Vintage {
  return {
    source: 'small-use',
    release: '2024-05-30',
    title: 'People using the internet',
    publisher: 'A publisher',
    indicatorCode: 'IT.USE',
    unit: 'percent',
    licence: { name: 'CC BY 4.0', path: 'https://creativecommons.org/licenses/by/4.0/' },
    credit: 'A publisher: people using the internet. CC BY 4.0.',
    raw: {
      name: 'use.csv',
      bytes: 120,
      sha256: 'ab'.repeat(32),
      origin: 'https://example.org/use.csv'
    },
    economies: [seen('GBR', 2015, 92), seen('IDN', 2015, 22.0654), seen('IDN', 2016, 25.4)],
    aggregates: [seen('WLD', 2016, 45.8)],
    ...change
  };
}

export const smallSource = {
  address: 'https://example.org/use',
  notes: ['Surveys differ by country.']
};
