import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import { largeOf, type LargeNumber, type PictureRecord, type ShownNumber } from '../picture-record.ts';
import { releaseLines } from '../source-line.ts';
import { verificationSentence } from '../phrases/verification-phrase.ts';
import { panelFigure } from './describe.ts';
import { labelledPoints, lawReadingsOf, panelKinds, panelsFrame, type Panel, type PanelPoint, type PanelsView } from './frame.ts';

/** Returns what the panels in focus say: each point that carries a label. The large numbers are those that the step brings. */
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
  const newest = shown.find(({ kind }) => kind === panelKinds[view.shown - 1]);
  return {
    numbers: shown.flatMap((panel) => labelledPoints(panel).map((point) => numberOf(panel, point))),
    large: newest
      ? labelledPoints(newest).map((point) => {
          const mark = { form: 'part', filled: point.value, of: point.base ?? newest.max } as const;
          const kind = newest.kind === 'online' ? 'connection' : 'count';
          return largeOf(numberOf(newest, point), { mark, kind, source: sources[newest.kind]() });
        })
      : [],
    sources: shown.map(({ kind }) => sources[kind]()),
    ...(newest?.kind === 'law' ? { inBrief: speak(words, 'share.limits.law') } : {})
  };
}
