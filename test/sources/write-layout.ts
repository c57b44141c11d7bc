import { utils, write as writeBook, type WorkBook } from '@e965/xlsx';
import { iso3OfIso2 } from '../../src/sources/cells/country-codes.ts';
import type { Dialect } from '../../src/sources/tables/file-text.ts';
import type { Observation, PublishedFile, Source } from '../../src/sources/source.ts';
import { smallSources } from './small-sources.ts';

export interface Saving {
  bom: boolean;
  lineEnd: '\n' | '\r\n';
  /** Quotes around every cell, or only where needed. */
  quoteAll: boolean;
  /** A comma at the end of each line, as the World Bank writes. */
  trailingComma: boolean;
  /** The four lines above the World Bank's header; padded with commas as a spreadsheet does. */
  preamble: 'none' | 'plain' | 'padded';
  scientific: boolean;
  /** By default comma-separated UTF-8 with decimal points. */
  dialect?: Omit<Dialect, 'encoding'> & { encoding?: 'utf-16' | 'windows-1252' };
}

export function declared({ dialect: { encoding, decimal } = {} }: Saving): Partial<Source> {
  return {
    ...(encoding === 'windows-1252' ? { encoding } : {}),
    ...(decimal ? { decimal } : {})
  };
}

export const plainly: Saving = {
  bom: false,
  lineEnd: '\n',
  quoteAll: false,
  trailingComma: false,
  preamble: 'none',
  scientific: false
};

export const releaseDay = '2024-05-30';

export interface WholeFile extends PublishedFile {
  bytes: Uint8Array;
}

export function fileOf(text: string | Uint8Array, name = 'table.csv'): WholeFile {
  return { name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text };
}

