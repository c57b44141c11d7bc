import { group } from 'd3';
import type { Observation } from '../sources/source.ts';
import { vintageName, type Vintage } from '../vintages/vintage.ts';
import { firstYears, type EditionData, type IndicatorId, type PerIndicator } from './data.ts';
import type { EstimateLedger } from './ledgers/estimates.ts';
import type { Estimate } from './ledgers/estimate.ts';
import type { ProtectionFact } from './ledgers/protection.ts';
import { newestYear } from './newest-year.ts';
import { publishedIn2018 } from './revised.ts';
import {
  earlierWorld,
  geoSeries,
  isWorld,
  regionsOf,
  internetUseReleases,
  worldOf,
  worldSeries
} from './series.ts';

export interface EditionParts {
  edition: string;
  pins: PerIndicator<Vintage>;
  /** Further vintages that claims may read, such as the release of 2018. */
  kept: readonly Vintage[];
  ledger: EstimateLedger;
  protection: Record<string, ProtectionFact>;
}

/** One edition. Each accessor throws when there is no such value; none falls back to another. */
export class Edition {
  private made: EditionData | undefined;

  constructor(private readonly parts: EditionParts) {}

  get data(): EditionData {
    return (this.made ??= dataOf(this.parts));
  }

  /**
   * Percent of people using the internet. `WLD` is the publisher's own world figure (V27).
   * @param name of a pinned or kept vintage, e.g. `wb-internet-users/2018-08-28`; default: the one
   * shown.
   */
  share(iso3: string, year: number, name?: string): number {
    return this.read(this.use(name), iso3, year);
  }

  /** Percent of people within reach of at least this generation of network. */
  coverage(iso3: string, year: number, generation: '2g' | '3g' | '4g' = '3g'): number {
    return this.read(this.parts.pins[`coverage-${generation}`], iso3, year);
  }

  newestYear(iso3: string, indicator: IndicatorId = 'internet-use'): number {
    const vintage = this.parts.pins[indicator];
    const newest = this.series(vintage, iso3).at(-1);
    if (!newest) throw new Error(`${vintageName(vintage)} has no figure of ${iso3}`);
    return newest.year;
  }

  oldestYear(iso3: string): number {
    const vintage = this.use();
    const oldest = this.series(vintage, iso3)[0];
    if (!oldest) throw new Error(`${vintageName(vintage)} has no figure of ${iso3}`);
    return oldest.year;
  }

  /** The newest year in which most economies have a figure. */
  newestByCountry(indicator: IndicatorId = 'internet-use'): number {
    const known = this.newest.get(indicator);
    if (known !== undefined) return known;
    const vintage = this.parts.pins[indicator];
    const first = indicator === 'internet-use' ? firstYears.internetUse : firstYears.coverage;
    const year = newestYear(geoSeries(indicator, vintage, first, []));
    this.newest.set(indicator, year);
    return year;
  }
  private readonly newest = new Map<IndicatorId, number>();

  population(iso3: string, year: number): number {
    return this.read(this.parts.pins.population, iso3, year);
  }

  /** UN member states that were party to the Optional Protocol at the end of a year. */
  parties(year: number): number {
    return this.read(this.parts.pins['opsc-parties'], 'WLD', year);
  }

  /** @throws Error when the ledger has no such id, or only a statement. */
  estimate(id: string): Estimate {
    const estimate = this.parts.ledger.estimates[id];
    if (estimate) return estimate;
    const why =
      id in this.parts.ledger.statements ? 'is a statement, without a number' : 'is not there';
    throw new Error(`data/estimates.csv: “${id}” ${why}`);
  }

  /** @throws Error when the ledger has no such id. */
  protection(id: string): ProtectionFact {
    const fact = this.parts.protection[id];
    if (!fact) throw new Error(`data/protection.csv: “${id}” is not there`);
    return fact;
  }

  /** Every economy of the pinned population file, sorted. */
  economies(): string[] {
    return [...new Set(this.parts.pins.population.economies.map(({ iso3 }) => iso3))].sort();
  }

  /** Economies without a figure of internet use in `year`. */
  economiesWithout(year: number): number {
    const counted = this.usersIn(year);
    return this.economies().filter((iso3) => !counted.has(iso3)).length;
  }

