import { quoted, type CsvRow } from './tables/csv-table.ts';
import { headOf, startOf, fileText, type Dialect } from './tables/file-text.ts';
import { firstRows, foundDialect } from './tables/found-dialect.ts';
import { ituHeaders } from './layouts/itu-datahub.ts';
import { SourceError, type SourceFault } from './source-error.ts';
import { layoutNames, type PublishedFile, type Layout, type Source } from './source.ts';
import { maybeSpreadsheet, readSpreadsheet, type Sheet } from './tables/spreadsheet.ts';
import { joinedHeaders, unicefHeaders, unicefSheet } from './layouts/unicef-workbook.ts';
import { isWorldBankApi, worldBankApiIndicator } from './layouts/world-bank-api.ts';
import {
  isHeaderOfNames,
  worldBankHeader,
  worldBankIndicator,
  worldBankSheet
} from './layouts/world-bank-bulk.ts';

/** A source that a file may be of. */
export interface Candidate {
  source: Source;
  /** What in the file speaks for it, in words. */
  reasons: string[];
  /** What leaves it open; a candidate without doubts is sure. */
  doubts: string[];
}

/** What a file was recognised as. */
export interface Recognition {
  /**
   * What the file is, in words, also when no source declares it: "a World Bank bulk file of the
   * indicator IT.CEL.SETS.P2".
   */
  what: string;
  candidates: Candidate[];
  /**
   * Why nothing of it can be read as a table, whatever source it is of: it is in another encoding,
   * a web page, or a damaged workbook.
   */
  fault?: SourceFault;
}

/**
 * As much of a file as is looked at: enough rows for what stands above a header, and never more
 * than so many bytes.
 */
const head = { bytes: 8 * 2 ** 20, rows: 24 };

/**
 * What was found in a file: the reasons for and against one source, or nothing when it is
 * another's.
 */
type Look = (
  rows: readonly CsvRow[],
  source: Source
) => Pick<Candidate, 'reasons' | 'doubts'> | undefined;

const looks: Record<Exclude<Layout, 'unicef-workbook'>, Look> = {
  'world-bank-bulk': (rows, source) => {
    const at = worldBankHeader(rows);
    const [header, row] = rows.slice(at);
    if (!header || !row || worldBankIndicator(rows, at) !== source.indicatorCode) return undefined;
    return sure(
      `the header in line ${header.line} is that of the World Bank’s bulk files`,
      `the indicator in line ${row.line} is ${source.indicatorCode}`
    );
  },
  'gapminder-ddf': ([header], source) => {
    const concept = source.columns?.[0] ?? source.indicatorCode;
    return hasAll(header, 'geo', 'time', concept)
      ? sure(`the header is geo, time and ${concept}, as in DDF datapoints`)
      : undefined;
  },
  'owid-grapher': ([header], source) => {
    const cells = cellsOf(header);
    const column = source.columns?.find((name) => cells.includes(name));
    if (!isOwid(header) || column === undefined) return undefined;
    return sure(
      'the header begins as a grapher download’s: entity, code, year',
      `the column ${quoted(column)} is one that the source declares`
    );
  },
  'un-treaty-collection': ([header], source) =>
    hasAll(header, 'Participant', 'Signature')
      ? byName(
          source,
          'the header is that of the UN Treaty Collection’s tables',
          'nothing in it says which treaty it is of'
        )
      : undefined,
  'treaty-status': ([header], source) =>
    hasAll(header, 'iso2', 'member', 'state party')
      ? byName(
          source,
          'the header is that of a compilation of treaty status',
          'nothing in it says which treaty it is of'
        )
      : undefined,
  'itu-datahub': ([header, row], source) => {
    if (!hasAll(header, ...ituHeaders)) return undefined;
    const series = row?.cells[cellsOf(header).indexOf('seriesCode')]?.trim();
    return series === source.indicatorCode
      ? sure(
          'the header is that of the ITU DataHub’s long tables',
          `the series of its first row is ${series}`
        )
      : {
          reasons: ['the header is that of the ITU DataHub’s long tables'],
          doubts: [`its first row is of the series ${quoted(series ?? '')}`]
        };
  }
};

const sure = (...reasons: string[]) => ({ reasons, doubts: [] });
/**
 * For files that do not say what they count: sure only by their name, which is looked at in
 * `recognise`.
 */
const byName = (source: Source, reason: string, doubt: string) => ({
  reasons: [reason],
  doubts: [
    source.named === undefined
      ? doubt
      : `${doubt}, and it is not named “…${source.named}…” as the publisher’s are`
  ]
});

/**
 * Returns what a file is and which sources it may be of, with the reasons. Reads the head of a
 * table alone; opens a workbook whole. Pure.
 */
export function recognise(file: PublishedFile, sources: readonly Source[]): Recognition {
  if (maybeSpreadsheet(startOf(file))) return recogniseWorkbook(file, sources);
  if (isWorldBankApi(file)) return recogniseApi(file, sources);
  const heads = new Map<string, CsvRow[]>();
  const rowsIn = (declared: Dialect) => {
    const key = `${declared.encoding} ${declared.delimiter}`;
    const rows = heads.get(key) ?? firstRows(file, foundDialect(file, declared), head);
    heads.set(key, rows);
    return rows;
  };
  const candidates = sources.flatMap((source) =>
    source.layout === 'unicef-workbook'
      ? []
      : named(file.name, source, looks[source.layout](rowsIn(source), source))
  );
  const rows = rowsIn({});
  const fault = candidates.length === 0 && rows.length === 0 ? faultOf(file) : undefined;
  return {
    what: fault?.found ?? describe(rows, candidates),
    candidates: sureFirst(candidates),
    ...(fault === undefined ? {} : { fault })
  };
}

