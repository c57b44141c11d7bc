import {
  isBlankRow,
  checkLastLine,
  csvRows,
  quoted,
  refuseShortRow,
  type CsvRow
} from '../tables/csv-table.ts';
import { fileText, type Dialect, type ReadLayout } from '../tables/file-text.ts';
import {
  atStart,
  downloadAgain,
  otherSource,
  refuseAt,
  type TableCell,
  columnsSwapped
} from '../source-error.ts';
import type { PublishedFile, Source, FileDoubt, Imported } from '../source.ts';
import { say, counted } from '#locale/say.ts';
import { observationList } from './observation-list.ts';
import { repairKey } from '../repair.ts';

export type LongRow = (header: string) => TableCell;

/**
 * Reads a table with one header line; its rows can be iterated once.
 * @param forms the publisher's forms of the needed headers, the usual one first; `form` is the
 * file's own.
 * @throws SourceError at a missing or repeated header, a row of another width, or an open last
 * line.
 */
export function longTable<Form extends readonly string[]>(
  file: PublishedFile,
  source: Source & Dialect,
  forms: readonly [Form, ...Form[]],
  what: string
): { headers: string[]; form: Form; rows: Iterable<LongRow> } {
  const all = csvRows(fileText(file, source), file.name, source.delimiter);
  const header = all.next().value;
  const headers = header?.cells.map((cell) => cell.trim()) ?? [];
  headers.forEach((name, index) => {
    if (headers.indexOf(name) !== index)
      refuseAt(
        file.name,
        { line: 1, column: index + 1 },
        'repeated-header',
        say`The header ${quoted(name)} is there twice.`,
        downloadAgain()
      );
  });
  const form = forms.find((names) => names.every((name) => headers.includes(name))) ?? forms[0];
  const missing = form.find((name) => !headers.includes(name));
  if (missing !== undefined) {
    refuseAt(
      file.name,
      atStart,
      'missing-column',
      say`The header ${quoted(headers.join(','))} has no column "${missing}", as in ${what}.`,
      otherSource()
    );
  }
  const columns = new Map(headers.map((name, index) => [name, index]));
  return { headers, form, rows: longRows(all, columns, file.name, source) };
}

function* longRows(
  all: Iterable<CsvRow>,
  columns: ReadonlyMap<string, number>,
  file: string,
  source: Pick<Source, 'id' | 'finalNewline'>
): Generator<LongRow> {
  const width = columns.size;
  let last: CsvRow | undefined;
  for (const row of all) {
    if (isBlankRow(row)) {
      if (last) last = { ...last, ended: row.ended };
      continue;
    }
    const { line, cells } = row;
    refuseShortRow(row, width, file);
    const extra = cells.findIndex((cell, index) => index >= width && cell.trim() !== '');
    if (extra >= 0)
      refuseAt(
        file,
        { line, column: extra + 1 },
        'extra-cell',
        say`${quoted(cells[extra] ?? '')} is beyond the ${width} cells of the header: the row has a comma too many.`,
        downloadAgain()
      );
    last = row;
    yield (name) => {
      const index = columns.get(name) ?? -1;
      return { text: (cells[index] ?? '').trim(), line, column: index + 1 };
    };
  }
  if (!last)
    return refuseAt(
      file,
      atStart,
      'no-rows',
      say`The table has a header and no rows: the file was cut off.`,
      downloadAgain()
    );
  checkLastLine(last, file, source);
}

export const ituHeaders = [
  'seriesCode',
  'entityIso',
  'entityName',
  'dataValue',
  'dataYear'
] as const;

/** Reads one series of the ITU DataHub's long table, one row for each observation of a series. */
export const ituDatahub: ReadLayout = (file, source, options) => {
  const { rows } = longTable(file, source, [ituHeaders], say`a table of the ITU DataHub`);
  const list = observationList(file.name, source, options);
  const others = new Set<string>();
  let found = false;
  for (const cell of rows) {
    const series = cell('seriesCode').text;
    if (series !== source.indicatorCode) {
      others.add(series);
      list.drop('rows of other series');
      continue;
    }
    found = true;
    const code = cell('entityIso');
    const iso3 = source.codes?.[code.text] ?? code.text;
    const [name, unit, entity] = [cell('seriesName'), cell('seriesUnits'), cell('entityName')];
    list.indicator(name);
    list.unit(unit);
    list.list(iso3, entity);
    if (!list.add({ iso3, code, year: cell('dataYear'), value: cell('dataValue') }))
      list.drop('rows without a value');
  }
  if (!found) {
    const series = [...others].slice(0, 3).map(quoted).join(', ');
    refuseAt(
      file.name,
      { line: 2, column: 1 },
      'other-series',
      say`The file has the series ${series}, not "${source.indicatorCode}" of ${source.id}.`,
      otherSource()
    );
  }
  return list.finish(null);
};

/**
 * Reads Gapminder's DDF datapoints, `geo,time,<concept>`. Ids are lower-case ISO codes, except the
 * declared ones (`kos`, `hos`).
 */
