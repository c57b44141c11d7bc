import { group } from 'd3';
import type { Imported } from '#sources/source.ts';
import { allOf, keyOf, sharedValues } from '#vintages/compare/by-economy.ts';
import { cellPositions, type Doubt } from '#vintages/compare/doubt.ts';
import {
  roundedDoubts,
  sameValues,
  unfinishedYear,
  unlikeOthers,
  type SameMeasure,
  listDoubts,
  type ListKnown
} from '#vintages/compare/release-doubts.ts';
import { valueDoubts } from '#vintages/compare/value-doubts.ts';
import type { Vintage } from '#vintages/vintage.ts';
import { say, counted, number } from '#locale/say.ts';

/** Kept releases moved at most 3 % of their values by five points. */
const mostFar = 0.3;
/** If values are not percentages: a fifth of the value before. */
const farShare = 0.2;

function wholeDoubts(earlier: Vintage, later: Vintage) {
  const shared = sharedValues(earlier.economies, later.economies);
  const percent = later.unit === 'percent';
  const far = shared.filter(({ before, change }) =>
    percent ? Math.abs(change) >= 5 : Math.abs(change) > farShare * Math.abs(before)
  );
  if (far.length <= mostFar * shared.length) return [];
  return [
    {
      kind: 'many-moved',
      says: say`${number(far.length)} of ${number(shared.length)} values moved by ${percent ? say`5 points` : say`a fifth`} or more since ${earlier.release}: it may be another indicator or unit`,
      rows: [],
      cells: []
    }
  ];
}

interface TakeContext extends ListKnown {
  /** The kept release before it, or else after it. */
  older: Vintage | undefined;
  kept?: readonly Vintage[];
  sameMeasure?: SameMeasure | undefined;
}

export function fileDoubts({ doubts }: Pick<Imported, 'doubts'>): Doubt[] {
  return doubts.map(({ kind, says, places, cells = [] }) => ({
    kind,
    says,
    rows:
      places.length === 0
        ? []
        : [
            `${cellPositions(places.slice(0, 1))}${places.length === 1 ? '' : say`, and ${counted(places.length - 1, 'more row')}`}`
          ],
    cells
  }));
}

export function takeDoubts(
  later: Vintage,
  { listed, places, doubts }: Pick<Imported, 'listed' | 'places' | 'doubts'>,
  beside: TakeContext
): Doubt[] {
  const { older, before, list, kept = [], sameMeasure } = beside;
  const placeOf = (iso3: string, year: number) => places.get(`${iso3} ${year}`);
  const names = new Map(listed.map(({ iso3, name }) => [iso3, name]));
  const says = (iso3: string) => {
    const name =
      names.get(iso3) ||
      before?.[iso3] ||
      list?.economies.get(iso3)?.[0] ||
      list?.groups.get(iso3)?.[0];
    return name ? `${iso3} (${name})` : iso3;
  };
  return [
    ...fileDoubts({ doubts }),
    ...(older ? [...wholeDoubts(older, later), ...roundedDoubts(later, older)] : []),
    ...sameValues(later, kept),
    ...unfinishedYear(later, placeOf),
    ...listDoubts(listed, { list, before }),
    ...valueDoubts(later, older, { placeOf, list, says }),
    ...(sameMeasure ? unlikeOthers(later, older, sameMeasure, placeOf) : [])
  ];
}

/** A year with fewer values may have all of them doubted. */
const fullYear = 10;

/**
 * Returns how many of a file's values are doubted where they are most of the file or of a year. No
 * release that is kept had so many of a year, but one that was rounded (Gapminder, 2025-03-30).
 */
export function mostlyDoubted(later: Vintage, doubts: readonly Doubt[]) {
  const values = allOf(later);
  const doubted = new Set(doubts.flatMap(({ cells }) => cells.map(keyOf)));
  const isDoubted = values.filter((one) => doubted.has(keyOf(one)));
  const years = [...group(values, ({ year }) => year)]
    .map(([year, all]) => ({
      year,
      doubted: all.filter((one) => doubted.has(keyOf(one))).length,
      of: all.length
    }))
    .filter((one) => one.of >= fullYear && 2 * one.doubted >= one.of);
  const isMost = values.length >= fullYear && 2 * isDoubted.length >= values.length;
  return isMost || years.length > 0
    ? { doubted: isDoubted.length, of: values.length, years }
    : undefined;
}

export const doubtLines = ({ says, rows }: Doubt) => [
  say`Doubtful: ${says}.`,
  ...rows.map((row) => `  ${row}`)
];
