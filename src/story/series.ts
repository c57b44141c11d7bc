import { recordOf, byRelease, vintageName, type Vintage } from '#vintages/vintage.ts';
import {
  firstYears,
  type EarlierWorld,
  type GeoSeries,
  type IndicatorId,
  type WorldSeries
} from './data.ts';

/** The World Bank's regions, which together make up the world. */
export const regionCodes = ['EAS', 'ECS', 'LCN', 'MEA', 'NAC', 'SAS', 'SSF'] as const;

/**
 * Releases before the World Bank added Afghanistan and Pakistan have another name for it (V32).
 * https://datatopics.worldbank.org/world-development-indicators/the-world-by-income-and-region.html
 */
const regrouped = { iso3: 'MEA', since: '2025-07', before: 'MENA' };

/** In the order in which their releases are listed. */
const useSources = ['wb-internet-users', 'gapminder-internet-users'];

export const isWorld = (iso3: string) => iso3 === 'WLD' || iso3 === 'OWID_WRL';

export function worldOf(vintage: Vintage) {
  return vintage.aggregates
    .filter(({ iso3 }) => isWorld(iso3))
    .sort((one, other) => one.year - other.year);
}

/** Rows for every economy that the edition knows: one without any value is a finding (V15, V17). */
export function geoSeries(
  indicator: IndicatorId,
  vintage: Vintage,
  firstYear: number,
  economies: readonly string[]
): GeoSeries {
  const shown = vintage.economies.filter(({ year }) => year >= firstYear);
  const world = worldOf(vintage);
  // A year with only a world figure is no year of the map.
  const newest = (shown.length > 0 ? shown : world).reduce(
    (last, { year }) => Math.max(last, year),
    firstYear
  );
  const years = Array.from({ length: newest - firstYear + 1 }, (_, index) => firstYear + index);
  const codes = [...new Set([...economies, ...vintage.economies.map(({ iso3 }) => iso3)])].sort();
  const known = new Map(codes.map((iso3) => [iso3, years.map((): number | null => null)]));
  for (const { iso3, year, value } of shown) known.get(iso3)![year - firstYear] = value;
  return {
    indicator,
    years,
    economies: [...known].map(([iso3, values]) => ({ iso3, values })),
    world: years.map((year) => world.find((point) => point.year === year)?.value ?? null),
    vintage: recordOf(vintage)
  };
}

export function regionsOf(vintage: Vintage, years: readonly number[]) {
  return regionCodes.flatMap((iso3) => {
    const points = new Map(
      vintage.aggregates
        .filter((point) => point.iso3 === iso3)
        .map(({ year, value }) => [year, value])
    );
    const code =
      iso3 === regrouped.iso3 && vintage.release < regrouped.since ? regrouped.before : iso3;
    return points.size > 0
      ? [{ iso3: code, values: years.map((year) => points.get(year) ?? null) }]
      : [];
  });
}

export function internetUseReleases(
  vintages: readonly Vintage[],
  economies: readonly string[]
): GeoSeries[] {
  const named = new Map(
    vintages
      .filter(({ source }) => useSources.includes(source))
      .map((vintage) => [vintageName(vintage), vintage])
  );
  const rank = ({ source }: Vintage) => useSources.indexOf(source);
  return [...named.values()]
    .sort((one, other) => rank(one) - rank(other) || byRelease(one.release, other.release))
    .map((vintage) => geoSeries('internet-use', vintage, firstYears.internetUse, economies));
}

/** Publishers may withdraw the early figures: the newest other release that has them. */
export function earlierWorld(
  shown: GeoSeries,
  releases: readonly GeoSeries[]
): EarlierWorld | undefined {
  const first = shown.years[shown.world.findIndex((value) => value !== null)];
  if (first === undefined) return undefined;
  const before = ({ years, world }: GeoSeries) =>
    shown.years.map((year) => (year < first ? (world[years.indexOf(year)] ?? null) : null));
  const older = releases
    .filter(({ vintage }) => vintage.source === shown.vintage.source)
    .findLast((one) => before(one).some((value) => value !== null));
  return (
    older && {
      values: before(older),
      whole: shown.years.map((year) => older.world[older.years.indexOf(year)] ?? null),
      vintage: older.vintage
    }
  );
}

export function worldSeries(vintage: Vintage): WorldSeries {
  return {
    points: worldOf(vintage).map(({ year, value }) => ({ year, value })),
    vintage: recordOf(vintage)
  };
}
