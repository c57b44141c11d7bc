import { range, scaleLinear } from 'd3';
import { firstYears, type StoryData } from '../../story/data.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import { theWarning } from '../../story/warning.ts';
import { countriesOf } from '../../story/countries-of.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { decimalYear } from '../phrases/decimal-year.ts';
import { percent, yearsPath } from '../plot/plot-path.ts';

/** From top to bottom, in the order of the steps. World totals only (S02). */
type PanelKind = 'online' | 'treaty' | 'law';

/** Number of panels in focus, from the top. */
export type PanelsView = { shown: 1 | 2 | 3 };

export const panelReleases = ({
  internetUse,
  opscParties
}: Pick<StoryData, 'internetUse' | 'opscParties'>): VintageRecord[] =>
  [internetUse, internetUse.earlier, opscParties].flatMap((series) => series?.vintage ?? []);

/** ICMEC's counts of sufficient laws; never joined by a line. */
const lawReadings = ['icmec-2006', 'icmec-2016-sufficient', 'icmec-2018'] as const;
/** Of the same review: countries whose law makes internet providers report. Printed as text. */
const lawDuty = 'icmec-2018-isp';

/** The shared time axis: from the first connections to the edition's year, or to a newer figure. */
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

/** Top of each scale: percent of people, UN member states, countries that ICMEC reviews. */
const panelMax: Record<PanelKind, number> = { online: 100, treaty: 193, law: 196 };
const panelTicks: Record<PanelKind, number[]> = {
  online: [0, 50, 100],
  treaty: [0, 100, 193],
  law: [0, 100, 196]
};

/** `x` and `y` are shares of the panel, from its lower left corner. */
export interface PanelPoint {
  /** As its publisher counts. */
  year: number;
  /** For display: `YYYY` or finer. */
  date: string;
  value: number;
  /** The total, where it differs from point to point. */
  base?: number;
  x: number;
  y: number;
}

/** A `line` joins yearly values, `steps` hold a count until the next, `points` are not joined. */
export interface Panel {
  kind: PanelKind;
  form: 'line' | 'steps' | 'points';
  max: number;
  ticks: { value: number; y: number }[];
  points: PanelPoint[];
  /** Years that only an earlier release has, as a separate dashed line. */
  earlier?: { points: PanelPoint[]; release: string };
  /** True when a point was not seen at its publisher. */
  secondary: boolean;
}

export type PanelsFrame = ReturnType<typeof panelsFrame>;

/**
 * A share is drawn at the middle of its year, a count at its end.
 * @throws Error if a reading has no number.
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
    warning: across(decimalYear(theWarning.month))
  };
}

/** Path in a box of 100 by 100, broken at missing years (V03); empty for points. */
export function panelPath(shown: Pick<Panel, 'form' | 'points'>): string {
  if (shown.form === 'points') return '';
  if (shown.form === 'line') return yearsPath(shown.points);
  return shown.points
    .map(({ x, y }, index) =>
      index === 0 ? `M${percent(x)} ${percent(1 - y)}` : `H${percent(x)}V${percent(1 - y)}`
    )
    .join('');
}

/** The newest of a series, or all points that are not joined. */
export const labelledPanelPoints = ({ form, points }: Panel): PanelPoint[] =>
  form === 'points' ? points : points.slice(-1);

/** True when a point's label goes to its left: at the right there is room only for the last. */
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

type LawReading = ProtectionFact & { value: number; base: number };

/** @throws Error when it is missing, or has no number or no base. */
function lawReadingOf({ protection }: Pick<StoryData, 'protection'>, id: string): LawReading {
  const fact = protection[id];
  if (!fact || fact.value === null)
    throw new Error(`data/protection.csv has no number for “${id}”. Add the row or its value.`);
  // The first edition reviewed fewer countries than its row says; a `-base` row corrects that.
  const base = protection[`${id}-base`]?.value ?? countriesOf(id, fact.geography);
  return { ...fact, value: fact.value, base };
}

export const lawReadingsOf = (data: Pick<StoryData, 'protection'>): LawReading[] =>
  lawReadings.map((id) => lawReadingOf(data, id));

export const lawDutyOf = (data: Pick<StoryData, 'protection'>): LawReading =>
  lawReadingOf(data, lawDuty);