const sureFirst = (candidates: Candidate[]) =>
  candidates.sort((one, other) => one.doubts.length - other.doubts.length);

/**
 * Returns what was found with what the name of the file adds: a declared part of it takes the doubt
 * away.
 */
function named(file: string, source: Source, found: ReturnType<Look>): Candidate[] {
  if (!found) return [];
  const { reasons } = found;
  const base = file.replace(/^.*[/\\]/, '').toLowerCase();
  if (source.named !== undefined && base.includes(source.named.toLowerCase())) {
    return [
      {
        source,
        reasons: [...reasons, `it is named “…${source.named}…”, as the publisher’s are`],
        doubts: []
      }
    ];
  }
  if (/[._]/.test(source.indicatorCode) && base.includes(source.indicatorCode.toLowerCase())) {
    return [{ source, ...found, reasons: [...reasons, `its name has ${source.indicatorCode}`] }];
  }
  return [{ source, ...found }];
}

function recogniseApi(file: PublishedFile, sources: readonly Source[]): Recognition {
  const { indicator, found } = worldBankApiIndicator(file);
  const what = `an answer of the World Bank’s API ${indicator === undefined ? `that is not whole (${found ?? 'no entry'})` : `for the indicator ${quoted(indicator)}`}`;
  const candidates = sources
    .filter(
      ({ layout, indicatorCode }) => layout === 'world-bank-bulk' && indicatorCode === indicator
    )
    .flatMap((source) =>
      named(file.name, source, sure(`the indicator of its first entry is ${source.indicatorCode}`))
    );
  return { what, candidates };
}

function recogniseWorkbook(file: PublishedFile, sources: readonly Source[]): Recognition {
  let sheets: Sheet[];
  try {
    sheets = readSpreadsheet(file);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return {
      what: `no workbook that can be read: found ${error.fault.found}`,
      candidates: [],
      fault: error.fault
    };
  }
  const candidates = sources.flatMap((source) => {
    if (source.layout === 'world-bank-bulk') {
      const rows = worldBankSheet(sheets, source.indicatorCode)?.sheet.rows ?? [];
      return named(file.name, source, looks['world-bank-bulk'](rows.slice(0, head.rows), source));
    }
    const sheet = source.layout === 'unicef-workbook' ? unicefSheet(sheets, source) : undefined;
    const [above, below] = sheet?.rows ?? [];
    const headers = joinedHeaders(above?.cells ?? [], below?.cells ?? []);
    const needed = [...unicefHeaders, source.columns?.[0] ?? ''];
    if (!sheet || !needed.every((name) => headers.includes(name))) return [];
    const header = `the two rows of its header give ${needed.map(quoted).join(', ')}, as in UNICEF’s databases`;
    return named(file.name, source, sure(`it has a sheet ${quoted(sheet.name)}`, header));
  });
  const [first] = candidates;
  const bank = sheets
    .map(({ rows }) => rows.slice(0, head.rows))
    .find((rows) => worldBankHeader(rows) >= 0);
  const what =
    first !== undefined
      ? first.source.layout === 'world-bank-bulk'
        ? 'a World Bank workbook'
        : layoutNames['unicef-workbook']
      : bank
        ? `a World Bank workbook of the indicator ${quoted(worldBankIndicator(bank, worldBankHeader(bank)) ?? '')}`
        : `a workbook with the sheets ${sheets.map(({ name }) => quoted(name)).join(', ')}`;
  return { what, candidates: sureFirst(candidates) };
}

const cellsOf = (row: CsvRow | undefined) => row?.cells.map((cell) => cell.trim()) ?? [];
const hasAll = (row: CsvRow | undefined, ...names: string[]) =>
  names.every((name) => cellsOf(row).includes(name));
const isOwid = (row: CsvRow | undefined) =>
  hasAll(row, 'Entity', 'Code', 'Year') || hasAll(row, 'entity', 'code', 'year');

/** Says what a file is, also when it is of no declared source. */
function describe(rows: readonly CsvRow[], [first]: readonly Candidate[]): string {
  const bank = worldBankHeader(rows);
  const indicator = worldBankIndicator(rows, bank);
  if (bank >= 0)
    return `${layoutNames['world-bank-bulk']}${indicator ? ` of the indicator ${quoted(indicator)}` : ' without a row'}`;
  const [header] = rows;
  const cells = cellsOf(header);
  if (isOwid(header))
    return `${layoutNames['owid-grapher']} with ${cells.slice(3).map(quoted).join(', ') || 'no column of values'}`;
  if (hasAll(header, 'geo', 'time'))
    return `${layoutNames['gapminder-ddf']} of ${cells.slice(2).map(quoted).join(', ') || 'nothing'}`;
  if (first) return layoutNames[first.source.layout];
  if (rows.some(isHeaderOfNames))
    return 'a table of names without codes, and names are never joined on';
  return header ? `a table whose header is ${quoted(cells.join(', '))}` : 'no table';
}

/** Returns why the start of a file is no text of a table; undefined when it is. */
function faultOf(file: PublishedFile): SourceFault | undefined {
  try {
    for (const _ of fileText({ name: file.name, bytes: headOf(file, head.bytes) })) break;
    return undefined;
  } catch (error) {
    if (error instanceof SourceError) return error.fault;
    throw error;
  }
}
