import { quoted, type CsvRow, foundDialect, readFirstRows } from './tables/csv-table.ts';
import { fileText, type Dialect } from './tables/file-text.ts';
import { owidForms, ituHeaders } from './layouts/long-tables.ts';
import { SourceError, type SourceFault } from './source-error.ts';
import { layoutNames, type PublishedFile, type Layout, type Source } from './source.ts';
import { maybeSpreadsheet, readSpreadsheet } from './tables/spreadsheet.ts';
import { joinedHeaders, unicefHeaders, unicefSheet } from './layouts/unicef-workbook.ts';
import { isWorldBankApi, worldBankApiIndicator } from './layouts/world-bank-api.ts';
import {
  isHeaderOfNames,
  worldBankHeader,
  worldBankIndicator,
  worldBankSheet
} from './layouts/world-bank-bulk.ts';
import { say } from '#locale/say.ts';

export interface Candidate {
  source: Source;
  /** A candidate without doubts is sure. */
  doubts: string[];
}

export interface Recognition {
  /** Names the file in words: "a World Bank bulk file of the indicator IT.CEL.SETS.P2". */
  what: string;
  candidates: Candidate[];
  /** Why no source can read it: its encoding, a web page, a damaged workbook. */
  fault?: SourceFault;
}

/** The rows that are looked at, including any above the header. */
const head = 24;

const noTreaty = () => say`the file does not name its treaty`;

/** Returns the doubts that a table is of a source; undefined when it is not. */
type Look = (rows: readonly CsvRow[], source: Source) => string[] | undefined;

const looks: Record<Exclude<Layout, 'unicef-workbook'>, Look> = {
  'world-bank-bulk': (rows, { indicatorCode }) =>
    worldBankIndicator(rows, worldBankHeader(rows)) === indicatorCode ? [] : undefined,
  'gapminder-ddf': ([header], { columns, indicatorCode }) =>
    hasAll(header, 'geo', 'time', columns?.[0] ?? indicatorCode) ? [] : undefined,
  'owid-grapher': ([header], { columns }) =>
    isOwid(header) && columns?.some((name) => hasAll(header, name)) ? [] : undefined,
  'un-treaty-collection': ([header]) =>
    hasAll(header, 'Participant', 'Signature') ? [noTreaty()] : undefined,
  'treaty-status': ([header]) =>
    hasAll(header, 'iso2', 'member', 'state party') ? [noTreaty()] : undefined,
  'itu-datahub': ([header, row], { indicatorCode }) => {
    if (!hasAll(header, ...ituHeaders)) return undefined;
    const series = row?.cells[cellsOf(header).indexOf('seriesCode')]?.trim();
    return series === indicatorCode
      ? []
      : [say`its first row has the series ${quoted(series ?? '')}`];
  }
};

export function recognise(file: PublishedFile, sources: readonly Source[]): Recognition {
  try {
    const of = maybeSpreadsheet(file.bytes)
      ? recogniseWorkbook
      : isWorldBankApi(file)
        ? recogniseApi
        : recogniseTable;
    const { what, candidates } = of(file, sources);
    candidates.sort((one, other) => one.doubts.length - other.doubts.length);
    return { what, candidates };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { what: error.fault.wrong.replace(/\.$/, ''), candidates: [], fault: error.fault };
  }
}

function recogniseTable(file: PublishedFile, sources: readonly Source[]) {
  const heads = new Map<Dialect['encoding'], CsvRow[]>();
  const rowsIn = ({ encoding }: Dialect) => {
    const rows = heads.get(encoding) ?? readFirstRows(file, foundDialect(file, { encoding }), head);
    heads.set(encoding, rows);
    return rows;
  };
  const candidates = sources.flatMap((source) =>
    source.layout === 'unicef-workbook'
      ? []
      : named(file.name, source, looks[source.layout](rowsIn(source), source))
  );
  const rows = rowsIn({});
  // Throws what is wrong with it.
  if (candidates.length === 0 && rows.length === 0) fileText(file);
  return { what: describe(rows, candidates), candidates };
}

