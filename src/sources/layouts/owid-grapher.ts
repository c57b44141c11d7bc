import { counted } from '../../locale/counted.ts';
import { say } from '../../locale/say.ts';
import { quoted } from '../tables/csv-table.ts';
import { longTable } from './long-table.ts';
import { observationList } from './observation-list.ts';
import { repairKey } from '../repair.ts';
import { refuseAt, type TableCell } from '../source-error.ts';
import type { FileDoubt, Imported, ImportOptions, PublishedFile, Source } from '../source.ts';

/** The first three headers of a download with full column names, and with short ones. */
export const owidForms: [[string, string, string], [string, string, string]] = [
  ['Entity', 'Code', 'Year'],
  ['entity', 'code', 'year']
];

/**
 * Reads the first declared column of an Our World in Data download. Rows are joined on the code; a
 * name without one is declared, or refused.
 */
export function owidGrapher(file: PublishedFile, source: Source, options: ImportOptions): Imported {
  const { headers, form, rows } = longTable(file, source, owidForms, say`a grapher download`);
  const column = source.columns?.find((name) => headers.includes(name));
  if (column === undefined) {
    return refuseAt(
      file.name,
      { line: 1, column: form.length + 1 },
      'missing-column',
      say`The columns of values are ${headers.slice(form.length).map(quoted).join(', ') || 'missing'}; the source declares ${(source.columns ?? []).map(quoted).join(', ')}.`,
      say`If the publisher renamed the column, add the new name to "columns" in data/sources/${source.id}.json.`
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
}

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
/** Tolerance for a publisher's rounding. */
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
