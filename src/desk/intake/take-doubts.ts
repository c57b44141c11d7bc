import type { Imported } from '../../sources/source.ts';
import { diffVintages } from '../../vintages/compare/diff-vintages.ts';
import { cellPositions, type Doubt } from '../../vintages/compare/doubt.ts';
import { counted, number } from '../../locale/counted.ts';
import { listDoubts, type ListKnown } from '../../vintages/compare/list-doubts.ts';
import { roundedDoubts } from '../../vintages/compare/rounded.ts';
import { valueDoubts } from '../../vintages/compare/value-doubts.ts';
import type { Vintage } from '../../vintages/vintage.ts';

/** Kept releases moved at most 3 % of their values by five points. */
const mostFar = 0.3;
/** If values are not percentages: a fifth of the value before. */
const farShare = 0.2;

/** Doubts a release that moved so far that another indicator or unit is likelier. */
function wholeDoubts(earlier: Vintage, later: Vintage): Doubt[] {
  const { revised, kept } = diffVintages(earlier, later);
  const percent = later.unit === 'percent';
  const far = revised.filter(({ before, change }) =>
    percent ? Math.abs(change) >= 5 : Math.abs(change) > farShare * Math.abs(before)
  );
  const shared = revised.length + kept;
  if (far.length <= mostFar * shared) return [];
  return [
    {
      kind: 'many-moved',
      says: `${number(far.length)} of ${number(shared)} values moved by ${percent ? '5 points' : 'a fifth'} or more since ${earlier.release}: it may be another indicator or unit`,
      rows: [],
      cells: []
    }
  ];
}

interface TakeContext extends ListKnown {
  /** The kept release before it, or else after it. */
  older: Vintage | undefined;
}

export function fileDoubts({ doubts }: Pick<Imported, 'doubts'>): Doubt[] {
  return doubts.map(({ kind, says, places }) => ({
    kind,
    says,
    rows:
      places.length === 0
        ? []
        : [
            `${cellPositions(places.slice(0, 1))}${places.length === 1 ? '' : `, and ${counted(places.length - 1, 'more row')}`}`
          ],
    cells: []
  }));
}

export function takeDoubts(
  later: Vintage,
  { listed, places, doubts }: Pick<Imported, 'listed' | 'places' | 'doubts'>,
  beside: TakeContext
): Doubt[] {
  const { older, before, list } = beside;
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
    ...listDoubts(listed, { list, before }),
    ...valueDoubts(later, older, {
      placeOf: (iso3, year) => places.get(`${iso3} ${year}`),
      list,
      says
    })
  ];
}

export const doubtLines = ({ says, rows }: Doubt): string[] => [
  `Doubtful: ${says}.`,
  ...rows.map((row) => `  ${row}`)
];
