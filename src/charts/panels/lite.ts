import { escapeMarkup } from '../../copy/markup.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { theWarning } from '../../story/warning.ts';
import { colours } from '../drawing/colours.ts';
import { axes, list, litePlot, liteSvg, paragraph } from '../drawing/lite.ts';
import { dot, strokePath, plotScales, scalePath, type PlotArea } from '../drawing/plot.ts';
import { describePanels, dutyPhrase, earlierNotes, panelFigure, panelValue } from './describe.ts';
import { labelledPanelPoints, panelPath, panelsFrame } from './frame.ts';

export function panelsLite(data: StoryData, words: Words): string {
  const frame = panelsFrame(data);
  const low: PlotArea = { ...litePlot, height: 90 };
  const scales = plotScales(low);
  const warning = scales.x(frame.warning);
  const date = formatDate(theWarning.month, words.language);
  return [
    paragraph(speak(words, 'panels.warning', { date }), 'small'),
    ...frame.panels.map((panel) => {
      const title = speak(words, `panels.${panel.kind}.title`);
      const d = panelPath(panel);
      const before = panel.earlier
        ? panelPath({ form: panel.form, points: panel.earlier.points })
        : '';
      const drawn = [
        axes(
          low,
          panel.ticks.map((tick) => ({ y: tick.y, text: panelFigure(tick, panel, words) })),
          frame.years.map(({ year, x }) => ({ x, text: String(year) }))
        ),
        strokePath(`M${warning.toFixed(1)} ${low.y}v${low.height}`, {
          stroke: colours.ink,
          width: 1,
          dash: '3 3'
        }),
        before
          ? strokePath(scalePath(before, low), { stroke: colours.c3, width: 2, dash: '5 4' })
          : '',
        d ? strokePath(scalePath(d, low), { stroke: colours.c3, width: 2.5 }) : '',
        ...labelledPanelPoints(panel).map((point) =>
          dot(scales.x(point.x), scales.y(point.y), {
            fill: colours.c4,
            r: 5,
            hollow: panel.secondary
          })
        )
      ].join('');
      const said = labelledPanelPoints(panel).map(
        (point) => `${panelValue(point, panel, words)} (${formatDate(point.date, words.language)})`
      );
      const duties = panel.kind === 'law' ? [dutyPhrase('panels.law.duty', data, words)] : [];
      return [
        `<p><b>${escapeMarkup(title)}</b> ${escapeMarkup(speak(words, `panels.${panel.kind}.unit`))}</p>`,
        liteSvg(low.y + low.height + 22, `${describePanels(data, words).name} ${title}`, drawn),
        list([...said, ...duties].map(escapeMarkup))
      ].join('');
    }),
    ...earlierNotes(frame, words).map((said) => paragraph(said, 'small'))
  ].join('');
}
