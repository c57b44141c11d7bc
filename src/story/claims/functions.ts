import type { Measure } from '../claim.ts';
import {
  firstYears,
  type IndicatorId,
  countriesOf,
  newestYear,
  movedBy,
  smallestRevision
} from '../data.ts';
import type { Edition } from '../edition.ts';
import type { Bound } from '../ledgers/estimate.ts';
import { vintageName, type Vintage } from '#vintages/vintage.ts';
import { geoSeries } from '../series.ts';
import { say } from '#locale/say.ts';

export type ArgumentKind = 'number' | 'place' | 'release' | 'network' | 'end' | 'estimate' | 'fact';

const network = '2G or 3G or 4G';

const kinds: Readonly<Record<string, ArgumentKind>> = {
  place: 'place',
  release: 'release',
  [network]: 'network',
  'low or value or high': 'end',
  'id of an estimate': 'estimate',
  'id of a fact': 'fact',
  year: 'number',
  percent: 'number',
  points: 'number',
  number: 'number'
};

interface Written {
  /** Names of the arguments; those in brackets may be omitted: `place, year[, release]`. */
  named: string;
  /** Default: a number. */
  gives?: 'truth';
  says: string;
  /** Indicators, kept releases and ledger ids that it reads: the sources of the claim. */
  reads: (...words: readonly string[]) => readonly string[];
  /** Set when it counts people of a place. */
  measures?: Measure;
  /** Set when its number is our own arithmetic, which the sentence must bound in these words. */
  bounds?: Bound;
  /** Words and numbers in their order; omitted ones are missing. */
  compute: (
    edition: Edition,
    words: readonly [string, string],
    numbers: readonly [number, number]
  ) => number | boolean;
}

export interface Definition extends Written {
  takes: readonly ArgumentKind[];
  /** Number of arguments that must be given. */
  least: number;
}

const use = 'internet-use';

/** Most claims ask for it, in every release. */
const newestByCountry = new WeakMap<Vintage, number>();

const coverageOf = (generation: string) => `coverage-${generation.toLowerCase()}` as IndicatorId;
/** The indicator of the network that is named, or internet use. */
const indicatorOf = (generation?: string) =>
  generation === undefined ? use : coverageOf(generation);

function countries(
  ledger: 'fact' | 'estimate',
  rowOf: (edition: Edition, id: string) => { geography: string }
): Written {
  return {
    named: ledger === 'fact' ? 'id of a fact' : 'id of an estimate',
    says: say`of how many countries that row speaks, by its geography`,
    reads: (id) => [id!],
    compute: (edition, [id]) => countriesOf(id, rowOf(edition, id).geography)
  };
}

/** Counts economies whose figure moved by more than rounding, or by at least `points`. */
function revised(which: string, movement: (before: number, after: number) => number): Written {
  return {
    named: 'year, release[, points]',
    says: say`economies whose figure for the year ${which} since that release, by those points or more; without points, by more than rounding explains`,
    reads: (release) => [release!, use],
    compute: (edition, [release], [year, points]) =>
      edition.inBoth(release, use, year).filter(([before, after]) => {
        const moved = movement(before, after);
        return points === undefined ? moved > smallestRevision : moved >= points;
      }).length
  };
}

/** Counts economies by their figures on a network and on internet use. */
function withBoth(says: string, isCounted: (covered: number, using: number) => boolean): Written {
  return {
    named: `year, ${network}`,
    says,
    reads: (generation) => [coverageOf(generation!), use],
    compute: (edition, [generation], [year]) =>
      edition.inBoth(coverageOf(generation), use, year).filter((both) => isCounted(...both)).length
  };
}

