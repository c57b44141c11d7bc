import { sort } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import type { Cell, Table } from '../chart.ts';
import { verificationSentence } from '../phrases/verification-phrase.ts';
import {
  countShown,
  largeNumberOf,
  type LargeNumber,
  type PictureRecord,
  type ShownNumber
} from '../picture-record.ts';
import { releaseLines } from '../source-line.ts';
import { endColumn, numberCell, shareCell, startColumn, textCell } from '../table/cells.ts';
import { factSources, releaseSources } from '../table/table-source.ts';
import { dutyPhrase, earlierNotes, panelFigure } from './describe.ts';
import {
  labelledPanelPoints,
  lawDutyOf,
  lawReadingsOf,
  panelReleases,
  panelsFrame,
  type Panel,
  type PanelPoint,
  type PanelsView
} from './frame.ts';

/**
 * Returns the numbers that the shown panels label. The large numbers come from the panel that the
 * current step adds: the lowest one shown.
 */
export function panelsRecord(data: StoryData, words: Words, view: PanelsView): PictureRecord {
  const shown = panelsFrame(data).panels.slice(0, view.shown);
  const numberOf = (panel: Panel, point: PanelPoint): ShownNumber => ({
    id: `${panel.kind}-${point.year}`,
    value: point.value,
    text: panelFigure(point, panel, words),
    label: speak(words, `share.${panel.kind}`, {
      date: formatDate(point.date, words.language),
      ...(point.base === undefined ? {} : { base: point.base })
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
  const duties = newest.kind === 'law' ? [duty] : [];
  return {
    numbers: [
      ...shown.flatMap((panel) =>
        labelledPanelPoints(panel).map((point) => numberOf(panel, point))
      ),
      ...duties.map(({ value, date }) =>
        countShown(`report-${yearOf(date)}`, value, dutyPhrase('share.report', data, words), words)
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
    ...(newest.kind === 'law' ? { inBrief: speak(words, 'share.limits.law') } : {})
  };
}

const yearOf = (date: string) => Number(date.slice(0, 4));

/** The part of `instrument` after the colon repeats what the figure counts. */
export const readingCredit = ({ publisher, instrument }: ProtectionFact) =>
  `${publisher}, ${instrument.split(':')[0]!.replace(/ ed\.$/, ' edition')}`;

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

function cell(panel: Panel, year: number, words: Words): Cell {
  const point = panel.points.find((candidate) => candidate.year === year);
  if (panel.kind === 'online') return shareCell(point?.value ?? null, words);
  const isBefore = panel.kind === 'treaty' && year < (panel.points[0]?.year ?? year);
  if (point) return numberCell(point.value, words);
  // A source may have published more than the panel draws.
  return textCell(speak(words, isBefore ? 'table.before-force' : 'table.not-shown'));
}
