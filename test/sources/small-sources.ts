import type { Layout, Source } from '../../src/sources/source.ts';

const base = {
  title: 'A small table',
  publisher: 'A publisher',
  address: 'https://example.org/table',
  licence: { name: 'CC BY 4.0', path: 'https://creativecommons.org/licenses/by/4.0/' },
  credit: 'A publisher: a small table. CC BY 4.0.',
  indicator: 'internet-use',
  unit: 'percent',
  cadence: 'never',
  notes: []
} as const satisfies Partial<Source>;

export const smallSources: Record<Layout, Source> = {
  'world-bank-bulk': {
    ...base,
    notes: [],
    id: 'small-wb',
    layout: 'world-bank-bulk',
    indicatorCode: 'IT.USE.ZS'
  },
  'gapminder-ddf': {
    ...base,
    notes: [],
    id: 'small-ddf',
    layout: 'gapminder-ddf',
    indicatorCode: 'use',
    columns: ['use'],
    codes: { kos: 'XKX', hos: 'VAT' }
  },
  'owid-grapher': {
    ...base,
    notes: [],
    id: 'small-owid',
    layout: 'owid-grapher',
    indicatorCode: 'USE',
    columns: ['People using it (%)', 'use'],
    codes: { OWID_KOS: 'XKX', OWID_WRL: 'WLD' },
    blankCodes: { 'Syrian Arab Republic': 'SYR' },
    groups: ['High income', 'Europe & Central Asia']
  },
  'un-treaty-collection': {
    ...base,
    notes: [],
    id: 'small-treaty',
    layout: 'un-treaty-collection',
    indicatorCode: 'IV-0',
    unit: 'states'
  },
  'treaty-status': {
    ...base,
    notes: [],
    id: 'small-status',
    layout: 'treaty-status',
    indicatorCode: 'IV-0',
    unit: 'states',
    codes: { TP: 'TLS' }
  },
  'unicef-workbook': {
    ...base,
    notes: [],
    id: 'small-unicef',
    layout: 'unicef-workbook',
    indicatorCode: 'NET_AT_HOME',
    sheet: 'All ages',
    columns: ['Total'],
    fractions: true,
    calendars: { NPL: { name: 'Bikram Sambat', offset: -57 } }
  },
  'itu-datahub': {
    ...base,
    notes: [],
    id: 'small-itu',
    layout: 'itu-datahub',
    indicatorCode: 'i99X'
  }
};
