import { range } from 'd3';
import { assertComparable } from '../../story/ledgers/comparability.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundEnd } from '../phrases/bound-phrase.ts';
import { yearsPath } from '../plot/plot-path.ts';

/** Counts of reporting; within a segment the method of counting did not change. */
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

/** `x` and the ends are shares of the segment's plot, from its lower left corner. */
export interface CountPoint {
  estimate: Estimate;
  year: number;
  x: number;
  /** A point for a number, a bar for a range, open at the top for a lower bound (V02). */
  low: number;
  high: number;
  form: 'point' | 'range' | 'at_least';
  /** Not seen at its publisher: drawn hollow. */
  secondary: boolean;
}

/** Years counted by one method, with their own scale. */
export interface Segment {
  series: string;
  /** The part of the series after the slash. */
  name: string;
  from: number;
  to: number;
  max: number;
  ticks: { value: number; y: number }[];
  points: CountPoint[];
  /** Consecutive years with a number each, two or more; only these are joined. */
  runs: CountPoint[][];
}

/** @throws Error for figures that may not be compared, or when the ledger lacks a series. */
export function countsFrame(data: Pick<StoryData, 'estimates'>) {
  const all = Object.values(data.estimates);
  return {
    reports: countKinds.reports.map((series) => segment(series, all)),
    pages: countKinds.pages.map((series) => segment(series, all))
  };
}

function segment(series: string, all: readonly Estimate[]): Segment {
  const estimates = all
    .filter((estimate) => estimate.series === series)
    .sort((one, other) => Number(one.ref_year) - Number(other.ref_year));
  if (estimates.length === 0)
    throw new Error(`data/estimates.csv has no row of the series “${series}”. Restore its rows.`);
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
  const name = series.split('/')[1]!;
  return { series, name, from, to, max, ticks, points, runs: runsOf(points) };
}

function endsOf(estimate: Estimate): { low: number; high: number; form: CountPoint['form'] } {
  if (estimate.bound === 'range')
    return { low: boundEnd(estimate, 'low'), high: boundEnd(estimate, 'high'), form: 'range' };
  const value = boundEnd(estimate, estimate.bound === 'at_least' ? 'low' : 'value');
  return { low: value, high: value, form: estimate.bound === 'at_least' ? 'at_least' : 'point' };
}

/** Nothing is joined across a missing year, a range or a lower bound (V02, V03). */
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

/** The first, the last, and anything but a plain number. */
export function labelledPoints({ points }: Segment): CountPoint[] {
  return points.filter(
    ({ form }, index) => index === 0 || index === points.length - 1 || form !== 'point'
  );
}

/** A round scale with space above the largest figure. */
function scaleFor(largest: number): { max: number; step: number } {
  const power = 10 ** Math.floor(Math.log10(largest));
  const step =
    [1, 2, 5, 10].map((unit) => (unit * power) / 2).find((unit) => largest / unit < 3.5) ??
    power * 5;
  return { max: (Math.floor(largest / step) + 1) * step, step };
}

export const runPath = (run: readonly CountPoint[]): string =>
  yearsPath(run.map(({ year, x, high }) => ({ year, x, y: high })));

/** In the order of the drawing. */
export const countsEstimates = (data: Pick<StoryData, 'estimates'>): Estimate[] =>
  estimatesOf(Object.values(countsFrame(data)).flat());

export const estimatesOf = (segments: readonly Segment[]): Estimate[] =>
  segments.flatMap(({ points }) => points.map(({ estimate }) => estimate));
