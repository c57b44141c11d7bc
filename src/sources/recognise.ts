import { quoted, type CsvRow } from './tables/csv-table.ts';
import { fileText, type Dialect } from './tables/file-text.ts';
import { foundDialect, readFirstRows } from './tables/found-dialect.ts';
import { ituHeaders } from './layouts/itu-datahub.ts';
import { owidForms } from './layouts/owid-grapher.ts';
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

export interface Candidate {
  source: Source;
  reasons: string[];
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

/** Returns the reasons for and against one source; undefined when the file is not of it. */
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
      `line ${header.line} is the header of the World Bank’s bulk files`,
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
      'the header begins with entity, code and year, as in grapher downloads',
      `the source declares its column ${quoted(column)}`
    );
  },
  'un-treaty-collection': ([header], source) =>
    hasAll(header, 'Participant', 'Signature')
      ? byName(
          source,
          'it has the header of the UN Treaty Collection’s tables',
          'the file does not name its treaty'
        )
      : undefined,
  'treaty-status': ([header], source) =>
    hasAll(header, 'iso2', 'member', 'state party')
      ? byName(
          source,
          'it has the header of a compilation of treaty status',
          'the file does not name its treaty'
        )
      : undefined,
  'itu-datahub': ([header, row], source) => {
    if (!hasAll(header, ...ituHeaders)) return undefined;
    const series = row?.cells[cellsOf(header).indexOf('seriesCode')]?.trim();
    return series === source.indicatorCode
      ? sure(
          'it has the header of the ITU DataHub’s long tables',
          `the series of its first row is ${series}`
        )
      : {
          reasons: ['it has the header of the ITU DataHub’s long tables'],
          doubts: [`its first row has the series ${quoted(series ?? '')}`]
        };
  }
};

const sure = (...reasons: string[]) => ({ reasons, doubts: [] });
/** Files that do not name their indicator are sure only by their own name; see `named`. */
const byName = (source: Source, reason: string, doubt: string) => ({
  reasons: [reason],
  doubts: [
    source.named === undefined
      ? doubt
      : `${doubt}, and its name lacks “${source.named}”, which the publisher’s files have`
  ]
});

/** Finds the sources that a file may be of, from the head of a table or a whole workbook. */
export function recognise(file: PublishedFile, sources: readonly Source[]): Recognition {
  if (maybeSpreadsheet(file.bytes)) return recogniseWorkbook(file, sources);
  if (isWorldBankApi(file)) return recogniseApi(file, sources);
  const heads = new Map<string, CsvRow[]>();
  const rowsIn = (declared: Dialect) => {
    const key = `${declared.encoding} ${declared.delimiter}`;
    const rows = heads.get(key) ?? readFirstRows(file, foundDialect(file, declared), head);
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
    what: fault ? nameOf(fault) : describe(rows, candidates),
    candidates: sureFirst(candidates),
    ...(fault === undefined ? {} : { fault })
  };
}

const sureFirst = (candidates: Candidate[]) =>
  candidates.sort((one, other) => one.doubts.length - other.doubts.length);

/** Adds what the file's name tells: a declared part of it resolves the doubt. */
function named(file: string, source: Source, found: ReturnType<Look>): Candidate[] {
  if (!found) return [];
  const { reasons } = found;
  const base = file.replace(/^.*[/\\]/, '').toLowerCase();
  if (source.named !== undefined && base.includes(source.named.toLowerCase())) {
    return [
      {
        source,
        reasons: [...reasons, `its name has “${source.named}”, as the publisher’s files have`],
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
  const { indicator, fault } = worldBankApiIndicator(file);
  const what = fault
    ? nameOf(fault)
    : `an answer of the World Bank’s API ${indicator === undefined ? 'without an entry' : `for the indicator ${quoted(indicator)}`}`;
  const candidates = sources
    .filter(
      ({ layout, indicatorCode }) => layout === 'world-bank-bulk' && indicatorCode === indicator
    )
    .flatMap((source) =>
      named(file.name, source, sure(`the indicator of its first entry is ${source.indicatorCode}`))
    );
  return { what, candidates, ...(fault ? { fault } : {}) };
}

function recogniseWorkbook(file: PublishedFile, sources: readonly Source[]): Recognition {
  let sheets: Sheet[];
  try {
    sheets = readSpreadsheet(file);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { what: nameOf(error.fault), candidates: [], fault: error.fault };
  }
  const candidates = sources.flatMap((source) => {
    if (source.layout === 'world-bank-bulk') {
      const rows = worldBankSheet(sheets, source.indicatorCode)?.sheet.rows ?? [];
      return named(file.name, source, looks['world-bank-bulk'](rows.slice(0, head), source));
    }
    const sheet = source.layout === 'unicef-workbook' ? unicefSheet(sheets, source) : undefined;
    const [above, below] = sheet?.rows ?? [];
    const headers = joinedHeaders(above?.cells ?? [], below?.cells ?? []);
    const needed = [...unicefHeaders, source.columns?.[0] ?? ''];
    if (!sheet || !needed.every((name) => headers.includes(name))) return [];
    const header = `its header of two rows has ${needed.map(quoted).join(', ')}, as in UNICEF’s databases`;
    return named(file.name, source, sure(`it has a sheet ${quoted(sheet.name)}`, header));
  });
  const [first] = candidates;
  const bank = sheets
    .map(({ rows }) => rows.slice(0, head))
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
const isOwid = (row: CsvRow | undefined) => owidForms.some((names) => hasAll(row, ...names));

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
  if (rows.some(isHeaderOfNames)) return 'a table of names without codes';
  return header ? `a table whose header is ${quoted(cells.join(', '))}` : 'no table';
}

/** Names a file that no source can read, by the kind of its fault. */
const unreadable: Readonly<Record<string, string>> = {
  document: 'a document or a picture',
  empty: 'an empty file',
  blank: 'a file of white space',
  'lfs-pointer': 'a Git LFS pointer',
  'xml-workbook': 'a workbook saved as XML',
  'web-page-with-table': 'a web page with a table',
  'web-page': 'a web page',
  'utf-16': 'UTF-16 text',
  'bad-byte': 'text that is not UTF-8',
  'zero-byte': 'a file with zero bytes',
  'other-document': 'a document that is not an .xlsx workbook',
  password: 'a workbook with a password',
  'damaged-workbook': 'a damaged workbook',
  'damaged-archive': 'a damaged archive',
  'api-error': 'an error message of the World Bank’s API',
  'api-cut-off': 'a cut-off answer of the World Bank’s API',
  'api-incomplete': 'a part of an answer of the World Bank’s API'
};
const nameOf = ({ kind }: SourceFault) => unreadable[kind] ?? 'a file that cannot be read';

function faultOf(file: PublishedFile): SourceFault | undefined {
  try {
    fileText(file);
    return undefined;
  } catch (error) {
    if (error instanceof SourceError) return error.fault;
    throw error;
  }
}
