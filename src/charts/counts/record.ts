import { type Label, speak, type Words } from '#copy/words.ts';
import { formatInWords, formatList, formatNumber } from '#locale/numbers.ts';
import type { StoryData } from '#story/data.ts';
import { assertComparable, type Estimate } from '#story/ledgers/estimate.ts';
import type { Description, Table, PictureRecord } from '../chart.ts';
import { creditsOf } from '../figure.ts';
import {
  boundEnd,
  boundNumbers,
  boundPhrase,
  verificationPhrase
} from '../phrases/ledger-phrases.ts';
import {
  boundedCell,
  endColumn,
  numberCell,
  startColumn,
  textCell,
  estimateSources
} from '../table/table-parts.ts';

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

export interface CountPoint {
  estimate: Estimate;
  year: number;
  /** A point for a number, a bar for a range, open at the top for a lower bound (V02). */
  low: number;
  high: number;
  form: 'point' | 'range' | 'at_least';
  /** Not seen at its publisher: drawn hollow. */
  secondary: boolean;
}

export interface Segment {
  series: string;
  /** The part of the series after the slash. */
  name: string;
  from: number;
  to: number;
  max: number;
  step: number;
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
  assertComparable(estimates);
  const years = estimates.map(({ ref_year }) => Number(ref_year));
  const [from, to] = [years[0]!, years.at(-1)!];
  const ends = estimates.map((estimate) => endsOf(estimate));
  const { max, step } = scaleFor(Math.max(...ends.map(({ high }) => high)));
  const points = estimates.map((estimate, index): CountPoint => {
    return {
      estimate,
      year: years[index]!,
      ...ends[index]!,
      secondary: estimate.verification === 'secondary'
    };
  });
  const name = series.split('/')[1]!;
  return { series, name, from, to, max, step, points, runs: runsOf(points) };
}

function endsOf(estimate: Estimate): { low: number; high: number; form: CountPoint['form'] } {
  if (estimate.bound === 'range')
    return { low: boundEnd(estimate, 'low'), high: boundEnd(estimate, 'high'), form: 'range' };
  const value = boundEnd(estimate, estimate.bound === 'at_least' ? 'low' : 'value');
  return { low: value, high: value, form: estimate.bound === 'at_least' ? 'at_least' : 'point' };
}

/** Nothing is joined across a missing year, a range or a lower bound (V02, V03). */
function runsOf(points: readonly CountPoint[]) {
  const runs: CountPoint[][] = [];
  for (const point of points) {
    if (point.form !== 'point') continue;
    const run = runs.at(-1);
    if (run?.at(-1)?.year === point.year - 1) run.push(point);
    else runs.push([point]);
  }
  return runs.filter(({ length }) => length > 1);
}

/** The first, the last, and anything but a plain number. */
export function labelledPoints({ points }: Segment) {
  return points.filter(
    ({ form }, index) => index === 0 || index === points.length - 1 || form !== 'point'
  );
}

function scaleFor(largest: number) {
  const power = 10 ** Math.floor(Math.log10(largest));
  const step =
    [1, 2, 5, 10].map((unit) => (unit * power) / 2).find((unit) => largest / unit < 3.5) ??
    power * 5;
  return { max: (Math.floor(largest / step) + 1) * step, step };
}

export const countsEstimates = (data: StoryData) =>
  estimatesOf(Object.values(countsFrame(data)).flat());

export const estimatesOf = (segments: readonly Segment[]) =>
  segments.flatMap(({ points }) => points.map(({ estimate }) => estimate));

/** 1998 to 2010, or a single year. */
function segmentYears({ from, to }: Segment, words: Words) {
  return from === to
    ? String(from)
    : speak(words, 'counts.years', { from: String(from), to: String(to) });
}

export const segmentMethod = (kind: CountKind, segment: Segment, words: Words) =>
  `${segmentYears(segment, words)}: ${speak(words, `counts.${kind}.${segment.name}`)}`;

export const countFormat = ({ max }: Segment) => (max >= 1_000_000 ? formatInWords : formatNumber);

export function describeCounts(data: StoryData, words: Words): Description {
  const counts = countsFrame(data);
  const segmentText = (kind: CountKind, segment: Segment) => {
    const points = segment.points.map(({ estimate, year }) =>
      speak(words, 'counts.describe.point', {
        figure: boundPhrase(estimate, words),
        year: String(year)
      })
    );
    return speak(words, 'counts.describe.segment', {
      years: segmentYears(segment, words),
      how: speak(words, `counts.${kind}.${segment.name}`),
      points: formatList(points, words.language, 'unit')
    });
  };
  return {
    name: speak(words, 'counts.describe.name'),
    text: [
      ...(['reports', 'pages'] as const).flatMap((kind) => [
        speak(words, `counts.${kind}.title`) + ':',
        ...counts[kind].map((segment) => segmentText(kind, segment))
      ]),
      speak(words, 'counts.describe.limits')
    ].join(' ')
  };
}

/** The labelled counts. None is large: a count of reports says nothing of children (S06). */
export function countsRecord(data: StoryData, words: Words): PictureRecord {
  const counts = countsFrame(data);
  const countOf = (kind: CountKind, segment: Segment, { estimate, year }: CountPoint) =>
    boundNumbers(
      estimate,
      speak(words, `share.${kind}`, { year: String(year) }),
      words,
      countFormat(segment)
    );
  return {
    numbers: (['reports', 'pages'] as const).flatMap((kind) =>
      counts[kind].flatMap((segment) =>
        labelledPoints(segment).flatMap((point) => countOf(kind, segment, point))
      )
    ),
    large: [],
    sources: [{ credit: `${creditsOf(countsEstimates(data)).join('; ')}.` }],
    limits: speak(words, 'counts.describe.limits')
  };
}

export function countsTables(data: StoryData, words: Words): Table[] {
  const counts = countsFrame(data);
  const start = (key: Label) => startColumn(speak(words, key));
  const end = (key: Label) => endColumn(speak(words, key));
  const seen = (verification: string) => textCell(verificationPhrase(verification, words));
  const countTable = (kind: CountKind): Table => ({
    id: kind === 'reports' ? 'reports-received' : 'pages-confirmed',
    long: true,
    caption: speak(words, `counts.table.${kind}`),
    columns: [
      start('counts.table.year'),
      end('counts.table.figure'),
      end('counts.table.least'),
      end('counts.table.most'),
      start('counts.table.how'),
      start('table.checked')
    ],
    rows: counts[kind].flatMap((segment) =>
      segment.points.map(({ estimate, year }) => ({
        header: String(year),
        cells: [
          boundedCell(estimate, words),
          // A single number has no ends (V03).
          numberCell(estimate.low, words),
          numberCell(estimate.high, words),
          textCell(segmentMethod(kind, segment, words)),
          seen(estimate.verification)
        ]
      }))
    ),
    notes: [speak(words, `counts.note.${kind}`), speak(words, 'counts.describe.limits')],
    sources: estimateSources(estimatesOf(counts[kind]))
  });
  return [countTable('reports'), countTable('pages')];
}
