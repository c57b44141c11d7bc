import type { Measure } from '../claim.ts';
import { countriesOf } from '../countries-of.ts';
import type { Edition } from '../edition.ts';
import type { Bound } from '../ledgers/estimate.ts';
import { movedBy, smallestRevision } from '../revised.ts';

export type ArgumentKind = 'number' | 'place' | 'release' | 'network' | 'end' | 'estimate' | 'fact';

interface Given {
  edition: Edition;
  words: readonly string[];
  numbers: readonly number[];
}

export interface Definition {
  takes: readonly ArgumentKind[];
  /** Number of last arguments that may be omitted. */
  optional?: number;
  /** Names of the arguments in messages. */
  named: string;
  /** Default: a number. */
  gives?: 'truth';
  says: string;
  /** Indicators, kept releases and ledger ids that it reads: the sources of the claim. */
  reads: (words: readonly string[]) => readonly string[];
  /** Set when it counts people of a place. */
  measures?: Measure;
  /** Set when its number is our own arithmetic, which the sentence must bound in these words. */
  bounds?: Bound;
  compute: (given: Given) => number | boolean;
}

function countries(
  ledger: 'fact' | 'estimate',
  rowOf: (edition: Edition, id: string) => { geography: string }
): Definition {
  return {
    takes: [ledger],
    named: 'id',
    says: 'of how many countries that row speaks, by its geography',
    reads: ([id = '']) => [id],
    compute: ({ edition, words: [id = ''] }) => countriesOf(id, rowOf(edition, id).geography)
  };
}

/** Counts economies whose figure moved by more than rounding, or by at least `points`. */
function revised(which: string, movement: (before: number, after: number) => number): Definition {
  return {
    takes: ['number', 'release', 'number'],
    optional: 1,
    named: 'year, release[, points]',
    says: `economies whose figure for the year ${which} since that release, by those points or more; without points, by more than rounding explains`,
    reads: ([release = '']) => [release, 'internet-use'],
    compute: ({ edition, words: [release = ''], numbers: [year = 0, points] }) =>
      edition.revisions(release, year).filter(({ before, after }) => {
        const moved = movement(before, after);
        return points === undefined ? moved > smallestRevision : moved >= points;
      }).length
  };
}

function bounded(bounds: Bound, says: string): Definition {
  return {
    takes: ['number'],
    named: 'number',
    bounds,
    says: `the number itself, for ${says}`,
    reads: () => [],
    compute: ({ numbers: [number = NaN] }) => number
  };
}

const coverageOf = (network: string) =>
  `coverage-${network.toLowerCase()}` as 'coverage-2g' | 'coverage-3g' | 'coverage-4g';
const indicatorOf = (network?: string) =>
  network === undefined ? 'internet-use' : coverageOf(network);

