import { sort } from 'd3';
import { speak, type Words } from '#copy/words.ts';
import { formatDate, formatList, formatNumber } from '#locale/numbers.ts';
import { firstYears, type StoryData, countriesOf, theWarning } from '#story/data.ts';
import type { ProtectionFact } from '#story/ledgers/protection.ts';
import type { VintageRecord } from '#vintages/vintage.ts';
import {
  type Description,
  type Table,
  countShown,
  largeNumberOf,
  type LargeNumber,
  type PictureRecord,
  releaseLines
} from '../chart.ts';
import { formatShare } from '../choropleth/share.ts';
import { decimalYear } from '../phrases/decimal-year.ts';
import { verificationSentence } from '../phrases/ledger-phrases.ts';
import {
  endColumn,
  numberCell,
  shareCell,
  startColumn,
  textCell,
  factSources,
  releaseSources
} from '../table/table-parts.ts';

/** From top to bottom, in the order of the steps. World totals only (S02). */
type PanelKind = 'online' | 'treaty' | 'law';

/** Number of panels in focus, from the top; after the last, what its laws leave out. */
export type PanelsView = { shown: 1 | 2 | 3 | 4 };

export const panelReleases = ({ internetUse, opscParties }: StoryData) =>
  [internetUse, internetUse.earlier, opscParties].flatMap((series) => series?.vintage ?? []);

/** ICMEC's counts of sufficient laws; never joined by a line. */
const lawReadings = ['icmec-2006', 'icmec-2016-sufficient', 'icmec-2018'] as const;
/** Of the same review: countries whose law makes internet providers report. Printed as text. */
const lawDuty = 'icmec-2018-isp';