function save(
  rows: readonly (readonly string[])[],
  saving: Saving,
  above: readonly string[] = []
): WholeFile {
  const { delimiter = ',', encoding } = saving.dialect ?? {};
  const cell = (text: string) =>
    saving.quoteAll || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const lines = [
    ...above,
    ...rows.map(
      (cells) => cells.map(cell).join(delimiter) + (saving.trailingComma ? delimiter : '')
    )
  ];
  const text = `${lines.join(saving.lineEnd)}${saving.lineEnd}`;
  if (encoding === 'utf-16') return fileOf(new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')));
  if (encoding === 'windows-1252') return fileOf(new Uint8Array(Buffer.from(text, 'latin1')));
  return fileOf(`${saving.bom ? '\ufeff' : ''}${text}`);
}

function written(value: number | undefined, saving: Saving) {
  if (value === undefined) return '';
  const text = saving.scientific ? value.toExponential().toUpperCase() : String(value);
  return saving.dialect?.decimal === ',' ? text.replace('.', ',') : text;
}

interface BulkNames {
  indicatorCode: string;
  release: string;
  names?: ReadonlyMap<string, string>;
}

export function asWorldBankBulk(
  observations: readonly Observation[],
  saving = plainly,
  of: BulkNames = { ...smallSources['world-bank-bulk'], release: releaseDay }
): WholeFile {
  const years = [...new Set(observations.map(({ year }) => year))].sort();
  const values = new Map(observations.map(({ iso3, year, value }) => [`${iso3} ${year}`, value]));
  const codes = of.names?.keys() ?? observations.map(({ iso3 }) => iso3);
  const rows = [...new Set(codes)].map((code) => [
    of.names?.get(code) ?? `Place "${code}", the`,
    code,
    'People, using it',
    of.indicatorCode,
    ...years.map((year) => written(values.get(`${code} ${year}`), saving))
  ]);
  const { delimiter = ',' } = saving.dialect ?? {};
  const padding = saving.preamble === 'padded' ? delimiter.repeat(years.length) : '';
  const above =
    saving.preamble === 'none'
      ? []
      : [
          ['"Data Source"', '"World Development Indicators"', padding].join(delimiter),
          '',
          ['"Last Updated Date"', `"${of.release}"`, padding].join(delimiter),
          ''
        ];
  return save(
    [
      ['Country Name', 'Country Code', 'Indicator Name', 'Indicator Code', ...years.map(String)],
      ...rows
    ],
    saving,
    above
  );
}

export function asGapminderDdf(
  observations: readonly Observation[],
  saving = plainly,
  source = smallSources['gapminder-ddf']
): WholeFile {
  const own = Object.fromEntries(
    Object.entries(source.codes ?? {}).map(([id, code]) => [code, id])
  );
  const rows = observations.map(({ iso3, year, value }) => [
    own[iso3] ?? iso3.toLowerCase(),
    String(year),
    written(value, saving)
  ]);
  return save([['geo', 'time', source.indicatorCode], ...rows], {
    ...saving,
    trailingComma: false
  });
}

/** Leaves Syria without its code. */
export function asOwidGrapher(
  observations: readonly Observation[],
  saving = plainly,
  source = smallSources['owid-grapher']
): WholeFile {
  const own = Object.fromEntries(
    Object.entries(source.codes ?? {}).map(([id, code]) => [code, id])
  );
  const rows = observations.map(({ iso3, year, value }) =>
    iso3 === 'SYR'
      ? ['Syrian Arab Republic', '', String(year), written(value, saving)]
      : [`Place, ${iso3}`, own[iso3] ?? iso3, String(year), written(value, saving)]
  );
  return save([['Entity', 'Code', 'Year', source.columns![0]!], ...rows], {
    ...saving,
    trailingComma: false
  });
}

export function asItuDatahub(
  observations: readonly Observation[],
  saving = plainly,
  source = smallSources['itu-datahub']
): WholeFile {
  const header = [
    'seriesID',
    'seriesCode',
    'seriesName',
    'entityID',
    'entityIso',
    'entityName',
    'dataValue',
    'dataYear',
    'dataNote'
  ];
  const rows = observations.map(({ iso3, year, value }) => [
    '1',
    source.indicatorCode,
    'People using it',
    '4',
    iso3,
    `Place ${iso3}`,
    written(value, saving),
    String(year),
    'A note;\nits second line, with 2,5'
  ]);
  return save([header, ...rows], { ...saving, trailingComma: false });
}

export function asUnicefWorkbook(
  observations: readonly Observation[],
  type: 'xlsx' | 'biff8' = 'xlsx',
  source = smallSources['unicef-workbook']
): WholeFile {
  const header = [
    ['ISO3', 'Countries and areas', 'Sub-region', 'Total', 'Residence', null, 'Source', null],
    [null, null, 'UNICEF Sub-region 1', null, 'Rural', 'Urban', 'Data source', 'Time period']
  ];
  const rows = observations.map(({ iso3, year, value }) => {
    const calendar = source.calendars?.[iso3];
    return [
      iso3,
      'A place',
      'X',
      Number(`${value}e-2`),
      0.5,
      null,
      'A survey',
      String(year - (calendar?.offset ?? 0))
    ];
  });
  const book: WorkBook = utils.book_new();
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([[], [null, 'Last update: May 2021']]),
    'Cover Page'
  );
  utils.book_append_sheet(book, utils.aoa_to_sheet([...header, ...rows]), source.sheet);
  return fileOf(
    new Uint8Array(
      writeBook(book, { type: 'buffer', bookType: type, compression: true }) as Buffer
    ),
    'book.xlsx'
  );
}

/** The days on which a state signed and was bound, as `YYYY-MM-DD`. */
export interface Joining {
  iso2: string;
  signed: string | null;
  bound: string | null;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayOf = (day: string | null) =>
  day === null
    ? ''
    : `${Number(day.slice(8))} ${months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`;

export function asUnTreatyCollection(states: readonly Joining[], saving = plainly): WholeFile {
  const rows = states.map(({ iso2, signed, bound }) => [
    `State of ${iso3OfIso2(iso2)}`,
    dayOf(signed),
    signed === null && bound !== null ? `${dayOf(bound)} a` : dayOf(bound)
  ]);
  return save(
    [['Participant', 'Signature', 'Ratification, Accession(a), Succession(d)'], ...rows],
    { ...saving, trailingComma: false }
  );
}

export function asTreatyStatus(states: readonly Joining[], saving = plainly): WholeFile {
  const rows = states.map(({ iso2, signed, bound }) => [
    iso2,
    'A member',
    bound === null ? '0' : '1',
    bound === null ? '' : bound.slice(0, 4),
    bound === null && signed !== null ? '1' : '0'
  ]);
  return save(
    [['iso2', 'member', 'state party', 'year ratification or accession', 'signatory'], ...rows],
    {
      ...saving,
      trailingComma: false
    }
  );
}
