import type { Dialect } from './tables/file-text.ts';
import { foundDialect } from './tables/found-dialect.ts';
import { gapminderDdf } from './layouts/gapminder-ddf.ts';
import { ituDatahub } from './layouts/itu-datahub.ts';
import { owidGrapher } from './layouts/owid-grapher.ts';
import type { Imported, ImportOptions, PublishedFile, Layout, Source } from './source.ts';
import { maybeSpreadsheet } from './tables/spreadsheet.ts';
import { treatyStatus } from './layouts/treaty-status.ts';
import { unTreatyCollection } from './layouts/un-treaty-collection.ts';
import { unicefWorkbook } from './layouts/unicef-workbook.ts';
import { worldBankBulk } from './layouts/world-bank-bulk.ts';

const importers: Record<
  Layout,
  (file: PublishedFile, source: Source & Dialect, options: ImportOptions) => Imported
> = {
  'world-bank-bulk': worldBankBulk,
  'gapminder-ddf': gapminderDdf,
  'owid-grapher': owidGrapher,
  'un-treaty-collection': unTreatyCollection,
  'treaty-status': treatyStatus,
  'unicef-workbook': unicefWorkbook,
  'itu-datahub': ituDatahub
};

/** Reads a published file by the layout of its source. @throws SourceError at its first fault. */
export function importFile(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const written = maybeSpreadsheet(file.bytes) ? {} : foundDialect(file, source);
  return importers[source.layout](file, { ...source, ...written }, options);
}
