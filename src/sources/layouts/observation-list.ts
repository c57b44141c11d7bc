import { least, ascending, group, max } from 'd3';
import { quoted, onceOnly, type RowWord } from '../tables/csv-table.ts';
import { kindIn, type Listed, type PublisherList, plainName } from '../publisher-list.ts';
import {
  readNumber,
  floatNoise,
  refuseFractions,
  withinUnit,
  type ValueOf
} from '../cells/read-number.ts';
import { readYear } from '../cells/dates.ts';
import { checkRepairs, repairKey, repairsFor, type Repair } from '../repair.ts';
import {
  atStart,
  columnsSwapped,
  downloadAgain,
  refuseAt,
  type Fault,
  type FilePosition,
  type TableCell
} from '../source-error.ts';
import type { Observation, FileDoubt, Imported, ImportOptions, Source } from '../source.ts';
import { say, number } from '#locale/say.ts';
import { formerCodes, iso3OfIso2 } from '../cells/country-codes.ts';

const list = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text)).join(', ');
const pairs = (texts: readonly string[], valueOf: (text: string) => string) =>
  texts.map((text) => `${JSON.stringify(text)}: ${JSON.stringify(valueOf(text))}`).join(', ');

/**
 * Collects the codes and names that a source does not declare, to name all of them at once.
 * @param known codes by names as `plainName` writes them
 */
function undeclared(file: string, id: string, known: ReadonlyMap<string, string>) {
  // Our World in Data writes "Micronesia (country)".
  const codeOf = (name: string) => known.get(plainName(name.replace(/ \(country\)$/, '')));
  const codes = new Map<string, FilePosition>();
  const names = new Map<string, FilePosition>();
  const note = (seen: Map<string, FilePosition>, { text, ...at }: TableCell) => {
    if (!seen.has(text)) seen.set(text, at);
  };
  return {
    code: (cell: TableCell) => note(codes, cell),
    name: (cell: TableCell) => note(names, cell),
    /** @throws SourceError with the lines that would declare them. */
    check() {
      const [code, name] = [[...codes.keys()], [...names.keys()]];
      const [first, at] = least([...codes, ...names], ([, { line }]) => line) ?? [];
      if (first === undefined || at === undefined) return;
      const isFormer = (one: string) => formerCodes.includes(one.toUpperCase());
      const own = code.filter((one) => !isFormer(one));
      const places = name.filter((one) => codeOf(one) !== undefined);
      const groups = name.filter((one) => !places.includes(one));
      const lines = [
        ['codes', pairs(own, () => '…'), say`each with its ISO code`],
        ['former', list(code.filter(isFormer)), say`places that no longer exist, to leave out`],
        ['blankCodes', pairs(places, (one) => codeOf(one)!), say`places, with their ISO codes`],
        ['groups', list(groups), say`groups; a place goes under "blankCodes", with its ISO code`]
      ].filter(([, text]) => text !== '');
      const wrong = [
        code.length === 1
          ? say`${quoted(code[0]!)} is not an ISO 3166-1 alpha-3 code, nor one that the source declares.`
          : code.length > 1
            ? say`${code.length} codes are not ISO 3166-1 alpha-3, nor declared by the source: ${code.map(quoted).join(', ')}.`
            : '',
        name.length === 1
          ? say`${quoted(name[0]!)} has no code, and the source does not declare the name.`
          : name.length > 1
            ? say`${name.length} names have no code, and the source does not declare them.`
            : ''
      ].filter((text) => text !== '');
      refuseAt(
        file,
        at,
        codes.has(first) ? 'unknown-code' : 'name-without-code',
        wrong.join(' '),
        [
          say`If the publisher’s page has no such code or name, download the file again. If it has, add to data/sources/${id}.json, and take the file again:`,
          ...lines.map(([key, text, what]) => say`  into "${key}", ${what}: ${text}`)
        ].join('\n')
      );
    }
  };
}

const kinds: Readonly<Record<string, RegExp>> = {
  percent: /%|\bper ?cent(age)?s?\b|\bpercentages?\b/i,
  'per 100': /\bper (100|hundred)(?![\d,. ]*\d)\b/i,
  'per 1,000': /\bper (1[,. ]?000|thousand)\b/i,
  thousands: /\bthousands\b|\bin thousand\b/i,
  millions: /\bmillions?\b/i,
  billions: /\bbillions?\b/i
};

