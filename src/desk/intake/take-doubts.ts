import type { Imported } from '../../sources/source.ts';
import { diffVintages } from '../../vintages/compare/diff-vintages.ts';
import { placesName, type Doubt } from '../../vintages/compare/doubt.ts';
import { counted, number } from '../../locale/counted.ts';
import { listDoubts, type Known } from '../../vintages/compare/list-doubts.ts';
import { roundedDoubts } from '../../vintages/compare/rounded.ts';
import { valueDoubts } from '../../vintages/compare/value-doubts.ts';
import type { Release, Vintage } from '../../vintages/vintage.ts';
import { csvParse } from 'd3';
import { textIfThere, type StoryFiles } from '../../site/story/story-files.ts';
import { indicators } from '../../story/data.ts';
import { regionCodes } from '../../story/series.ts';

/** Of the releases that are kept none moved more than 3 per cent of them by five points. */
const mostFar = 0.3;
/** Where values are no percentages, a fifth of the value before is as far. */
const farShare = 0.2;

/**
 * How a release differs from the one before: in numbers of economies' values, and of those of the
 * world, regions and groups.
 */
export type Difference = ReturnType<typeof differenceOf>;

/** Returns how a vintage differs from the release before it. */
export function differenceOf(earlier: Vintage, later: Vintage) {
  const asEconomies = (vintage: Vintage) => ({ ...vintage, economies: vintage.aggregates });
  return {
    release: earlier.release,
    ...changesOf(earlier, later),
    groups: changesOf(asEconomies(earlier), asEconomies(later))
  };
}

function changesOf(earlier: Vintage, later: Vintage) {
  const { added, withdrawn, revised } = diffVintages(earlier, later);
  return {
    added: added.length,
    withdrawn: withdrawn.length,
    revised: revised.length,
    /** By five points or more; undefined where values are no percentages. */
    far:
      later.unit === 'percent'
        ? revised.filter(({ change }) => Math.abs(change) >= 5).length
        : undefined
  };
}

/**
 * Returns why a vintage may not be what it seems: so much moved so far since the older release that
 * another indicator or unit is likelier.
 */
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
      says: `${number(far.length)} of ${number(shared)} values moved by ${percent ? '5 points' : 'a fifth'} or more since ${earlier.release}: it may be another indicator, or in another unit`,
      rows: [],
      cells: []
    }
  ];
}

/** What a release is set beside. */
interface Beside extends Omit<Known, 'older'> {
  /**
   * The release before it that is kept, or else the one after it; undefined where it is the first.
   */
  older: Vintage | undefined;
}

/** Returns what a file itself leaves open, as an editor reads it. */
export function fileDoubts({ doubts }: Pick<Imported, 'doubts'>): Doubt[] {
  return doubts.map(({ says, places }) => ({
    says,
    rows:
      places.length === 0
        ? []
        : [
            `${placesName(places.slice(0, 1))}${places.length === 1 ? '' : `, and ${counted(places.length - 1, 'more row')}`}`
          ],
    cells: []
  }));
}

/**
 * Returns everything in a release that an editor must look at before it is kept; empty when nothing
 * is doubtful.
 */
export function takeDoubts(
  later: Vintage,
  { listed, places, doubts }: Pick<Imported, 'listed' | 'places' | 'doubts'>,
  beside: Beside
): Doubt[] {
  const { older, before, list, consequence } = beside;
  const codesOf = ({ economies, aggregates }: Vintage) =>
    new Set([...economies, ...aggregates].map(({ iso3 }) => iso3));
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
    ...listDoubts(listed, codesOf(later), {
      list,
      before,
      older: older && { release: older.release, codes: codesOf(older) },
      consequence
    }),
    ...valueDoubts(later, older, {
      placeOf: (iso3, year) => places.get(`${iso3} ${year}`),
      list,
      says,
      consequence
    })
  ];
}

/** Returns the lines that an editor reads of a doubt: what it is, the rows, and what settles it. */
export function doubtLines(
  { says, rows, repair }: Doubt,
  source: string,
  release?: Release
): string[] {
  const mend =
    repair &&
    JSON.stringify({
      iso3: repair.iso3,
      year: repair.year,
      expects: repair.expects,
      value: null,
      since: release,
      reason: '…'
    });
  return [
    `Doubtful: ${says}.`,
    ...rows.map((row) => `  ${row}`),
    ...(mend
      ? [
          `  --yes keeps it as it is; a declared repair in data/repairs/${source}.json mends it, with a value or null for none: ${mend}`
        ]
      : [])
  ];
}

/** As many claims as a line names. */
const most = 3;
const claimsFile = 'data/story/claims.csv';

/**
 * Returns what tells what the story does with a code: `the story does not use it`, `it is used by
 * the lines of regions and the claim asia-2020`.
 */
export async function storyUses(
  files: Pick<StoryFiles, 'read'>,
  indicator: string
): Promise<(iso3: string) => string> {
  if (!indicators.some((one) => one === indicator))
    return () => 'the story does not use this indicator';
  const claims = csvParse((await textIfThere(files, claimsFile)) ?? '');
  return (iso3) => {
    const named = claims.filter((row) =>
      Object.entries(row).some(
        ([column, text]) => column !== 'id' && new RegExp(`\\b${iso3}\\b`).test(text)
      )
    );
    const uses = [
      ...(iso3 === 'WLD' ? ['every figure of the world'] : []),
      ...(indicator === 'internet-use' && regionCodes.some((code) => code === iso3)
        ? ['the lines of regions']
        : []),
      ...named.slice(0, most).map(({ id }) => `the claim ${id}`),
      ...(named.length > most ? [`${named.length - most} more claims`] : [])
    ];
    return uses.length === 0 ? 'the story does not use it' : `it is used by ${uses.join(', ')}`;
  };
}
