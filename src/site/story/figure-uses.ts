import type { Claim } from '../../story/claim.ts';
import type { IndicatorId } from '../../story/data.ts';
import type { Edition } from '../../story/edition.ts';
import { isWorld } from '../../story/series.ts';
import { linePlaces } from '../../charts/lines/record.ts';
import type { OpenedStory } from './open-story.ts';

/** A row of a release; of all years, or all places, where one is left out. */
export interface RowRead {
  /** An indicator, or a kept release. */
  name: string;
  iso3?: string;
  year?: number;
}

/** Where the story uses a figure. */
export interface FigureUse {
  /** Claims that read the figure of this place. */
  claims: string[];
  /** True on the chart of the lines. */
  isLine: boolean;
  /** Steps whose map shows it, and claims that count all places of its year. */
  among: string[];
}

/** Returns the rows of releases that a claim reads; none when it cannot be computed. */
export function rowsRead(claim: Claim, edition: Edition): RowRead[] {
  const rows: RowRead[] = [];
  const noting = <Key extends 'value' | 'points' | 'values'>(
    key: Key,
    rowOf: (...words: Parameters<Edition[Key]>) => RowRead
  ) => ({
    [key]: (...words: Parameters<Edition[Key]>) => {
      rows.push(rowOf(...words));
      return (edition[key] as (...words: Parameters<Edition[Key]>) => unknown).call(
        edition,
        ...words
      );
    }
  });
  const watched = Object.assign(
    Object.create(edition) as Edition,
    noting('value', (name, iso3, year) => ({ name, iso3, year })),
    noting('points', (name, iso3) => ({ name, iso3 })),
    noting('values', (name, year) => ({ name, year }))
  );
  try {
    claim.compute(watched);
  } catch {
    return [];
  }
  return rows;
}

/** One name for the world, whatever its publisher's. */
export const placeOf = (iso3: string) => (isWorld(iso3) ? 'WLD' : iso3);

/** Returns how the story uses each figure of an indicator's pinned release; undefined if not. */
export function figureUses(
  story: Pick<OpenedStory, 'computed' | 'edition' | 'data'>,
  indicator: IndicatorId
): (iso3: string, year: number) => FigureUse | undefined {
  const { computed, edition, data } = story;
  const pinned = edition.vintage(indicator);
  const read = [...computed.values()].flatMap(({ claim }) =>
    rowsRead(claim, edition)
      .filter(({ name }) => edition.vintage(name) === pinned)
      .map((row) => ({ ...row, id: claim.id }))
  );
  const maps = data.stops.filter(({ layer }) => layer === indicator);
  return (iso3, year) => {
    const own = read.filter((row) => row.year === undefined || row.year === year);
    const place = placeOf(iso3);
    const claims = own
      .filter((row) => row.iso3 !== undefined && placeOf(row.iso3) === place)
      // One that reads just this year is nearer than one that looks through all.
      .sort((one, other) => Number(one.year === undefined) - Number(other.year === undefined));
    const among = [
      ...maps.filter((stop) => stop.year === year).map(({ step }) => step),
      ...own.filter((row) => row.iso3 === undefined).map(({ id }) => id)
    ];
    const isLine = indicator === 'internet-use' && linePlaces.some((one) => one === place);
    return claims.length > 0 || among.length > 0 || isLine
      ? { claims: [...new Set(claims.map(({ id }) => id))], isLine, among: [...new Set(among)] }
      : undefined;
  };
}