const written = {
  share: {
    named: 'place, year[, release]',
    measures: 'use',
    says: say`percent of people using the internet in a year; in the release that is shown, or in the one named`,
    reads: (_, release = use) => [release],
    compute: (edition, [place, release = use], [year]) => edition.value(release, place, year)
  },
  coverage: {
    named: `place, year, ${network}`,
    measures: 'coverage',
    says: say`percent of people within range of at least that network in a year`,
    reads: (_, generation) => [coverageOf(generation!)],
    compute: (edition, [place, generation], [year]) =>
      edition.value(coverageOf(generation), place, year)
  },
  with_coverage: withBoth(
    say`economies with a figure for the year both on that network and on internet use`,
    () => true
  ),
  coverage_ahead: withBoth(
    say`how many of them have more people within range of at least that network than using the internet`,
    (covered, using) => covered > using
  ),
  population: {
    named: 'place, year',
    says: say`people living there in a year`,
    reads: () => ['population'],
    compute: (edition, [place], [year]) => edition.value('population', place, year)
  },
  newest: {
    named: `place[, ${network}]`,
    says: say`the newest year for which the shown release has a figure of the place, on internet use or on the network named`,
    reads: (_, generation) => [indicatorOf(generation)],
    compute: (edition, [place, generation]) =>
      edition.points(indicatorOf(generation), place).at(-1)!.year
  },
  oldest: {
    named: 'place',
    says: say`the first year for which the shown release has a figure of the place on internet use`,
    reads: () => [use],
    compute: (edition, [place]) => edition.points(use, place)[0]!.year
  },
  newest_by_country: {
    named: `[${network}]`,
    says: say`the newest year for which most countries and territories have a figure of their own, on internet use or on the network named`,
    reads: (generation) => [indicatorOf(generation)],
    compute: (edition, [generation]) => {
      const indicator = indicatorOf(generation);
      const vintage = edition.vintage(indicator);
      const first = indicator === use ? firstYears.internetUse : firstYears.coverage;
      const year =
        newestByCountry.get(vintage) ?? newestYear(geoSeries(indicator, vintage, first, []));
      newestByCountry.set(vintage, year);
      return year;
    }
  },
  year_reached: {
    named: 'place, percent[, release]',
    measures: 'use',
    says: say`the first year in which so many percent of people, or more, used the internet; in the release that is shown, or in the one named`,
    reads: (_, release = use) => [release],
    compute: (edition, [place, release = use], [percent]) => {
      const points = edition.points(release, place);
      const passed = points.find(({ value }) => value >= percent);
      if (passed && passed !== points[0]) return passed.year;
      const name = vintageName(edition.vintage(release));
      // What the series does not show is unknown (V37).
      throw new Error(
        passed
          ? say`${name} starts in ${passed.year} for ${place}, at ${passed.value} percent: the year in which it reached ${percent} percent is unknown`
          : say`${name} has no year in which ${place} reached ${percent} percent`
      );
    }
  },
  economies: {
    named: '',
    says: say`countries and territories that the World Bank reports on`,
    reads: () => ['population'],
    compute: (edition) => edition.economies().size
  },
  without_figure: {
    named: 'year',
    says: say`how many of them have no figure of their own on internet use for a year`,
    reads: () => [use, 'population'],
    compute: (edition, _, [year]) => {
      const counted = edition.values(use, year);
      return [...edition.economies()].filter((iso3) => !counted.has(iso3)).length;
    }
  },
  moved: {
    named: 'place, year, release',
    measures: 'use',
    says: say`points by which the share online in a year moved since that release; below 0 where it fell`,
    reads: (_, release) => [release!, use],
    compute: (edition, [place, release], [year]) =>
      edition.value(use, place, year) - edition.value(release, place, year)
  },
  in_both: {
    named: 'year, release',
    says: say`economies with a figure for the year both in that release and in the one shown`,
    reads: (release) => [release!, use],
    compute: (edition, [release], [year]) => edition.inBoth(release, use, year).length
  },
  revised: revised(say`moved`, (before, after) => Math.abs(movedBy(before, after))),
  revised_up: revised(say`rose`, movedBy),
  revised_down: revised(say`fell`, (before, after) => -movedBy(before, after)),
  parties: {
    named: 'year',
    says: say`UN member states that had ratified or acceded to the Optional Protocol by the end of a year`,
    reads: () => ['opsc-parties'],
    compute: (edition, _, [year]) => edition.value('opsc-parties', 'WLD', year)
  },
  fact: {
    named: 'id of a fact',
    says: say`the value of a row of data/protection.csv`,
    reads: (id) => [id!],
    compute: (edition, [id]) => {
      const { value } = edition.protection(id);
      if (value === null) throw new Error(say`data/protection.csv: “${id}” has no value`);
      return value;
    }
  },
  fact_countries: countries('fact', (edition, id) => edition.protection(id)),
  estimate: {
    named: 'id of an estimate, low or value or high',
    says: say`a number of a row of data/estimates.csv`,
    reads: (id) => [id!],
    compute: (edition, [id, end]) => {
      const value = edition.estimate(id)[end as 'low' | 'value' | 'high'];
      if (value === null) throw new Error(say`data/estimates.csv: “${id}” has no ${end}`);
      return value;
    }
  },
  estimate_countries: countries('estimate', (edition, id) => edition.estimate(id)),
  at_least: {
    named: 'number',
    bounds: 'at_least',
    says: say`the number itself, for a least number, as of the difference of two counts`,
    reads: () => [],
    compute: (_, __, [number]) => number
  },
  earlier: {
    named: 'number, number',
    says: say`the smaller of two numbers, such as the earlier of two years`,
    reads: () => [],
    compute: (_, __, numbers) => Math.min(...numbers)
  },
  whole: {
    named: 'number',
    gives: 'truth',
    says: say`whether a number is whole, as in “whole(value / 100)”`,
    reads: () => [],
    compute: (_, __, [number]) => Number.isInteger(number)
  }
} satisfies Record<string, Written>;

export type FunctionName = keyof typeof written;

const namesIn = (named: string) =>
  named
    .replace(/[[\]]/g, '')
    .split(', ')
    .filter(Boolean)
    .map((name) => kinds[name]!);

export const functions = Object.fromEntries(
  Object.entries<Written>(written).map(([name, one]): [string, Definition] => [
    name,
    { ...one, takes: namesIn(one.named), least: namesIn(one.named.split('[')[0]!).length }
  ])
) as Readonly<Record<FunctionName, Definition>>;

export const isFunction = (word: string): word is FunctionName => Object.hasOwn(functions, word);

/** `share(place, year, release)` */
export const signatureOf = (name: FunctionName) => `${name}(${functions[name].named})`;

export const functionNames = Object.keys(functions) as FunctionName[];

export function vocabularyLines() {
  return [
    say`  + - * / ( )  < <= = != >= >  and  or  value between 45 to 53`,
    say`  value, year: in a promise the number itself, and the year of the row;  $other-claim: the number of another row`,
    ...functionNames.flatMap((name) => [`  ${signatureOf(name)}`, `      ${functions[name].says}`])
  ];
}
