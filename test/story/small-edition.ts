import type { Observation } from '../../src/sources/source.ts';
import { indicators, type IndicatorId } from '../../src/story/data.ts';
import type { EditionParts } from '../../src/story/edition.ts';
import type { Vintage } from '../../src/vintages/vintage.ts';
import { readFileSync } from 'node:fs';
import { claimsFile, readClaims, type Ledgers } from '../../src/story/claims/read-claims.ts';
import { committedEstimates, committedProtection } from './committed-ledgers.ts';

/** By code and year: `{ IDN: { 2018: 39.9 } }`. */
export type Values = Record<string, Record<number, number>>;

const aggregateCodes = new Set(['WLD', 'EAS']);

export function smallVintage(
  source: string,
  release: string,
  values: Values,
  unit: Vintage['unit'] = 'percent'
): Vintage {
  const all = Object.entries(values)
    .flatMap(([iso3, years]) =>
      Object.entries(years).map(([year, value]): Observation => ({
        iso3,
        year: Number(year),
        value,
        status: 'a'
      }))
    )
    .sort((one, other) =>
      one.iso3 < other.iso3 ? -1 : one.iso3 > other.iso3 ? 1 : one.year - other.year
    );
  return {
    source,
    release,
    title: source,
    publisher: 'Publisher',
    indicatorCode: 'X',
    unit,
    licence: { name: 'CC BY 4.0', path: 'https://creativecommons.org/licenses/by/4.0/' },
    credit: 'Publisher',
    raw: { name: 'raw.csv', bytes: 1, sha256: '0'.repeat(64), origin: 'https://example.org' },
    economies: all.filter(({ iso3 }) => !aggregateCodes.has(iso3)),
    aggregates: all.filter(({ iso3 }) => aggregateCodes.has(iso3))
  };
}

export const smallVintages = {
  use2018: smallVintage('wb-internet-users', '2018-08-28', {
    WLD: { 2000: 6.7, 2016: 45.8, 2018: 52.4 },
    IDN: { 2000: 0.9, 2016: 25.4, 2018: 44.1 },
    GBR: { 2000: 26.8, 2016: 94.8, 2018: 94.9 },
    PHL: { 2016: 55.5 }
  }),
  use2024: smallVintage('wb-internet-users', '2024-11', {
    WLD: { 1990: 0.0488, 2000: 6.72, 2016: 42.9, 2018: 48.6, 2019: 53, 2023: 67.4 },
    EAS: { 2018: 57 },
    IDN: { 1985: 0, 1990: 0, 2000: 0.9256, 2016: 25.45, 2018: 39.9, 2023: 69.2 },
    GBR: { 1990: 0.087, 2000: 26.82, 2016: 94.8, 2018: 90.7, 2022: 95.3 },
    PHL: { 2016: 39.2 }
  }),
  coverage: smallVintage('owid-mobile-4g', '2025-06', {
    WLD: { 2015: 43.5, 2018: 79.3, 2023: 90.1 },
    IDN: { 2012: 10, 2018: 90 }
  }),
  population: smallVintage(
    'wb-population',
    '2024-05-30',
    {
      WLD: { 2018: 7.6e9 },
      IDN: { 2018: 2.6e8 },
      GBR: { 2018: 6.6e7 },
      PHL: { 2018: 1e8 },
      TUV: { 2018: 11_000 }
    },
    'people'
  ),
  parties: smallVintage(
    'un-opsc-status',
    '2022-06-13',
    { WLD: { 2002: 45, 2018: 173, 2022: 176 } },
    'states'
  )
};

export function smallParts(change: Partial<EditionParts> & { use?: Vintage } = {}): EditionParts {
  const { use = smallVintages.use2024, ...rest } = change;
  const pins: Record<IndicatorId, Vintage> = {
    'internet-use': use,
    'coverage-4g': smallVintages.coverage,
    'coverage-3g': { ...smallVintages.coverage, source: 'owid-mobile-3g' },
    'coverage-2g': { ...smallVintages.coverage, source: 'owid-mobile-2g' },
    population: smallVintages.population,
    'opsc-parties': smallVintages.parties
  };
  for (const indicator of indicators) if (!pins[indicator]) throw new Error(indicator);
  return {
    edition: '2026-01-02',
    pins,
    kept: [smallVintages.use2018],
    ledger: { estimates: {}, statements: {} },
    protection: {},
    ...rest
  };
}

export const ledgers: Ledgers = {
  estimates: committedEstimates().estimates,
  protection: committedProtection()
};

export const claims = readClaims(readFileSync(claimsFile, 'utf8'), ledgers);

const columns = {
  id: 'a',
  year: '',
  unit: 'percent',
  digits: '0',
  value: '1',
  promise: 'any',
  // True of the values in tests, but not of every number.
  holds: 'value != 77 and value != 2077',
  source: 'internet-use'
};
export type MadeRow = Partial<typeof columns>;

export function claimsText(...rows: readonly MadeRow[]) {
  const cell = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) =>
    Object.values({ ...columns, ...row })
      .map(cell)
      .join(',')
  );
  return [Object.keys(columns).join(','), ...lines, ''].join('\n');
}

export function claimsOf(...rows: readonly MadeRow[]) {
  return readClaims(claimsText(...rows), ledgers);
}

export function claimOf(row: MadeRow) {
  return [...claimsOf(row).values()][0]!;
}
