import { ascending, group, max } from 'd3';
import { number } from '../../locale/counted.ts';
import { quoted, onceOnly } from '../tables/csv-table.ts';
import { kindIn, type Listed, type PublisherList } from '../publisher-list.ts';
import {
  readNumber,
  floatNoise,
  refuseFractions,
  withinUnit,
  type ValueOf
} from '../cells/read-number.ts';
import { readYear } from '../cells/read-year.ts';
import {
  declaredFor,
  refuseHealed,
  refuseUnusedRepairs,
  repairKey,
  repairsFor,
  type Declared,
  type Repair
} from '../repair.ts';
import { atStart, refuseAt, type TableCell, type FilePosition } from '../source-error.ts';
import type { Observation, FileDoubt, Imported, ImportOptions, Source } from '../source.ts';
import { isOtherUnit, namesOtherUnit } from '../cells/unit-words.ts';

/** One value as a file gives it: its cells, and what the publisher's code stands for here. */
export interface Entry {
  iso3: string;
  code: TableCell;
  year: TableCell;
  value: TableCell;
}

/** Collects the observations of one file, and checks each as it comes. */
export type ObservationList = ReturnType<typeof observationList>;

/** Returns an empty list for one file of a source. */
export function observationList(file: string, source: Source, options: ImportOptions) {
  const economies: Observation[] = [];
  const aggregates: Observation[] = [];
  const once = onceOnly(file, 'each place and year once');
  const percentages: { value: number; of: ValueOf }[] = [];
  const places = new Map<string, FilePosition>();
  const listed = new Map<string, Listed>();
  const dropped = new Map<string, number>();
  const flagged = new Map<string, number>();

  const read = (
    place: string,
    kind: 'economy' | 'aggregate',
    { year, value }: Pick<Entry, 'year' | 'value'>
  ) => {
    const found = readYear(year.text, file, year, options.lastYear);
    const what = `${place} ${found}`;
    once(what, what, value);
    if (value.text === '') return { year: found, value: undefined };
    const written = readNumber(value.text, file, value, source.decimal, what);
    short.note(value, what);
    const of = { file, at: value, what };
    if (source.fractions) {
      checkShare(value.text, written, of);
      flag('shares of 1, kept in per cent');
    }
    const number = withinUnit(
      source.fractions ? inPercent(value.text, source.decimal) : written,
      source.unit,
      kind,
      of
    );
    if (source.unit === 'percent') percentages.push({ value: number, of });
    return { year: found, value: number };
  };
  const units = unitNotes(source);
  const short = shortNotes(source);
  const countIn = (reasons: Map<string, number>) => (reason: string) =>
    void reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const [drop, flag] = [countIn(dropped), countIn(flagged)];

  return {
    /**
     * Adds a value; returns false when its cell is empty.
     * @throws SourceError at the cell that is not as it should be.
     */
    add(entry: Entry): boolean {
      const kind = kindOfEntry(entry, file, source, options.list);
      const { iso3 } = entry;
      const { year, value } = read(iso3, kind, entry);
      if (value === undefined) return false;
      (kind === 'economy' ? economies : aggregates).push({ iso3, year, value, status: 'a' });
      places.set(repairKey({ iso3, year }), { line: entry.value.line, column: entry.value.column });
      return true;
    },
    /**
     * Leaves out a value of a group that has a name and no code, once it is checked like any other.
     * @throws SourceError as `add` does.
     */
    leave(name: string, entry: Pick<Entry, 'year' | 'value'>, reason: string): void {
      read(quoted(name), 'aggregate', entry);
      drop(reason);
    },
    drop,
    ...units.notes,
    /** Notes what a row names, once for each code. */
    list(iso3: string, { text: name, ...place }: TableCell): void {
      if (!listed.has(iso3)) listed.set(iso3, { iso3, name, ...place });
    },
    /** Notes that a value was kept and is not written as in the file: what was done, and why. */
    flag,
    /**
     * Returns everything in order.
     * @throws SourceError when there is no value at all, percentages are fractions, or a declared
     * repair found nothing.
     */
    finish(release: string | null): Imported {
      if (economies.length === 0 && aggregates.length === 0)
        refuseAt(file, atStart, 'not one value', 'a table with values', 'download the file again');
      refuseFractions(percentages);
      // Of a file whose years were cut to a range, no repair of a later one is asked.
      const lastYear = max([...economies, ...aggregates], ({ year }) => year)!;
      const repairs = repairsFor(options, release).filter(
        ({ year }) => year === undefined || year <= lastYear
      );
      const mended = mend({ economies, aggregates }, repairs, (one) => places.get(repairKey(one)), {
        file,
        declared: declaredFor(source.id, options, release)
      });
      return {
        release,
        ...mended,
        dropped: counted(dropped),
        flagged: counted(flagged),
        repaired: repairs,
        listed: [...listed.values()],
        doubts: [...units.doubts(), ...short.doubts()],
        places
      };
    }
  };
}

/** Collects the rows that give another unit than their source. */
function unitNotes(source: Source) {
  const others: TableCell[] = [];
  const { id, title, unit } = source;
  return {
    notes: {
      /**
       * Notes the name that a row gives the indicator, which may have its unit; empty where it
       * gives none.
       */
      indicator: (name: TableCell) => void (namesOtherUnit(name.text, source) && others.push(name)),
      /** Notes the unit that a row gives; empty where it gives none. */
      unit: (unit: TableCell) => void (isOtherUnit(unit.text, source) && others.push(unit))
    },
    doubts: (): FileDoubt[] =>
      [...group(others, ({ text }) => text)].map(([text, cells]) => ({
        says: `the file says “${text}”, and the source ${id} is “${title}” in ${unit}: the figures may be in another unit`,
        places: cells.map(({ text: _text, ...place }) => place)
      }))
  };
}

