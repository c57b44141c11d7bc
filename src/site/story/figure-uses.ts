import { rowsRead } from '#story/claims/perturb.ts';
import type { IndicatorId } from '#story/data.ts';
import { isWorld } from '#story/series.ts';
import { linePlaces } from '#charts/lines/record.ts';
import type { OpenedStory } from './open-story.ts';

export interface FigureUse {
  claims: string[];
  isLine: boolean;
  /** Steps whose map shows it, and claims that count all places of its year. */
  among: string[];
}

/** One name for the world, whatever its publisher's. */
export const placeOf = (iso3: string) => (isWorld(iso3) ? 'WLD' : iso3);

export function figureUses(
  story: OpenedStory,
  indicator: IndicatorId
): (iso3: string, year: number) => FigureUse | undefined {
  const { computed, parts, data } = story;
  const pinned = parts.pins[indicator];
  const read = [...computed.values()].flatMap(({ claim }) =>
    rowsRead(claim, parts)
      .filter(({ vintage }) => vintage === pinned)
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
