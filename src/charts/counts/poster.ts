import { speak, type Words } from '../../copy/words.ts';
import type { StoryData } from '../../story/data.ts';
import { boundPhrase } from '../phrases/bound-phrase.ts';
import { hasSecondary } from '../phrases/verification-phrase.ts';
import { colours } from '../drawing/colours.ts';
import { element } from '../drawing/element.ts';
import type { MeasureText } from '../drawing/face.ts';
import {
  dot,
  gridLines,
  strokePath,
  plotScales,
  scalePath,
  type PlotArea
} from '../drawing/plot.ts';
import {
  boldLabel,
  labelStep,
  markedBlock,
  pictureWidth,
  posterPen,
  posterFontSize,
  baselineOffset
} from '../drawing/poster.ts';
import type { PosterPen, PosterPicture } from '../drawing/poster.ts';
import { stack, type Block } from '../drawing/text-block.ts';
import { wrapText } from '../drawing/wrap-text.ts';
import { countFormat, segmentMethod } from './describe.ts';
import { countsFrame, labelledPoints, runPath } from './frame.ts';
import type { CountKind, CountPoint, Segment } from './frame.ts';

/** Space to the left of a plot for its scale. */
const scaleRoom = 124;
const plotHeight = 150;

function markOf(point: CountPoint, box: PlotArea): string {
  const scales = plotScales(box);
  const x = scales.x(point.x);
  const [low, high] = [scales.y(point.low), scales.y(point.high)];
  // At least visible.
  if (point.form === 'range')
    return element('rect', {
      x: x - 13,
      y: high,
      width: 26,
      height: Math.max(6, low - high),
      fill: colours.ink
    });
  const open = `M${x.toFixed(2)} ${low.toFixed(2)}V${box.y}m-7 9l7 -9l7 9`;
  const floor =
    point.form === 'at_least'
      ? strokePath(open, { stroke: colours.ink, width: 3, dash: '4 5' })
      : '';
  return floor + dot(x, high, { fill: colours.ink, r: 9, hollow: point.secondary });
}

/** Below the first point, left of an open end, above all others. */
function labelOf(
  point: CountPoint,
  segment: Segment,
  box: PlotArea,
  words: Words,
  { measure, boldOnPaper }: PosterPen
): string {
  const text = boundPhrase(point.estimate, words, countFormat(segment));
  const scales = plotScales(box);
  const at = { x: scales.x(point.x), y: scales.y(point.high) };
  if (point.x <= 0.3) {
    // When there is space above the axis.
    const below = point.high * box.height > 50;
    return boldOnPaper(text, { x: at.x - 10, y: at.y + (below ? 34 : -18) });
  }
  const open = point.form === 'at_least';
  // Centred over a range, as far as the next point allows.
  const wide = measure(text, boldLabel.face, posterFontSize);
  const next = box.width / (segment.to - segment.from) - 20;
  const right = at.x + (open ? -20 : point.form === 'range' ? Math.min(wide / 2, next) : 10);
  // Not over the scale.
  const lines = wrapText(text, right - box.x + 12, boldLabel, measure);
  const last = at.y + (open ? baselineOffset : -18);
  return lines
    .map((line, index) =>
      boldOnPaper(line, {
        x: right,
        y: last - (lines.length - 1 - index) * labelStep,
        anchor: 'end'
      })
    )
    .join('');
}