/**
 * Collects the counts that a spreadsheet wrote in powers of ten without their last digits:
 * `2.755E+08` for 275501339.
 */
function shortNotes({ unit, decimal }: Source) {
  const found: { text: string; what: string; lost: number; at: FilePosition }[] = [];
  return {
    note({ text, ...at }: TableCell, what: string): void {
      const [, mantissa, power] = /^[+-]?(.+)e\+?(\d+)$/i.exec(text) ?? [];
      const lost = Number(power) - (mantissa?.split(decimal ?? '.')[1]?.length ?? 0);
      if ((unit === 'people' || unit === 'states') && lost > 0)
        found.push({ text, what, lost, at });
    },
    doubts(): FileDoubt[] {
      const [first] = found;
      if (!first) return [];
      const digits = first.lost === 1 ? 'last digit is' : `last ${first.lost} digits are`;
      return [
        {
          says: `${found.length === 1 ? '1 value is' : `${number(found.length)} values are`} written in powers of ten, as ${quoted(first.text)} for ${first.what}, whose ${digits} not in the file: a spreadsheet may have shortened what the publisher gives; download the file again and take it as it comes`,
          places: found
            .map(({ at }) => at)
            .filter(({ line }, index) => line !== found[index - 1]?.at.line)
        }
      ];
    }
  };
}

type Tables = Pick<Imported, 'economies' | 'aggregates'>;

/**
 * Returns the values as they are kept: mended, and in order.
 * @throws SourceError naming every repair that finds another figure than it expects, or none.
 */
function mend(
  { economies, aggregates }: Tables,
  repairs: readonly Repair[],
  placeOf: (one: { iso3: string; year?: number | undefined }) => FilePosition | undefined,
  { file, declared }: { file: string; declared: Declared }
): Tables {
  const seen = new Set(repairs.filter((repair) => placeOf(repair) !== undefined).map(repairKey));
  refuseUnusedRepairs(repairs, seen, file, declared);
  const atOf = (one: Observation) => ({ file, ...atStart, ...placeOf(one) });
  const byKey = group(repairs, repairKey);
  const repairsOf = (one: Observation) => byKey.get(repairKey(one)) ?? [];
  const healed = [...economies, ...aggregates].flatMap((one) =>
    repairsOf(one)
      .filter(({ expects }) => expects !== one.value)
      .map((repair) => ({ repair, found: one.value, at: atOf(one) }))
  );
  if (healed[0]) refuseHealed(healed, healed[0].at, declared);
  const kept = (observations: readonly Observation[]) =>
    observations
      .flatMap((one): Observation[] => {
        const [{ value } = one] = repairsOf(one);
        return value === null ? [] : [{ ...one, value }];
      })
      .sort(byCodeAndYear);
  return { economies: kept(economies), aggregates: kept(aggregates) };
}

const counted = (reasons: ReadonlyMap<string, number>) =>
  [...reasons].map(([reason, count]) => ({ reason, count }));

/** @throws SourceError naming a share of 1 that is none, as its cell has it. */
function checkShare(text: string, share: number, { file, at, what }: ValueOf): void {
  if (share >= -floatNoise && share <= 1 + floatNoise) return;
  const expected = 'a share of 1, from 0 to 1, as this publisher writes per cent';
  const percent = `this may be per cent: write ${Number((share / 100).toPrecision(12))} if the publisher’s page gives ${text}%`;
  const advice = `${share > 0 && share <= 100 ? percent : 'check the value on the publisher’s page'}, or download the file again`;
  refuseAt(file, at, `${quoted(text)} for ${what}`, expected, advice);
}

/**
 * Returns a share of 1 as a percentage: its point moved by two places, which no rounding touches.
 */
function inPercent(text: string, decimal = '.'): number {
  return Number(
    text
      .replace(decimal, '.')
      .replace(/(?:e([+-]?\d+))?$/i, (_, power = '0') => `e${Number(power) + 2}`)
  );
}

const byCodeAndYear = (one: Observation, other: Observation) =>
  ascending(one.iso3, other.iso3) || one.year - other.year;

/**
 * Returns what the code of an entry stands for.
 * @throws SourceError at the code when nobody knows it.
 */
function kindOfEntry(
  { iso3, code }: Pick<Entry, 'iso3' | 'code'>,
  file: string,
  source: Source,
  list?: PublisherList
): 'economy' | 'aggregate' {
  const kind = kindIn(list, iso3);
  if (kind !== 'unknown') return kind;
  const expected = 'an ISO 3166-1 alpha-3 code, or one that the source declares';
  const advice =
    code.text === ''
      ? 'write the code of this row’s place there, or take the row out if it is a note'
      : codeAdvice(code.text, source.id);
  return refuseAt(file, code, `the code ${quoted(code.text)}`, expected, advice);
}

function codeAdvice(code: string, id: string): string {
  if (/^[A-Z]{2}$/.test(code))
    return 'this is a code of two letters (NA is Namibia): download the file with three-letter codes';
  if (/[a-z]{3}.*[a-z]/.test(code) && /^[A-Z]/.test(code))
    return 'this looks like a name: the columns may have been swapped, download the file again';
  return `if the publisher really uses it, add it to "codes" in data/sources/${id}.json`;
}