export function panelYears(data: StoryData): {
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

/** To the top of each scale: percent of people, UN member states, countries that ICMEC reviews. */
const panelTicks: Record<PanelKind, number[]> = {
  online: [0, 50, 100],
  treaty: [0, 100, 193],
  law: [0, 100, 196]
};

export interface PanelPoint {
  year: number;
  /** For display: `YYYY` or finer. */
  date: string;
  value: number;
  /** The total, where it differs from point to point. */
  base?: number;
  /** Where it is on the axis, in years. */
  at: number;
}

/** A `line` joins yearly values, `steps` hold a count until the next, `points` are not joined. */
export interface Panel {
  kind: PanelKind;
  form: 'line' | 'steps' | 'points';
  max: number;
  ticks: readonly number[];
  points: PanelPoint[];
  /** Years that only an earlier release has, as a separate dashed line. */
  earlier?: { points: PanelPoint[]; release: string };
  /** True when a point was not seen at its publisher. */
  secondary: boolean;
}

export type PanelsFrame = ReturnType<typeof panelsFrame>;

/** A share is drawn at the middle of its year, a count at its end. */
export function panelsFrame(data: StoryData) {
  const released = decimalYear(data.opscParties.vintage.release);
  const axis = panelYears(data);
  const place = (year: number, date: string, at: number, value: number) => ({
    year,
    date,
    value,
    at
  });
  const yearly = (values: readonly (number | null)[] = []) =>
    data.internetUse.years.flatMap((year, index) => {
      const value = values[index] ?? null;
      return value === null ? [] : [place(year, String(year), year + 0.5, value)];
    });
  const { world, earlier } = data.internetUse;
  const treaty = data.opscParties.points.map(({ year, value }) => {
    const unfinished = released < year + 1;
    return place(
      year,
      unfinished ? data.opscParties.vintage.release : String(year),
      unfinished ? released : year + 1,
      value
    );
  });
  const readings = lawReadingsOf(data);
  const panels: Panel[] = [
    {
      ...panel('online', 'line', yearly(world)),
      ...(earlier && {
        earlier: { points: yearly(earlier.values), release: earlier.vintage.release }
      })
    },
    panel('treaty', 'steps', treaty),
    panel(
      'law',
      'points',
      readings.map(({ date, value, base }) => ({
        ...place(Math.floor(decimalYear(date)), date, decimalYear(date), value),
        base
      })),
      readings.some(({ verification }) => verification.startsWith('secondary'))
    )
  ];
  return {
    panels,
    axis,
    warning: decimalYear(theWarning.month)
  };
}

/** The newest of a series, or all points that are not joined. */
export const labelledPanelPoints = ({ form, points }: Panel) =>
  form === 'points' ? points : points.slice(-1);

function panel(kind: PanelKind, form: Panel['form'], points: PanelPoint[], secondary = false) {
  const ticks = panelTicks[kind];
  return { kind, form, max: ticks.at(-1)!, ticks, points, secondary };
}

type LawReading = ProtectionFact & { value: number; base: number };

function lawReadingOf({ protection }: Pick<StoryData, 'protection'>, id: string) {
  const fact = protection[id];
  if (!fact || fact.value === null)
    throw new Error(`data/protection.csv has no number for “${id}”. Add the row or its value.`);
  // The first edition reviewed fewer countries than its row says; a `-base` row corrects that.
  const base = protection[`${id}-base`]?.value ?? countriesOf(id, fact.geography);
  return { ...fact, value: fact.value, base };
}

export const lawReadingsOf = (data: StoryData): LawReading[] =>
  lawReadings.map((id) => lawReadingOf(data, id));

export const lawDutyOf = (data: Pick<StoryData, 'protection'>): LawReading =>
  lawReadingOf(data, lawDuty);

/**
 * Bounds how many sufficient laws impose the duty: at most as many as all laws that do. The
 * publisher does not say which laws impose it.
 */
export function sufficientWithDuty(data: StoryData) {
  const { value: passed, date } = lawReadingsOf(data).at(-1)!;
  const most = Math.min(passed, lawDutyOf(data).value);
  return { passed, most, least: passed - most, year: yearOf(date) };
}

export function describePanels(data: StoryData, words: Words): Description {
  const frame = panelsFrame(data);
  const { panels } = frame;
  const sentences = panels.flatMap((panel) => {
    const first = panel.points[0];
    const last = panel.points.at(-1);
    if (!first || !last) return [];
    const before = panel.points.findLast((point) => point.year <= theWarning.year) ?? first;
    if (panel.kind === 'law')
      return [
        speak(words, 'panels.law.describe', { readings: readingsOf(panel, words) }),
        dutyPhrase('panels.law.duty.describe', data, words)
      ];
    const slots = {
      ...printed('first', first, panel, words),
      ...printed('warning', before, panel, words),
      ...printed('last', last, panel, words)
    };
    return [speak(words, `panels.${panel.kind}.describe`, slots)];
  });
  const { from, to } = panelYears(data);
  const name = speak(words, 'panels.describe.name', { first: String(from), last: String(to) });
  return {
    name,
    text: [...sentences, ...earlierNotes(frame, words), speak(words, 'panels.describe.apart')].join(
      ' '
    )
  };
}

export function earlierNotes({ panels }: PanelsFrame, words: Words) {
  return panels.flatMap((panel) => {
    const { points, release = '' } = panel.earlier ?? {};
    const [first, last] = [points?.[0], points?.at(-1)];
    if (!first || !last) return [];
    const slots = {
      ...printed('first', first, panel, words),
      ...printed('last', last, panel, words)
    };
    return [
      speak(words, 'panels.earlier', { ...slots, release: formatDate(release, words.language) })
    ];
  });
}

/** Formats a value in its panel's unit. A share above zero is never 0% (V10, V15). */
export function panelFigure(
  { value }: Pick<PanelPoint, 'value'>,
  { kind }: Pick<Panel, 'kind'>,
  words: Words
) {
  return kind === 'online' ? formatShare(value, words) : formatNumber(value, words.language);
}

/** Adds the total where it differs from point to point. */
export function panelValue(point: PanelPoint, panel: Panel, words: Words) {
  return speak(words, `panels.${panel.kind}.value`, {
    figure: panelFigure(point, panel, words),
    ...(point.base !== undefined && { base: formatNumber(point.base, words.language) })
  });
}

function dutyPhrase(
  label: 'panels.law.duty.describe' | 'share.report',
  data: Pick<StoryData, 'protection'>,
  words: Words
) {
  const { value, base, date } = lawDutyOf(data);
  return speak(words, label, {
    figure: value,
    base,
    date: formatDate(date, words.language),
    year: date.slice(0, 4)
  });
}

function readingsOf(panel: Panel, words: Words) {
  const readings = panel.points.map((point) =>
    speak(words, 'panels.law.describe.reading', {
      figure: panelFigure(point, panel, words),
      base: formatNumber(point.base ?? panel.max, words.language),
      date: formatDate(point.date, words.language)
    })
  );
  return formatList(readings, words.language, 'unit');
}

function printed(name: string, point: PanelPoint, panel: Panel, words: Words) {
  return {
    [name]: panelFigure(point, panel, words),
    [`${name}Date`]: formatDate(point.date, words.language)
  };
}

/**
 * Returns the numbers that the shown panels label. The large numbers come from the panel that the
 * current step adds: the lowest one shown.
 */
export function panelsRecord(data: StoryData, words: Words, view: PanelsView): PictureRecord {
  const shown = panelsFrame(data).panels.slice(0, view.shown);
  const numberOf = (panel: Panel, point: PanelPoint) => ({
    id: `${panel.kind}-${point.year}`,
    value: point.value,
    text: panelFigure(point, panel, words),
    label: speak(words, `share.${panel.kind}`, {
      date: formatDate(point.date, words.language),
      ...(point.base !== undefined && { base: point.base })
    })
  });
  const released = (vintage: VintageRecord) => releaseLines([vintage], 'protection', words)[0]!;
  const sources: Record<Panel['kind'], () => LargeNumber['source']> = {
    online: () => released(data.internetUse.vintage),
    treaty: () => released(data.opscParties.vintage),
    law: () => ({
      credit: `${[...new Set(lawReadingsOf(data).map(({ publisher }) => publisher))].join('; ')}.`,
      ...verificationSentence(lawReadingsOf(data), words)
    })
  };
  const newest = shown.at(-1)!;
  const duty = lawDutyOf(data);
  const duties = view.shown === 4 ? [duty] : [];
  return {
    numbers: [
      ...shown.flatMap((panel) =>
        labelledPanelPoints(panel).map((point) => numberOf(panel, point))
      ),
      ...duties.map(({ value, date }) =>
        countShown(dutyId({ date }), value, dutyPhrase('share.report', data, words), words)
      )
    ],
    large: labelledPanelPoints(newest).map((point) => {
      const mark = { form: 'part', filled: point.value, of: point.base ?? newest.max } as const;
      const kind = newest.kind === 'online' ? 'connection' : 'count';
      return largeNumberOf(numberOf(newest, point), { mark, kind, source: sources[newest.kind]() });
    }),
    sources: [
      ...shown.map(({ kind }) => sources[kind]()),
      ...duties.map((fact) => ({ credit: readingCredit(fact) }))
    ],
    ...(newest.kind === 'law' && { inBrief: speak(words, 'share.limits.law') })
  };
}

export const dutyId = ({ date }: Pick<ProtectionFact, 'date'>) => `report-${yearOf(date)}`;

const yearOf = (date: string) => Number(date.slice(0, 4));

/** The part of `instrument` after the colon repeats what the figure counts. */
export const readingCredit = ({ publisher, instrument }: ProtectionFact) =>
  `${publisher}, ${instrument.split(':')[0]!.replace(/ ed\.$/, ' edition')}`;

/** The newest count of each kind, with whom it counts: the story ends with them. */
export function finalNumbers(data: StoryData, words: Words) {
  return panelsFrame(data).panels.map((panel) => {
    const newest = panel.kind === 'law' ? lawDutyOf(data) : panel.points.at(-1)!;
    const date = newest.date.slice(0, 4);
    return {
      text: panelFigure(newest, panel, words),
      label: speak(words, `closing.${panel.kind}`, { date, base: newest.base ?? panel.max })
    };
  });
}

/** One row per year, with words where a source has no value (A12, V15). */
export function panelsTable(data: StoryData, words: Words): Table {
  const frame = panelsFrame(data);
  const { panels } = frame;
  const duty = lawDutyOf(data);
  const earlier = panels.flatMap((panel) => panel.earlier ?? []);
  const years = sort(
    new Set([...panels, ...earlier].flatMap(({ points }) => points.map(({ year }) => year)))
  );
  const unfinished = panels
    .find(({ kind }) => kind === 'treaty')
    ?.points.find(({ date, year }) => date !== String(year));
  return {
    id: 'connection-and-promises',
    caption: speak(words, 'panels.table.caption'),
    columns: [
      startColumn(speak(words, 'panels.table.year')),
      ...panels.map(({ kind }) => endColumn(speak(words, `panels.table.${kind}`))),
      endColumn(speak(words, 'panels.table.report')),
      ...earlier.map(({ release }) =>
        endColumn(
          speak(words, 'panels.table.earlier', { release: formatDate(release, words.language) })
        )
      )
    ],
    rows: years.map((year) => ({
      header: String(year),
      cells: [
        ...panels.map((panel) => cell(panel, year, words)),
        year === yearOf(duty.date)
          ? numberCell(duty.value, words)
          : textCell(speak(words, 'table.not-shown')),
        ...earlier.map(({ points }) =>
          shareCell(points.find((point) => point.year === year)?.value ?? null, words)
        )
      ]
    })),
    notes: [
      speak(words, 'panels.note.online'),
      ...earlierNotes(frame, words),
      ...(unfinished
        ? [
            speak(words, 'panels.note.treaty', {
              date: formatDate(unfinished.date, words.language)
            })
          ]
        : []),
      speak(words, 'panels.note.law'),
      speak(words, 'panels.describe.apart')
    ],
    sources: [
      ...releaseSources(panelReleases(data), 'protection', words),
      ...factSources([...lawReadingsOf(data), duty], words)
    ]
  };
}

function cell(panel: Panel, year: number, words: Words) {
  const point = panel.points.find((candidate) => candidate.year === year);
  if (panel.kind === 'online') return shareCell(point?.value ?? null, words);
  const isBefore = panel.kind === 'treaty' && year < (panel.points[0]?.year ?? year);
  if (point) return numberCell(point.value, words);
  // A source may have published more than the panel draws.
  return textCell(speak(words, isBefore ? 'table.before-force' : 'table.not-shown'));
}