/** A single year is printed as a number. */
function segmentPlot(
  segment: Segment,
  x: number,
  width: number,
  words: Words,
  pen: PosterPen
): Block {
  const form = countFormat(segment);
  const [only, ...more] = segment.points;
  if (only && more.length === 0)
    return pen.boldBlock(boundPhrase(only.estimate, words, form), { x, width });
  const draw = (top: number) => {
    const box: PlotArea = {
      x: x + scaleRoom + 10,
      y: top + 40,
      width: width - scaleRoom - 30,
      height: plotHeight
    };
    const scales = plotScales(box);
    const labels = labelledPoints(segment).map((point) => labelOf(point, segment, box, words, pen));
    return [
      gridLines({ ...box, x: box.x - 10, width: box.width + 20 }, segment.ticks),
      ...segment.ticks.map(({ value, y }) =>
        pen.soft(form(value, words.language), {
          x: x + scaleRoom - 12,
          y: scales.y(y) + baselineOffset,
          anchor: 'end'
        })
      ),
      ...segment.runs.map((run) =>
        strokePath(scalePath(runPath(run), box), { stroke: colours.ink, width: 4 })
      ),
      ...labels,
      ...segment.points.map((point) => markOf(point, box)),
      ...[segment.from, segment.to].map((year, index) =>
        pen.soft(String(year), {
          x: scales.x(index),
          y: box.y + plotHeight + 32,
          anchor: 'middle'
        })
      )
    ].join('');
  };
  return { height: plotHeight + 40 + 34, draw };
}

/** By the length of its text. */
const singleWidth = (name: string) => (name === 'A_public_reports_only' ? 190 : 300);

/** Segments side by side, with the reason of each break between them (V11). */
function countBlock(
  kind: CountKind,
  segments: readonly Segment[],
  words: Words,
  pen: PosterPen
): Block {
  const title = pen.boldBlock(speak(words, `counts.${kind}.title`));
  const gap = 48;
  const singles = segments.filter(({ points }) => points.length === 1);
  const free =
    pictureWidth -
    gap * (segments.length - 1) -
    singles.reduce((sum, { name }) => sum + singleWidth(name), 0);
  const wide = free / Math.max(1, segments.length - singles.length);
  let x = 0;
  const parts = segments.map((segment, index) => {
    const width = singles.includes(segment) ? singleWidth(segment.name) : wide;
    const at = { x, width };
    x += width + gap;
    const broke =
      index === 0 ? [] : [pen.boldBlock(speak(words, `counts.${kind}.gap.${segment.name}`), at)];
    const how = pen.softBlock(segmentMethod(kind, segment, words), at);
    const plot = segmentPlot(segment, at.x, width, words, pen);
    return { at: at.x, alone: singles.includes(segment), text: stack([...broke, how], 16), plot };
  });
  // The plots of a count start at one height; that of a single year starts under its text.
  const plotted = parts.filter(({ alone }) => !alone);
  const texts = Math.max(0, ...plotted.map(({ text }) => text.height));
  const topOf = ({ alone, text }: (typeof parts)[number]) => 24 + (alone ? text.height : texts);
  const height = Math.max(...parts.map((part) => topOf(part) + part.plot.height));
  const draw = (top: number) =>
    parts
      .map((part, index) => {
        const at = `M${(part.at - gap / 2).toFixed(2)} ${top}v${height.toFixed(2)}`;
        const line =
          index === 0
            ? ''
            : strokePath(at, { stroke: colours['line-strong'], width: 2, dash: '8 8' });
        return line + part.text.draw(top) + part.plot.draw(top + topOf(part));
      })
      .join('');
  return stack([title, { height, draw }], 30);
}

/** Each on its own scale (V07). */
export function countsPoster(data: StoryData, words: Words, measure: MeasureText): PosterPicture {
  const frame = countsFrame(data);
  const pen = posterPen(measure);
  const said = pen.softBlock(speak(words, 'counts.key.secondary'), { x: 40 });
  const key = markedBlock(said, (middle) =>
    dot(10, middle, { fill: colours.ink, r: 10, hollow: true })
  );
  const limits = pen.boldBlock(speak(words, 'counts.describe.limits'));
  const all = stack(
    [
      ...(['reports', 'pages'] as const).map((kind) => countBlock(kind, frame[kind], words, pen)),
      stack([...(hasSecondary(Object.values(frame).flat()) ? [key] : []), limits], 22)
    ],
    60
  );
  return { height: all.height, markup: all.draw(0), accent: colours.ink };
}
