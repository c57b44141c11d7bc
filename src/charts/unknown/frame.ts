import { range } from 'd3';
import { assertComparable } from '../../story/ledgers/comparability.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundEnd } from '../phrases/bound-phrase.ts';
import { yearsPath } from '../plot/plot-path.ts';

/** Percent at the right end of the survey axis, and along it. */
export const surveyMax = 32;
export const surveyTicks = [0, 10, 20, 30] as const;

/**
 * What a survey found: a range with its published central estimate. No country's name is anywhere
 * in it (standards S01, D09).
 */
type Interval = UnknownFrame['intervals'][number];

/**
 * The counts that measure reporting, in reading order, with the segments within which each was
 * counted alike.
 */
export const countKinds = {
  reports: [
    'ncmec_cybertipline_reports/A_early',
    'ncmec_cybertipline_reports/B_mass_automated',
    'ncmec_cybertipline_reports/C_after_bundling'
  ],
  pages: [
    'iwf_confirmed/A_public_reports_only',
    'iwf_confirmed/transition',
    'iwf_confirmed/B_with_proactive_search'
  ]
} as const;
export type CountKind = keyof typeof countKinds;

/**
 * One year's count. `x` and the ends are shares of the segment's plot, from its lower left corner.
 */
export interface CountPoint {
  estimate: Estimate;
  year: number;
  x: number;
  /**
   * Drawn: a point for one number, a bar for a range, open at the top for a floor (standards V02).
   */
  low: number;
  high: number;
  form: 'point' | 'range' | 'at_least';
  /** Not seen at its publisher: drawn hollow. */
  secondary: boolean;
}

/** Years that were counted alike, on a scale of their own. */
export interface Segment {
  series: string;
  /** Short name for labels: the part of the series after the slash. */
  name: string;
  from: number;
  to: number;
  max: number;
  ticks: { value: number; y: number }[];
  points: CountPoint[];
  /**
   * Runs of consecutive years with a single number each; only these are joined. Each has two points
   * or more.
   */
  runs: CountPoint[][];
}

export type UnknownFrame = ReturnType<typeof unknownFrame>;

/**
 * The shares that the text states, by the step that shows them; in a picture of all, the one that
 * the figure is named for first.
 */
export const sharesTold = {
  nobody: ['dh-nottold', 'dh-where'],
  reached: ['dh-helpline', 'dh-police'],
  known: ['dh-known']
} as const;
const shareIds = Object.values(sharesTold).flat();

/** The sheet that a step shows, in the order of the story; or all of the figure. */
export const toldSheets = ['known', 'nobody', 'reached', 'surveys'] as const;
export interface ToldView {
  told: (typeof toldSheets)[number] | 'all';
}

/**
 * Whether a share was published as one in so many: its number is how many, and it is printed in
 * those words.
 */
export const isOneIn = ({ unit }: Pick<Estimate, 'unit'>): boolean => unit.startsWith('one in N');

/**
 * Returns the intervals, the shares and the counts.
 * @throws Error when figures that may not be set together would share an axis or a line.
 */
export function unknownFrame(data: Pick<StoryData, 'estimates'>) {
  const all = Object.values(data.estimates);
  const surveys = all.filter(({ series }) => series === 'survey_all_children_unlabelled');
  assertComparable(surveys, 'axis');
  return {
    // By their numbers alone: the order of the publication is one of countries (standards S01).
    intervals: surveys
      .map((estimate) => ({
        estimate,
        low: boundEnd(estimate, 'low'),
        value: boundEnd(estimate, 'value'),
        high: boundEnd(estimate, 'high')
      }))
      .sort(
        (one, other) => one.value - other.value || one.low - other.low || one.high - other.high
      ),
    // Of surveys in 13 countries, in percent: each counts something else, so each bar stands alone;
    // none where its source does not say of whom.
    shares: shareIds.flatMap((id) => {
      const estimate = data.estimates[id];
      if (!estimate) return [];
      const value = boundEnd(estimate, 'value');
      return [
        { id, estimate, value: isOneIn(estimate) ? 100 / value : value, hasBar: id !== 'dh-where' }
      ];
    }),
    counts: {
      reports: countKinds.reports.flatMap((series) => segment(series, all)),
      pages: countKinds.pages.flatMap((series) => segment(series, all))
    }
  };
}

