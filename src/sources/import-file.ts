import type { ReadLayout } from './tables/file-text.ts';
import { foundDialect } from './tables/csv-table.ts';
import { owidGrapher, gapminderDdf, ituDatahub } from './layouts/long-tables.ts';
import type { Layout } from './source.ts';
import { maybeSpreadsheet } from './tables/spreadsheet.ts';
import { unTreatyCollection, treatyStatus } from './layouts/treaties.ts';
import { unicefWorkbook } from './layouts/unicef-workbook.ts';
import { worldBankBulk } from './layouts/world-bank-bulk.ts';

const importers: Record<Layout, ReadLayout> = {
  'world-bank-bulk': worldBankBulk,
  'gapminder-ddf': gapminderDdf,
  'owid-grapher': owidGrapher,
  'un-treaty-collection': unTreatyCollection,
  'treaty-status': treatyStatus,
  'unicef-workbook': unicefWorkbook,
  'itu-datahub': ituDatahub
};

export const importFile: ReadLayout = (file, source, options) => {
  const written = maybeSpreadsheet(file.bytes) ? {} : foundDialect(file, source);
  return importers[source.layout](file, { ...source, ...written }, options);
};