export const gapminderDdf: ReadLayout = (file, source, options) => {
  const concept = source.columns?.[0] ?? source.indicatorCode;
  const { rows } = longTable(file, source, [['geo', 'time', concept]], say`a DDF datapoints file`);
  const list = observationList(file.name, source, options);
  for (const cell of rows) {
    const code = cell('geo');
    if (!/^[a-z][a-z_]{2,}$/.test(code.text))
      refuseAt(
        file.name,
        code,
        'not-an-id',
        say`${quoted(code.text)} is not a lower-case id such as idn.`,
        columnsSwapped()
      );
    const iso3 = source.codes?.[code.text] ?? code.text.toUpperCase();
    if (!list.add({ iso3, code, year: cell('time'), value: cell(concept) }))
      list.drop('rows without a value');
  }
  return list.finish(null);
};

/** The first three headers of a download with full column names, and with short ones. */
export const owidForms: [[string, string, string], [string, string, string]] = [
  ['Entity', 'Code', 'Year'],
  ['entity', 'code', 'year']
];

/**
 * Reads the first declared column of an Our World in Data download. Rows are joined on the code; a
 * name without one is declared, or refused.
 */
export const owidGrapher: ReadLayout = (file, source, options) => {
  const { headers, form, rows } = longTable(file, source, owidForms, say`a grapher download`);
  const column = source.columns?.find((name) => headers.includes(name));
  if (column === undefined) {
    return refuseAt(
      file.name,
      { line: 1, column: form.length + 1 },
      'missing-column',
      say`The columns of values are ${headers.slice(form.length).map(quoted).join(', ') || say`missing`}; the source declares ${(source.columns ?? []).map(quoted).join(', ')}.`,
      say`This is probably another table: download the one at ${source.address}. If that page says that the column was renamed, add its name to "columns" in data/sources/${source.id}.json.`
    );
  }
  const list = observationList(file.name, source, options);
  const groups = new Map<number, number[]>();
  const own = ownYear(column, headers);
  const others: OtherYear[] = [];
  for (const cell of rows) {
    const [entity, code, year, value] = [cell(form[0]), cell(form[1]), cell(form[2]), cell(column)];
    const iso3 =
      code.text === ''
        ? source.blankCodes?.[entity.text]
        : (source.codes?.[code.text] ?? code.text);
    const of = own === undefined ? '' : cell(own).text;
    if (of !== '' && of !== year.text && value.text !== '') {
      const left = list.leave(
        entity.text,
        { year, value },
        'values of another year than their row'
      );
      others.push({
        place: { ...value, text: iso3 ?? entity.text },
        year: left.year,
        value: value.text,
        of
      });
    } else if (iso3 !== undefined) {
      list.list(iso3, entity);
      if (!list.add({ iso3, code, year, value })) list.drop('rows without a value');
    } else if (source.groups?.includes(entity.text)) {
      const left = list.leave(entity.text, { year, value }, 'rows of groups without a code');
      if (left.value !== undefined)
        groups.set(left.year, [...(groups.get(left.year) ?? []), left.value]);
    } else {
      list.undeclared({ ...code, text: entity.text });
    }
  }
  const imported = list.finish(null);
  const world = source.unit === 'percent' ? worldOutside(imported, groups) : [];
  return { ...imported, doubts: [...imported.doubts, ...otherYears(others, own), ...world] };
};

interface OtherYear {
  place: TableCell;
  year: number;
  value: string;
  of: string;
}

function otherYears(others: readonly OtherYear[], own: string | undefined) {
  const [first] = others;
  if (!first) return [];
  const doubt: FileDoubt = {
    kind: 'other-year',
    says: say`${counted(others.length, 'value stands', 'values stand')} in the row of another year, by the column ${quoted(own ?? '')}, and left out: ${first.value} for ${first.place.text} in ${first.year} is of ${first.of}; the full download has each value in its own year`,
    places: others.map(({ place: { text: _text, ...place } }) => place),
    cells: others.flatMap(({ place, year }) =>
      /^[A-Z]{3}$/.test(place.text) ? [{ iso3: place.text, year }] : []
    )
  };
  return [doubt];
}

/** Fewer groups may leave out a part of the world. */
const enough = 4;
const rounding = 0.15;

/** Doubts a share of the world that is not between those of the groups in the same file. */
function worldOutside(
  { aggregates, places }: Imported,
  groups: ReadonlyMap<number, readonly number[]>
) {
  const outside = aggregates.filter(({ iso3, year, value }) => {
    const parts = groups.get(year) ?? [];
    const isBetween =
      value >= Math.min(...parts) - rounding && value <= Math.max(...parts) + rounding;
    return iso3 === 'WLD' && parts.length >= enough && !isBetween;
  });
  if (outside.length === 0) return [];
  return [
    {
      kind: 'world-outside-groups',
      says: say`the world is not between the lowest and the highest of its groups in ${outside.map(({ year }) => year).join(', ')}: it or one of them is wrong`,
      places: outside.flatMap((one) => places.get(repairKey(one)) ?? []),
      cells: outside.map(({ iso3, year }) => ({ iso3, year }))
    }
  ];
}

/**
 * Returns the column that gives the year of each value. A chart shows the value of a near year
 * where one is missing, and its download has that value in the row of the year shown.
 */
function ownYear(column: string, headers: readonly string[]) {
  const given = headers.filter((name) => name !== column && /original[ _](year|time)/i.test(name));
  const isOnly = headers.length === owidForms[0].length + 2;
  return given.find((name) => name.startsWith(column)) ?? (isOnly ? given[0] : undefined);
}
