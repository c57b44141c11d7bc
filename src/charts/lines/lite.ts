import { escapeMarkup } from '../../copy/markup.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { label, list, litePlot, liteSvg, paragraph, lineSample, axes } from '../drawing/lite.ts';
import { dot, strokePath, plotScales, scalePath } from '../drawing/plot.ts';
import { yearsPath } from '../plot/plot-path.ts';
import { lineNotes, describeLine, describeLines } from './describe.ts';
import { linesFrame } from './frame.ts';
import { lineStyle } from './line-style.ts';

export function linesLite(data: StoryData, words: Words): string {
  const frame = linesFrame(data);
  const look = (code: string) => {
    const { stroke, dashed } = lineStyle(code);
    return { stroke, ...(dashed ? { dash: '6 4' } : {}) };
  };
  const scales = plotScales(litePlot);
  const drawn = [
    axes(
      litePlot,
      frame.yTicks.map(({ value, y }) => ({ y, text: formatPercent(value, words.language) })),
      frame.xTicks.map(({ since, x }) => ({ x, text: String(since) }))
    ),
    ...frame.regions.map((line) =>
      strokePath(scalePath(yearsPath(line.points), litePlot), {
        stroke: colours['line-strong'],
        width: 1
      })
    ),
    ...frame.places.map((line) => {
      const stroked = look(line.code);
      const { stroke } = stroked;
      const [x, y] = [scales.x(line.half?.x ?? 0), scales.y(line.half?.y ?? 0)];
      const foot = litePlot.y + litePlot.height;
      const drop = strokePath(`M${x.toFixed(1)} ${foot}V${y.toFixed(1)}`, {
        stroke,
        width: 1,
        dash: '1 3'
      });
      const half = line.half
        ? drop + dot(x, y, { fill: stroke, r: 5 }) + label(String(line.half.since), x + 4, foot - 5)
        : '';
      return (
        strokePath(scalePath(yearsPath(line.points), litePlot), { ...stroked, width: 3 }) + half
      );
    })
  ].join('');
  return [
    liteSvg(litePlot.y + litePlot.height + 22, describeLines(data, words).name, drawn),
    paragraph(speak(words, 'speed.axis'), 'small'),
    list([
      ...frame.places.map((line) => {
        const { stroke, dash } = look(line.code);
        return `${lineSample(stroke, dash)} ${escapeMarkup(describeLine(line, words))}`;
      }),
      ...lineNotes(frame, words).map(escapeMarkup),
      `${lineSample(colours['line-strong'])} ${escapeMarkup(speak(words, 'speed.key.regions'))}`,
      escapeMarkup(speak(words, 'speed.key.half'))
    ])
  ].join('');
}
