import { range, scaleLinear } from 'd3';
import { firstYears, type StoryData } from '../../story/data.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import { theWarning } from '../../story/warning.ts';
import { countriesOf } from '../../story/countries-of.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { decimalYear } from '../phrases/decimal-year.ts';
import { dotPath, percent, yearsPath } from '../plot/plot-path.ts';

/**
 * The panels from top to bottom, in the order the steps bring them into focus. World totals only
 * (standards S02).
 */
export const panelKinds = ['online', 'treaty', 'law'] as const;
type PanelKind = (typeof panelKinds)[number];

/** How many panels are in focus, from the top. */
export type PanelsView = { shown: 1 | 2 | 3 };

/** Returns the releases that the panels draw. */
export const panelReleases = ({
  internetUse,
  opscParties
}: Pick<StoryData, 'internetUse' | 'opscParties'>): VintageRecord[] =>
  [internetUse, internetUse.earlier, opscParties].flatMap((series) => series?.vintage ?? []);

/**
 * The readings of laws by ICMEC: how many it judged sufficient. No others, and no line between
 * them.
 */
const lawReadings = ['icmec-2006', 'icmec-2016-sufficient', 'icmec-2018'] as const;

/**
 * The time axis that all panels share, in years: from the first connections to the year of the
 * edition, or of a figure beyond it.
 */
export function panelYears(data: Pick<StoryData, 'edition' | 'internetUse' | 'opscParties'>): {
  from: number;
  to: number;
} {
  const released = decimalYear(data.opscParties.vintage.release);
  const newest = Math.max(data.internetUse.years.at(-1) ?? 0, Math.floor(released));
  return {
    from: firstYears.internetUse,
    to: Math.max(Number(data.edition.slice(0, 4)), newest + 1)
  };
}

/**
 * Top of each panel's own scale: percent of people; UN member states; countries that ICMEC reviews.
 */
const panelMax: Record<PanelKind, number> = { online: 100, treaty: 193, law: 196 };
const panelTicks: Record<PanelKind, number[]> = {
  online: [0, 50, 100],
  treaty: [0, 100, 193],
  law: [0, 100, 196]
};

/**
 * A figure at its time. `x` and `y` are shares of the panel's width and height, from its lower left
 * corner.
 */
export interface PanelPoint {
  /** The year the figure is for, as its publisher counts. */
  year: number;
  /** The date to print, as `YYYY` or finer. */
  date: string;
  value: number;
  /** Of how many it is counted, where that is not the same throughout. */
  base?: number;
  x: number;
  y: number;
}

/**
 * One panel. `line` joins yearly figures of one series, `steps` holds each count until the next,
 * `points` joins nothing.
 */
export interface Panel {
  kind: PanelKind;
  form: 'line' | 'steps' | 'points';
  max: number;
  ticks: { value: number; y: number }[];
  points: PanelPoint[];
  /**
   * What an earlier release gives of the years before: a line of its own, dashed, that nothing
   * joins to the other.
   */
  earlier?: { points: PanelPoint[]; release: string };
  /** Not seen at its publisher. */
  secondary: boolean;
}

export type PanelsFrame = ReturnType<typeof panelsFrame>;

/**
 * Returns the aligned panels; a share stands at the middle of its year, a count at its end.
 * @throws Error for a reading without a number.
 */
