import { speak, type Words } from '../../copy/words.ts';
import { formatDate, formatList, formatNumber } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { theWarning } from '../../story/warning.ts';
import type { Description } from '../chart.ts';
import { formatShare } from '../choropleth/share.ts';
import {
  lawDutyOf,
  panelsFrame,
  panelYears,
  type Panel,
  type PanelPoint,
  type PanelsFrame
} from './frame.ts';

/** The text alternative: first and newest values, and those at the warning (A13). */
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

/** Notes on lines from an earlier release. */
export function earlierNotes({ panels }: Pick<PanelsFrame, 'panels'>, words: Words): string[] {
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
  point: Pick<PanelPoint, 'value'>,
  panel: Pick<Panel, 'kind'>,
  words: Words
): string {
  return panel.kind === 'online'
    ? formatShare(point.value, words)
    : formatNumber(point.value, words.language);
}

/** Adds the total where it differs from point to point. */
export function panelValue(point: PanelPoint, panel: Panel, words: Words): string {
  return speak(words, `panels.${panel.kind}.value`, {
    figure: panelFigure(point, panel, words),
    ...(point.base === undefined ? {} : { base: formatNumber(point.base, words.language) })
  });
}

/** Countries that made internet providers report. */
export function dutyPhrase(
  label: 'panels.law.duty' | 'panels.law.duty.describe' | 'share.report',
  data: Pick<StoryData, 'protection'>,
  words: Words
): string {
  const { value, base, date } = lawDutyOf(data);
  return speak(words, label, {
    figure: value,
    base,
    date: formatDate(date, words.language),
    year: date.slice(0, 4)
  });
}

function readingsOf(panel: Panel, words: Words): string {
  const readings = panel.points.map((point) =>
    speak(words, 'panels.law.describe.reading', {
      figure: panelFigure(point, panel, words),
      base: formatNumber(point.base ?? panel.max, words.language),
      date: formatDate(point.date, words.language)
    })
  );
  return formatList(readings, words.language, 'unit');
}

function printed(
  name: string,
  point: PanelPoint,
  panel: Panel,
  words: Words
): Record<string, string> {
  return {
    [name]: panelFigure(point, panel, words),
    [`${name}Date`]: formatDate(point.date, words.language)
  };
}
