import { speak, type Words } from '../../copy/words.ts';
import { formatNumber } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import { hasSecondary } from '../phrases/verification-phrase.ts';
import { colours } from '../drawing/colours.ts';
import type { MeasureText } from '../drawing/face.ts';
import { dot, gridLines, strokePath, plotScales, type PlotArea } from '../drawing/plot.ts';
import {
  labelStep,
  markedBlock,
  pictureWidth,
  posterPen,
  posterFontSize,
  baselineOffset
} from '../drawing/poster.ts';
import type { PosterPen, PosterPicture } from '../drawing/poster.ts';
import { spread } from '../drawing/spread.ts';
import { stack } from '../drawing/text-block.ts';
import { wrapText } from '../drawing/wrap-text.ts';
import { responseFrame, type ResponsePanel } from './frame.ts';

const gap = 72;
/** Space beside a plot for its scale, above it for the highest label, below it for the years. */
const room = { scale: 84, labels: 76, years: 80 } as const;
const plotHeight = 340;
const radius = 12;

/** One word per line: neighbours are close. */
const labelLines = (text: string, measure: MeasureText) =>
  wrapText(text, 1, { face: 'sans-bold', size: posterFontSize }, measure);

function plot(
  { ticks, points }: ResponsePanel,
  box: PlotArea,
  words: Words,
  { measure, soft, boldOnPaper }: PosterPen
): string {
  const at = plotScales(box);
  const foot = at.y(0);
  const scale = ticks.map(({ value, y }) =>
    soft(formatNumber(value, words.language), {
      x: box.x - 16,
      y: at.y(y) + baselineOffset,
      anchor: 'end'
    })
  );
  const labels = points.map(({ estimate }) => labelLines(boundPhrase(estimate, words), measure));
  const widest = Math.max(
    ...labels.flat().map((line) => measure(line, 'sans-bold', posterFontSize))
  );
  const wanted = points.map(({ x }) => at.x(x));
  const middles = spread(wanted, widest + 12);
  const marks = points.flatMap(({ year, x: share, y, secondary }, index) => {
    const mark = { x: at.x(share), y: at.y(y) };
    const lines = labels[index]!;
    const first = mark.y - radius - 14 - (lines.length - 1) * labelStep;
    return [
      strokePath(`M${mark.x.toFixed(2)} ${foot}V${mark.y.toFixed(2)}`, {
        stroke: colours['line-strong'],
        width: 2,
        dash: '2 6'
      }),
      dot(mark.x, mark.y, { fill: colours.ink, r: radius, hollow: secondary }),
      ...lines.map((line, row) =>
        boldOnPaper(line, { x: middles[index]!, y: first + row * labelStep, anchor: 'middle' })
      ),
      soft(String(year), { x: mark.x, y: foot + 38, anchor: 'middle' })
    ];
  });
  return [gridLines(box, ticks), ...scale, ...marks].join('');
}

/** Points only (V07). */
export function responsePoster(data: StoryData, words: Words, measure: MeasureText): PosterPicture {
  const panels = responseFrame(data);
  const pen = posterPen(measure);
  const width = (pictureWidth - gap * (panels.length - 1)) / panels.length;
  const titles = panels.map(({ kind }, index) =>
    pen.boldBlock(speak(words, `response.${kind}.title`), { x: index * (width + gap), width })
  );
  const plotTop = Math.max(...titles.map(({ height }) => height)) + room.labels;
  const plots = panels.map((panel, index) =>
    plot(
      panel,
      {
        x: index * (width + gap) + room.scale,
        y: plotTop,
        width: width - room.scale,
        height: plotHeight
      },
      words,
      pen
    )
  );

  const key = pen.softBlock(speak(words, 'response.key.secondary'), { x: 2 * radius + 14 });
  const notes = stack(
    [
      ...(hasSecondary(panels)
        ? [
            markedBlock(key, (middle) =>
              dot(radius, middle, { fill: colours.ink, r: radius, hollow: true })
            )
          ]
        : []),
      pen.boldBlock(speak(words, 'response.describe.limits')),
      pen.softBlock(speak(words, 'response.note.rounded'))
    ],
    22
  );
  const notesTop = plotTop + plotHeight + room.years;
  return {
    height: notesTop + notes.height,
    markup: [...titles.map((title) => title.draw(0)), ...plots, notes.draw(notesTop)].join(''),
    accent: colours.ink
  };
}