export function panelsFrame(data: StoryData) {
  const released = decimalYear(data.opscParties.vintage.release);
  const axis = panelYears(data);
  const across = scaleLinear([axis.from, axis.to], [0, 1]);
  const place = (
    kind: PanelKind,
    year: number,
    date: string,
    at: number,
    value: number
  ): PanelPoint => ({
    year,
    date,
    value,
    x: across(at),
    y: value / panelMax[kind]
  });
  const yearly = (values: readonly (number | null)[] = []) =>
    data.internetUse.years.flatMap((year, index) => {
      const value = values[index] ?? null;
      return value === null ? [] : [place('online', year, String(year), year + 0.5, value)];
    });
  const { world, earlier } = data.internetUse;
  const treaty = data.opscParties.points.map(({ year, value }) => {
    const unfinished = released < year + 1;
    return place(
      'treaty',
      year,
      unfinished ? data.opscParties.vintage.release : String(year),
      unfinished ? released : year + 1,
      value
    );
  });
  const readings = lawReadingsOf(data);
  const panels: Panel[] = [
    {
      ...panel('online', 'line', yearly(world), false),
      ...(earlier
        ? { earlier: { points: yearly(earlier.values), release: earlier.vintage.release } }
        : {})
    },
    panel('treaty', 'steps', treaty, false),
    panel(
      'law',
      'points',
      readings.map(({ date, value, base }) => ({
        ...place('law', Math.floor(decimalYear(date)), date, decimalYear(date), value),
        base
      })),
      readings.some(({ verification }) => verification.startsWith('secondary'))
    )
  ];
  return {
    panels,
    years: range(Math.ceil(axis.from / 10) * 10, axis.to + 1, 10).map((year) => ({
      year,
      x: across(year)
    })),
    // The month the warning was reported, as a marker through all panels.
    warning: across(decimalYear(theWarning.month)),
    /** How much of the axis a year takes. */
    yearWidth: 1 / (axis.to - axis.from)
  };
}

/**
 * Returns the path of a panel in a box of 100 by 100, broken where a year has no figure (standards
 * V03); empty for points.
 */
export function panelPath(shown: Pick<Panel, 'form' | 'points'>): string {
  if (shown.form === 'points') return '';
  if (shown.form === 'line') return yearsPath(shown.points);
  return shown.points
    .map(({ x, y }, index) =>
      index === 0 ? `M${percent(x)} ${percent(1 - y)}` : `H${percent(x)}V${percent(1 - y)}`
    )
    .join('');
}

/**
 * Returns a panel's path as the cover draws it: shares as columns as wide as their years, so that
 * nothing joins two releases; readings as points.
 */
export function coverPath(shown: Pick<Panel, 'form' | 'points'>, yearWidth: number): string {
  if (shown.form === 'steps') return panelPath(shown);
  return shown.points
    .map(({ x, y }) => {
      if (shown.form === 'points') return dotPath({ x, y });
      return `M${percent(x - yearWidth / 2)} 100V${percent(1 - y)}H${percent(x + yearWidth / 2)}V100z`;
    })
    .join('');
}

/**
 * Returns the points of a panel that carry a label: the newest of a series, and all of those that
 * nothing joins.
 */
export const labelledPanelPoints = ({ form, points }: Panel): PanelPoint[] =>
  form === 'points' ? points : points.slice(-1);

/**
 * Whether the label of a point stands before it: at the end of the axis there is room after it,
 * where no other point follows.
 */
export const isLabelledBefore = (point: PanelPoint, panel: Panel): boolean =>
  point.x < 0.6 || point !== panel.points.at(-1);

function panel(
  kind: PanelKind,
  form: Panel['form'],
  points: PanelPoint[],
  secondary: boolean
): Panel {
  const max = panelMax[kind];
  return {
    kind,
    form,
    max,
    ticks: panelTicks[kind].map((value) => ({ value, y: value / max })),
    points,
    secondary
  };
}

/** One of ICMEC's readings: of how many countries, how many. */
type LawReading = ProtectionFact & { value: number; base: number };

/**
 * Returns ICMEC's readings that the edition knows: as of a day, those of that day or before.
 * @throws Error when one has no number or no base, or is missing today.
 */
export function lawReadingsOf(data: Pick<StoryData, 'protection' | 'asOf'>): LawReading[] {
  const known = lawReadings.filter((id) => data.asOf === undefined || id in data.protection);
  return known.map((id) => {
    const fact = data.protection[id];
    if (!fact || fact.value === null)
      throw new Error(
        `data/protection.csv has no number for “${id}”; the panels need every reading`
      );
    // The first edition reviewed fewer countries than its row says; the ledger corrects that in a
    // row beside it.
    const base = data.protection[`${id}-base`]?.value ?? countriesOf(id, fact.geography);
    return { ...fact, value: fact.value, base };
  });
}