  /**
   * The first year in which the share reached `percent`.
   * @throws Error when none did, or when the first figure already does (V37).
   */
  yearPassed(iso3: string, percent: number, name?: string): number {
    const vintage = this.use(name);
    const points = this.series(vintage, iso3);
    const passed = points.find(({ value }) => value >= percent);
    if (passed && passed === points[0]) {
      throw new Error(
        `${vintageName(vintage)} starts in ${passed.year} for ${iso3}, at ${passed.value} percent: the year in which it reached ${percent} percent is unknown`
      );
    }
    if (!passed)
      throw new Error(
        `${vintageName(vintage)} has no year in which ${iso3} reached ${percent} percent`
      );
    return passed.year;
  }

  /** One year's figures as published then and now, for economies that have both. */
  revisions(then: string, year: number): { iso3: string; before: number; after: number }[] {
    const both = inBoth(valuesIn(this.vintage(then), year), valuesIn(this.use(), year));
    return both.map(([iso3, before, after]) => ({ iso3, before, after }));
  }

  /** Percent covered and percent online, for economies that have both. */
  coverageAndUse(
    indicator: 'coverage-2g' | 'coverage-3g' | 'coverage-4g',
    year: number
  ): { iso3: string; covered: number; using: number }[] {
    return inBoth(valuesIn(this.parts.pins[indicator], year), this.usersIn(year)).map(
      ([iso3, covered, using]) => ({ iso3, covered, using })
    );
  }

  private use(name?: string): Vintage {
    return name === undefined ? this.parts.pins['internet-use'] : this.vintage(name);
  }

  /** A release that ends before `year` has no gap there: it says nothing about it. */
  private usersIn(year: number): Values {
    const users = valuesIn(this.use(), year);
    if (users.size === 0) throw new Error(`${vintageName(this.use())} does not reach ${year}`);
    return users;
  }

  private vintage(name: string): Vintage {
    const all = [...Object.values(this.parts.pins), ...this.parts.kept];
    const vintage = all.find((candidate) => vintageName(candidate) === name);
    if (!vintage)
      throw new Error(
        `the edition has no vintage ${name}: add it to "kept" in data/edition.lock.json`
      );
    return vintage;
  }

  private series(vintage: Vintage, iso3: string): Observation[] {
    if (isWorld(iso3)) return worldOf(vintage);
    return placesOf(vintage).get(iso3) ?? [];
  }

  private read(vintage: Vintage, iso3: string, year: number): number {
    const points = this.series(vintage, iso3);
    const point = points.find((candidate) => candidate.year === year);
    if (point) return point.value;
    const newest = points.at(-1);
    throw new Error(
      `${vintageName(vintage)} has no value for ${iso3} in ${year}${newest ? `; its newest is for ${newest.year}` : ''}`
    );
  }
}

const valuesIn = ({ economies }: Vintage, year: number) =>
  new Map(economies.filter((point) => point.year === year).map(({ iso3, value }) => [iso3, value]));

type Values = ReturnType<typeof valuesIn>;

function inBoth(ones: Values, others: Values): [iso3: string, one: number, other: number][] {
  return [...ones].flatMap(([iso3, value]) =>
    others.has(iso3) ? [[iso3, value, others.get(iso3)!]] : []
  );
}

const places = new WeakMap<Vintage, Map<string, Observation[]>>();

function placesOf(vintage: Vintage): Map<string, Observation[]> {
  const known =
    places.get(vintage) ?? group([...vintage.aggregates, ...vintage.economies], ({ iso3 }) => iso3);
  places.set(vintage, known);
  return known;
}

function dataOf({
  edition,
  pins,
  kept,
  ledger: { estimates, statements },
  protection
}: EditionParts): EditionData {
  const economies = pins.population.economies.map(({ iso3 }) => iso3);
  const shown = geoSeries('internet-use', pins['internet-use'], firstYears.internetUse, economies);
  const releases = internetUseReleases([pins['internet-use'], ...kept], economies);
  const earlier = earlierWorld(shown, releases);
  const then = releases.find(({ vintage }) => vintageName(vintage) === publishedIn2018);
  const { 'coverage-3g': coverage, 'coverage-4g': formerCoverage } = pins;
  return {
    edition,
    internetUse: { ...shown, ...(earlier ? { earlier } : {}) },
    regions: regionsOf(pins['internet-use'], shown.years),
    ...(then ? { then } : {}),
    releases,
    coverage: geoSeries('coverage-3g', coverage, firstYears.coverage, economies),
    formerCoverage: geoSeries('coverage-4g', formerCoverage, firstYears.formerCoverage, economies),
    opscParties: worldSeries(pins['opsc-parties']),
    estimates,
    statements,
    protection
  };
}

export const openEdition = (parts: EditionParts): Edition => new Edition(parts);