const kindsIn = (text: string) => Object.keys(kinds).filter((kind) => kinds[kind]?.test(text));

const kindOf: Record<Source['unit'], string[]> = {
  percent: ['percent'],
  'per 100 people': ['per 100'],
  people: [],
  states: []
};

/** The last brackets of a name, where publishers put its unit: `% of population`. */
const inBrackets = (text: string) => /\(([^()]*)\)[^()]*$/.exec(text)?.[1]?.trim().toLowerCase();

/** True when an indicator's name in a file has another unit, or other brackets, than its source. */
export function namesOtherUnit(name: string, { title, unit }: Pick<Source, 'title' | 'unit'>) {
  const [own, declared] = [inBrackets(name), inBrackets(title)];
  if (own !== undefined && declared !== undefined && own !== declared) return true;
  const known = new Set([...kindsIn(title), ...kindOf[unit]]);
  return kindsIn(name).some((kind) => !known.has(kind));
}

function isOtherUnit(text: string, { unit }: Pick<Source, 'unit'>) {
  return text !== '' && kindsIn(text).join() !== kindOf[unit].join();
}

interface Entry {
  iso3: string;
  code: TableCell;
  year: TableCell;
  value: TableCell;
}

export type ObservationList = ReturnType<typeof observationList>;

export function observationList(
  file: string,
  source: Source,
  options: ImportOptions,
  word?: RowWord
) {
  const economies: Observation[] = [];
  const aggregates: Observation[] = [];
  const once = onceOnly(file, word);
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
  const unknown = undeclared(file, source.id, options.placeNames ?? new Map());
  const units = unitNotes(source);
  const short = shortNotes(source);
  const countIn = (reasons: Map<string, number>) => (reason: string) =>
    void reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const [drop, flag] = [countIn(dropped), countIn(flagged)];

  return {
    add(entry: Entry) {
      const { iso3, code } = entry;
      const isFormer = source.former?.some((one) => one === iso3 || one === code.text) ?? false;
      const kind = isFormer ? 'economy' : kindOfEntry(entry, file, options.list);
      if (kind === 'undeclared') {
        unknown.code(code);
        return true;
      }
      const { year, value } = read(iso3, kind, entry);
      if (value === undefined) return false;
      if (isFormer) {
        drop('values of places that no longer exist');
        return true;
      }
      (kind === 'economy' ? economies : aggregates).push({ iso3, year, value, status: 'a' });
      places.set(repairKey({ iso3, year }), { line: entry.value.line, column: entry.value.column });
      return true;
    },
    leave(name: string, entry: Pick<Entry, 'year' | 'value'>, reason: string) {
      drop(reason);
      return read(quoted(name), 'aggregate', entry);
    },
    drop,
    undeclared: unknown.name,
    ...units.notes,
    list(iso3: string, { text: name, ...place }: TableCell) {
      if (!listed.has(iso3)) listed.set(iso3, { iso3, name, ...place });
    },
    flag,
    /**
     * @throws SourceError for undeclared codes and names, without values, for fractions, or where
     * a repair does not apply.
     */
    finish(release: string | null): Imported {
      unknown.check();
      if (economies.length === 0 && aggregates.length === 0)
        refuseAt(file, atStart, 'no-values', say`The file has no value.`, downloadAgain());
      refuseFractions(percentages);
      // A file may be cut to a range of years: repairs of later years do not apply.
      const lastYear = max([...economies, ...aggregates], ({ year }) => year)!;
      const repairs = repairsFor(options, release).filter(
        ({ year }) => year === undefined || year <= lastYear
      );
      const values = new Map(
        [...economies, ...aggregates].map((one) => [repairKey(one), one.value])
      );
      const figureOf = (repair: Repair) => {
        const [value, at] = [values.get(repairKey(repair)), places.get(repairKey(repair))];
        return value === undefined || !at ? undefined : { value, at };
      };
      checkRepairs(repairs, figureOf, file, source.id);
      const right = new Map(repairs.map((repair) => [repairKey(repair), repair.value]));
      const kept = (observations: readonly Observation[]) =>
        observations
          .flatMap((one): Observation[] => {
            const value = right.get(repairKey(one));
            return value === null ? [] : [{ ...one, value: value ?? one.value }];
          })
          .sort(byCodeAndYear);
      return {
        release,
        economies: kept(economies),
        aggregates: kept(aggregates),
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

function unitNotes(source: Source) {
  const others: TableCell[] = [];
  const { id, title, unit } = source;
  return {
    notes: {
      indicator: (name: TableCell) => void (namesOtherUnit(name.text, source) && others.push(name)),
      unit: (unit: TableCell) => void (isOtherUnit(unit.text, source) && others.push(unit))
    },
    doubts: () =>
      [...group(others, ({ text }) => text)].map(([text, cells]) => ({
        kind: 'other-unit',
        says: say`the figures may be in another unit: the file says “${text}”, the source ${id} is “${title}” in ${unit}`,
        places: cells.map(({ text: _text, ...place }) => place)
      }))
  };
}

/** Collects counts that a spreadsheet shortened: `2.755E+08` for 275501339. */
function shortNotes({ unit, decimal }: Source) {
  const found: { text: string; what: string; lost: number; at: FilePosition }[] = [];
  return {
    note({ text, ...at }: TableCell, what: string) {
      const [, mantissa, power] = /^[+-]?(.+)e\+?(\d+)$/i.exec(text) ?? [];
      const lost = Number(power) - (mantissa?.split(decimal ?? '.')[1]?.length ?? 0);
      if ((unit === 'people' || unit === 'states') && lost > 0)
        found.push({ text, what, lost, at });
    },
    doubts(): FileDoubt[] {
      const [first] = found;
      if (!first) return [];
      const digits = first.lost === 1 ? say`last digit is` : say`last ${first.lost} digits are`;
      return [
        {
          kind: 'powers-of-ten',
          says: say`a spreadsheet may have shortened ${found.length === 1 ? '1 value' : say`${number(found.length)} values`} to powers of ten: in ${quoted(first.text)} for ${first.what} the ${digits} missing; download the file again and do not open it`,
          places: found
            .map(({ at }) => at)
            .filter(({ line }, index) => line !== found[index - 1]?.at.line)
        }
      ];
    }
  };
}

const counted = (reasons: ReadonlyMap<string, number>) =>
  [...reasons].map(([reason, count]) => ({ reason, count }));

function checkShare(text: string, share: number, { file, at, what }: ValueOf) {
  if (share >= -floatNoise && share <= 1 + floatNoise) return;
  const isPercent = share > 0 && share <= 100;
  refuseAt(
    file,
    at,
    'outside-share',
    say`${quoted(text)} for ${what} is not a share of 1, as this publisher writes per cent.`,
    isPercent
      ? say`Write ${Number((share / 100).toPrecision(12))} if the publisher’s page gives ${text}%, or download the file again.`
      : say`Check the value on the publisher’s page, or download the file again.`
  );
}

/** Moves the point of a share of 1 by two places, so that nothing is rounded. */
function inPercent(text: string, decimal = '.') {
  return Number(
    text
      .replace(decimal, '.')
      .replace(/(?:e([+-]?\d+))?$/i, (_, power = '0') => `e${Number(power) + 2}`)
  );
}

const byCodeAndYear = (one: Observation, other: Observation) =>
  ascending(one.iso3, other.iso3) || one.year - other.year;

function kindOfEntry(
  { iso3, code }: Pick<Entry, 'iso3' | 'code'>,
  file: string,
  list?: PublisherList
) {
  const kind = kindIn(list, iso3);
  if (kind !== 'unknown') return kind;
  const fault = codeFault(code.text);
  return fault ? refuseAt(file, code, ...fault) : 'undeclared';
}

/** Returns why a text cannot be a code; undefined if the source may have to declare it. */
function codeFault(code: string): Fault | undefined {
  if (code === '')
    return [
      'no-code',
      say`The row has no code.`,
      say`Write the code of its place, or delete the row if it is a note.`
    ];
  const wrong = say`${quoted(code)} is not an ISO 3166-1 alpha-3 code, nor one that the source declares.`;
  const [iso3, threeLetters] = [
    iso3OfIso2(code),
    say`Download the file again, with three-letter codes.`
  ];
  if (/^[A-Z]{2}$/.test(code))
    return [
      'two-letter-code',
      wrong,
      iso3 === undefined
        ? threeLetters
        : say`${threeLetters} If the publisher’s page has ${code} in this row too, write ${iso3}.`
    ];
  if (/[a-z]{3}.*[a-z]/.test(code) && /^[A-Z]/.test(code))
    return ['name-for-code', wrong, say`This looks like a name. ${columnsSwapped()}`];
  return undefined;
}