const vocabulary = {
  share: {
    takes: ['place', 'number', 'release'],
    optional: 1,
    named: 'place, year[, release]',
    measures: 'use',
    says: 'percent of people using the internet in a year; in the release that is shown, or in the one named',
    reads: ([, release = 'internet-use']) => [release],
    compute: ({ edition, words: [place = '', release], numbers: [year = 0] }) =>
      edition.share(place, year, release)
  },
  coverage: {
    takes: ['place', 'number', 'network'],
    named: 'place, year, 2G or 3G or 4G',
    measures: 'coverage',
    says: 'percent of people within range of at least that network in a year',
    reads: ([, network = '']) => [coverageOf(network)],
    compute: ({ edition, words: [place = '', network = ''], numbers: [year = 0] }) =>
      edition.coverage(place, year, network.toLowerCase() as '2g' | '3g' | '4g')
  },
  with_coverage: {
    takes: ['number', 'network'],
    named: 'year, 2G or 3G or 4G',
    says: 'economies with a figure for the year both on that network and on internet use',
    reads: ([network = '']) => [coverageOf(network), 'internet-use'],
    compute: ({ edition, words: [network = ''], numbers: [year = 0] }) =>
      edition.coverageAndUse(coverageOf(network), year).length
  },
  coverage_ahead: {
    takes: ['number', 'network'],
    named: 'year, 2G or 3G or 4G',
    says: 'how many of them have more people within range of at least that network than using the internet',
    reads: ([network = '']) => [coverageOf(network), 'internet-use'],
    compute: ({ edition, words: [network = ''], numbers: [year = 0] }) =>
      edition
        .coverageAndUse(coverageOf(network), year)
        .filter(({ covered, using }) => covered > using).length
  },
  population: {
    takes: ['place', 'number'],
    named: 'place, year',
    says: 'people living there in a year',
    reads: () => ['population'],
    compute: ({ edition, words: [place = ''], numbers: [year = 0] }) =>
      edition.population(place, year)
  },
  newest: {
    takes: ['place', 'network'],
    optional: 1,
    named: 'place[, 2G or 3G or 4G]',
    says: 'the newest year for which the shown release has a figure of the place, on internet use or on the network named',
    reads: ([, network]) => [indicatorOf(network)],
    compute: ({ edition, words: [place = '', network] }) =>
      edition.newestYear(place, indicatorOf(network))
  },
  oldest: {
    takes: ['place'],
    named: 'place',
    says: 'the first year for which the shown release has a figure of the place on internet use',
    reads: () => ['internet-use'],
    compute: ({ edition, words: [place = ''] }) => edition.oldestYear(place)
  },
  newest_by_country: {
    takes: ['network'],
    optional: 1,
    named: '[2G or 3G or 4G]',
    says: 'the newest year for which most countries and territories have a figure of their own, on internet use or on the network named',
    reads: ([network]) => [indicatorOf(network)],
    compute: ({ edition, words: [network] }) => edition.newestByCountry(indicatorOf(network))
  },
  year_reached: {
    takes: ['place', 'number', 'release'],
    optional: 1,
    named: 'place, percent[, release]',
    measures: 'use',
    says: 'the first year in which so many percent of people, or more, used the internet; in the release that is shown, or in the one named',
    reads: ([, release = 'internet-use']) => [release],
    compute: ({ edition, words: [place = '', release], numbers: [percent = 0] }) =>
      edition.yearPassed(place, percent, release)
  },
  economies: {
    takes: [],
    named: '',
    says: 'countries and territories that the World Bank reports on',
    reads: () => ['population'],
    compute: ({ edition }) => edition.economies().length
  },
  without_figure: {
    takes: ['number'],
    named: 'year',
    says: 'how many of them have no figure of their own on internet use for a year',
    reads: () => ['internet-use', 'population'],
    compute: ({ edition, numbers: [year = 0] }) => edition.economiesWithout(year)
  },
  moved: {
    takes: ['place', 'number', 'release'],
    named: 'place, year, release',
    measures: 'use',
    says: 'points by which the share online in a year moved since that release; below 0 where it fell',
    reads: ([, release = '']) => [release, 'internet-use'],
    compute: ({ edition, words: [place = '', release = ''], numbers: [year = 0] }) =>
      edition.share(place, year) - edition.share(place, year, release)
  },
  in_both: {
    takes: ['number', 'release'],
    named: 'year, release',
    says: 'economies with a figure for the year both in that release and in the one shown',
    reads: ([release = '']) => [release, 'internet-use'],
    compute: ({ edition, words: [release = ''], numbers: [year = 0] }) =>
      edition.revisions(release, year).length
  },
  revised: revised('moved', (before, after) => Math.abs(movedBy(before, after))),
  revised_up: revised('rose', movedBy),
  revised_down: revised('fell', (before, after) => -movedBy(before, after)),
  parties: {
    takes: ['number'],
    named: 'year',
    says: 'UN member states that had ratified or acceded to the Optional Protocol by the end of a year',
    reads: () => ['opsc-parties'],
    compute: ({ edition, numbers: [year = 0] }) => edition.parties(year)
  },
  fact: {
    takes: ['fact'],
    named: 'id',
    says: 'the value of a row of data/protection.csv',
    reads: ([id = '']) => [id],
    compute: ({ edition, words: [id = ''] }) => {
      const { value } = edition.protection(id);
      if (value === null) throw new Error(`data/protection.csv: “${id}” has no value`);
      return value;
    }
  },
  fact_countries: countries('fact', (edition, id) => edition.protection(id)),
  estimate: {
    takes: ['estimate', 'end'],
    named: 'id, low or value or high',
    says: 'a number of a row of data/estimates.csv',
    reads: ([id = '']) => [id],
    compute: ({ edition, words: [id = '', end] }) => {
      const value = edition.estimate(id)[end as 'low' | 'value' | 'high'];
      if (value === null) throw new Error(`data/estimates.csv: “${id}” has no ${end}`);
      return value;
    }
  },
  estimate_countries: countries('estimate', (edition, id) => edition.estimate(id)),
  at_least: bounded('at_least', 'a least number, as of the difference of two counts'),
  earlier: {
    takes: ['number', 'number'],
    named: 'number, number',
    says: 'the smaller of two numbers, such as the earlier of two years',
    reads: () => [],
    compute: ({ numbers }) => Math.min(...numbers)
  },
  whole: {
    takes: ['number'],
    named: 'number',
    gives: 'truth',
    says: 'whether a number is whole, as in “whole(value / 100)”',
    reads: () => [],
    compute: ({ numbers: [number = 0] }) => Number.isInteger(number)
  }
} satisfies Record<string, Definition>;

export type FunctionName = keyof typeof vocabulary;

/** Every function that a formula may call (D06). */
export const functions: Readonly<Record<FunctionName, Definition>> = vocabulary;

export const isFunction = (word: string): word is FunctionName => Object.hasOwn(functions, word);

/** `share(place, year, release)` */
export const signatureOf = (name: FunctionName): string => `${name}(${functions[name].named})`;

export const functionNames = Object.keys(functions) as FunctionName[];

/** The vocabulary for `claims --help`, one function per entry. */
export function vocabularyLines(): string[] {
  return [
    '  + - * / ( )  < <= = != >= >  and  or  value between 45 to 53',
    '  value, year: in a promise the number itself, and the year of the row;  $other-claim: the number of another row',
    ...functionNames.flatMap((name) => [`  ${signatureOf(name)}`, `      ${functions[name].says}`])
  ];
}
