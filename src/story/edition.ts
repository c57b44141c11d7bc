import { group } from 'd3';
import type { Observation } from '#sources/source.ts';
import { vintageName, type Vintage } from '#vintages/vintage.ts';
import {
  firstYears,
  type EditionData,
  type IndicatorId,
  type PerIndicator,
  publishedIn2018
} from './data.ts';
import type { EstimateLedger } from './ledgers/estimates.ts';
import type { ProtectionFact } from './ledgers/protection.ts';
import {
  earlierWorld,
  geoSeries,
  isWorld,
  regionsOf,
  internetUseReleases,
  worldOf,
  worldSeries
} from './series.ts';
import { say } from '#locale/say.ts';

export interface EditionParts {
  edition: string;
  pins: PerIndicator<Vintage>;
  /** Further vintages that claims may read, such as the release of 2018. */
  kept: readonly Vintage[];
  ledger: EstimateLedger;
  protection: Record<string, ProtectionFact>;
}

/**
 * One edition. A release is named by its indicator, or as `wb-internet-users/2018-08-28`; `WLD` is
 * the publisher's own world figure (V27). Throws when there is no such value; none falls back to
 * another.
 */
export class Edition {
  private made: EditionData | undefined;

  constructor(private readonly parts: EditionParts) {}

  get data(): EditionData {
    return (this.made ??= dataOf(this.parts));
  }

  vintage(name: string) {
    const { pins, kept } = this.parts;
    const vintage =
      pins[name as IndicatorId] ??
      [...Object.values(pins), ...kept].find((candidate) => vintageName(candidate) === name);
    if (!vintage)
      throw new Error(
        say`the edition does not keep ${name}: run \`npm run desk -- edition lock --keep ${name}\``
      );
    return vintage;
  }

  /** The figures of a place by ascending year; at least one. */
  points(name: string, iso3: string) {
    const vintage = this.vintage(name);
    const points = pointsOf(vintage, iso3);
    if (points.length === 0) throw new Error(say`${vintageName(vintage)} has no figure of ${iso3}`);
    return points;
  }

  value(name: string, iso3: string, year: number) {
    const vintage = this.vintage(name);
    const points = pointsOf(vintage, iso3);
    const point = points.find((candidate) => candidate.year === year);
    if (point) return point.value;
    const newest = points.at(-1);
    throw new Error(
      say`${vintageName(vintage)} has no value for ${iso3} in ${year}${newest ? say`; its newest is for ${newest.year}` : ''}`
    );
  }

  /** The figures of a year, for economies that have one in both releases. */
  inBoth(one: string, other: string, year: number): (readonly [one: number, other: number])[] {
    const others = this.values(other, year);
    return [...this.values(one, year)].flatMap(([iso3, value]) =>
      others.has(iso3) ? [[value, others.get(iso3)!] as const] : []
    );
  }

  /** By economy. A release that ends before the year has no gap there: it says nothing about it. */
  values(name: string, year: number): ReadonlyMap<string, number> {
    const vintage = this.vintage(name);
    const found = vintage.economies.filter((point) => point.year === year);
    if (found.length === 0) throw new Error(say`${vintageName(vintage)} does not reach ${year}`);
    return new Map(found.map(({ iso3, value }) => [iso3, value]));
  }

  /** Every economy of the pinned population file. */
  economies(): ReadonlySet<string> {
    return new Set(this.parts.pins.population.economies.map(({ iso3 }) => iso3));
  }

  estimate(id: string) {
    const estimate = this.parts.ledger.estimates[id];
    if (estimate) return estimate;
    const why =
      id in this.parts.ledger.statements
        ? say`is a statement, without a number`
        : say`is not there`;
    throw new Error(say`data/estimates.csv: “${id}” ${why}`);
  }

  protection(id: string) {
    const fact = this.parts.protection[id];
    if (!fact) throw new Error(say`data/protection.csv: “${id}” is not there`);
    return fact;
  }
}

const places = new WeakMap<Vintage, Map<string, Observation[]>>();

function pointsOf(vintage: Vintage, iso3: string) {
  if (isWorld(iso3)) return worldOf(vintage);
  const known =
    places.get(vintage) ?? group([...vintage.aggregates, ...vintage.economies], ({ iso3 }) => iso3);
  places.set(vintage, known);
  return known.get(iso3) ?? [];
}

function dataOf({
  edition,
  pins,
  kept,
  ledger: { estimates, statements },
  protection
}: EditionParts) {
  const economies = pins.population.economies.map(({ iso3 }) => iso3);
  const shown = geoSeries('internet-use', pins['internet-use'], firstYears.internetUse, economies);
  const releases = internetUseReleases([pins['internet-use'], ...kept], economies);
  const earlier = earlierWorld(shown, releases);
  const then = releases.find(({ vintage }) => vintageName(vintage) === publishedIn2018);
  const { 'coverage-3g': coverage, 'coverage-4g': formerCoverage } = pins;
  return {
    edition,
    internetUse: { ...shown, ...(earlier && { earlier }) },
    regions: regionsOf(pins['internet-use'], shown.years),
    ...(then && { then }),
    releases,
    coverage: geoSeries('coverage-3g', coverage, firstYears.coverage, economies),
    formerCoverage: geoSeries('coverage-4g', formerCoverage, firstYears.formerCoverage, economies),
    worldCoverage: worldSeries(coverage),
    opscParties: worldSeries(pins['opsc-parties']),
    estimates,
    statements,
    protection
  };
}

export const openEdition = (parts: EditionParts) => new Edition(parts);