/** Resolves or explains the doubts of a file that does not name its indicator by its own name. */
function named(file: string, source: Source, doubts: string[] | undefined) {
  const part = source.named;
  if (!doubts) return [];
  if (part === undefined || doubts.length === 0) return [{ source, doubts }];
  return file
    .replace(/^.*[/\\]/, '')
    .toLowerCase()
    .includes(part.toLowerCase())
    ? [{ source, doubts: [] }]
    : [
        {
          source,
          doubts: [
            say`${doubts.join('; ')}, and its name lacks “${part}”, which the publisher’s files have`
          ]
        }
      ];
}

function recogniseApi(file: PublishedFile, sources: readonly Source[]) {
  const indicator = worldBankApiIndicator(file);
  return {
    what: say`an answer of the World Bank’s API ${indicator === undefined ? say`without an entry` : say`for the indicator ${quoted(indicator)}`}`,
    candidates: sources
      .filter(
        ({ layout, indicatorCode }) => layout === 'world-bank-bulk' && indicatorCode === indicator
      )
      .map((source) => ({ source, doubts: [] }))
  };
}

function recogniseWorkbook(file: PublishedFile, sources: readonly Source[]) {
  const sheets = readSpreadsheet(file);
  const isOf = (source: Source) => {
    if (source.layout === 'world-bank-bulk') {
      const rows = worldBankSheet(sheets, source.indicatorCode)?.sheet.rows ?? [];
      return looks['world-bank-bulk'](rows.slice(0, head), source) !== undefined;
    }
    const sheet = source.layout === 'unicef-workbook' ? unicefSheet(sheets, source) : undefined;
    const [above, below] = sheet?.rows ?? [];
    const headers = joinedHeaders(above?.cells ?? [], below?.cells ?? []);
    return [...unicefHeaders, source.columns?.[0] ?? ''].every((name) => headers.includes(name));
  };
  const candidates = sources.filter(isOf).map((source) => ({ source, doubts: [] }));
  const bank = sheets
    .map(({ rows }) => rows.slice(0, head))
    .find((rows) => worldBankHeader(rows) >= 0);
  const what = bank
    ? say`a World Bank workbook of the indicator ${quoted(worldBankIndicator(bank, worldBankHeader(bank)) ?? '')}`
    : candidates.length > 0
      ? layoutNames()['unicef-workbook']
      : say`a workbook with the sheets ${sheets.map(({ name }) => quoted(name)).join(', ')}`;
  return { what, candidates };
}

const cellsOf = (row: CsvRow | undefined) => row?.cells.map((cell) => cell.trim()) ?? [];
const hasAll = (row: CsvRow | undefined, ...names: string[]) =>
  names.every((name) => cellsOf(row).includes(name));
const isOwid = (row: CsvRow | undefined) => owidForms.some((names) => hasAll(row, ...names));

function describe(rows: readonly CsvRow[], [first]: readonly Candidate[]) {
  const bank = worldBankHeader(rows);
  const indicator = worldBankIndicator(rows, bank);
  if (bank >= 0)
    return `${layoutNames()['world-bank-bulk']}${indicator ? say` of the indicator ${quoted(indicator)}` : say` without a row`}`;
  const [header] = rows;
  const cells = cellsOf(header);
  if (isOwid(header))
    return say`${layoutNames()['owid-grapher']} with ${cells.slice(3).map(quoted).join(', ') || say`no column of values`}`;
  if (hasAll(header, 'geo', 'time'))
    return say`${layoutNames()['gapminder-ddf']} of ${cells.slice(2).map(quoted).join(', ') || say`nothing`}`;
  if (first) return layoutNames()[first.source.layout];
  if (rows.some(isHeaderOfNames)) return say`a table of names without codes`;
  return header ? say`a table whose header is ${quoted(cells.join(', '))}` : say`no table`;
}