/** A part of which nothing had been published by the day of the edition is left out. */
function segment(series: string, all: readonly Estimate[]): Segment[] {
  const estimates = all
    .filter((estimate) => estimate.series === series)
    .sort((one, other) => Number(one.ref_year) - Number(other.ref_year));
  if (estimates.length === 0) return [];
  assertComparable(estimates, 'axis');
  const years = estimates.map(({ ref_year }) => Number(ref_year));
  const [from, to] = [years[0]!, years.at(-1)!];
  const ends = estimates.map((estimate) => endsOf(estimate));
  const { max, step } = scaleFor(Math.max(...ends.map(({ high }) => high)));
  const points = estimates.map((estimate, index): CountPoint => {
    const { low, high, form } = ends[index]!;
    return {
      estimate,
      year: years[index]!,
      x: from === to ? 0.5 : (years[index]! - from) / (to - from),
      low: low / max,
      high: high / max,
      form,
      secondary: estimate.verification === 'secondary'
    };
  });
  const ticks = range(Math.round(max / step) + 1).map((index) => ({
    value: index * step,
    y: (index * step) / max
  }));
  return [
    { series, name: series.split('/')[1]!, from, to, max, ticks, points, runs: runsOf(points) }
  ];
}

function endsOf(estimate: Estimate): { low: number; high: number; form: CountPoint['form'] } {
  if (estimate.bound === 'range')
    return { low: boundEnd(estimate, 'low'), high: boundEnd(estimate, 'high'), form: 'range' };
  const value = boundEnd(estimate, estimate.bound === 'at_least' ? 'low' : 'value');
  return { low: value, high: value, form: estimate.bound === 'at_least' ? 'at_least' : 'point' };
}

/**
 * Points of consecutive years: nothing is joined across a missing year, a range or a floor
 * (standards V02, V03).
 */
function runsOf(points: readonly CountPoint[]): CountPoint[][] {
  const runs: CountPoint[][] = [];
  for (const point of points) {
    if (point.form !== 'point') continue;
    const run = runs.at(-1);
    if (run?.at(-1)?.year === point.year - 1) run.push(point);
    else runs.push([point]);
  }
  const joined = runs.filter(({ length }) => length > 1);
  for (const run of joined)
    assertComparable(
      run.map(({ estimate }) => estimate),
      'line'
    );
  return joined;
}

/**
 * Returns the intervals that carry a label, each with its row: the lowest and the highest. The
 * table has the rest.
 */
export function labelledIntervals(
  intervals: readonly Interval[]
): (Interval & { index: number })[] {
  return intervals
    .map((interval, index) => ({ ...interval, index }))
    .filter(({ index }) => index === 0 || index === intervals.length - 1);
}

/**
 * Returns the points of a segment that carry a label: the first, the last, and what is not a plain
 * number.
 */
export function labelledPoints({ points }: Segment): CountPoint[] {
  return points.filter(
    ({ form }, index) => index === 0 || index === points.length - 1 || form !== 'point'
  );
}

/** A round scale with room above the largest figure. */
function scaleFor(largest: number): { max: number; step: number } {
  const power = 10 ** Math.floor(Math.log10(largest));
  const step =
    [1, 2, 5, 10].map((unit) => (unit * power) / 2).find((unit) => largest / unit < 3.5) ??
    power * 5;
  return { max: (Math.floor(largest / step) + 1) * step, step };
}

/** Returns the path of a run in a box of 100 by 100. */
export const runPath = (run: readonly CountPoint[]): string =>
  yearsPath(run.map(({ year, x, high }) => ({ year, x, y: high })));

/** Returns the ledger rows of the counts of reporting, in the order in which they are drawn. */
export const countedEstimates = ({ reports, pages }: UnknownFrame['counts']): Estimate[] =>
  [...reports, ...pages].flatMap(({ points }) => points.map(({ estimate }) => estimate));

/** Returns the ledger rows that the figure draws, in the order in which it draws them. */
export function unknownEstimates(data: Pick<StoryData, 'estimates'>): Estimate[] {
  const { intervals, shares, counts } = unknownFrame(data);
  return [
    ...[...intervals, ...shares].map(({ estimate }) => estimate),
    ...countedEstimates(counts)
  ];
}
