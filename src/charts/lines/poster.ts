import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { textLine } from '../drawing/element.ts';
import type { MeasureText } from '../drawing/face.ts';
import {
  dot,
  gridLines,
  strokePath,
  plotScales,
  scalePath,
  textOnPaper,
  type PlotArea,
  type Stroke
} from '../drawing/plot.ts';
import {
  boldLabel,
  labelStep,
  markedBlock,
  pictureWidth,
  posterPen,
  posterFontSize,
  softLabel
} from '../drawing/poster.ts';
import type { PosterPicture } from '../drawing/poster.ts';
import { stack, type Block } from '../drawing/text-block.ts';
import { yearsPath } from '../plot/plot-path.ts';
import { lineNotes, linePlaceName, endText } from './describe.ts';
import { linesFrame, type Line, type LinesFrame } from './frame.ts';
import { lineStyle } from './line-style.ts';

const plot: PlotArea = { x: 0, y: 8, width: pictureWidth - 24, height: 560 };
const keyTop = plot.y + plot.height + 118;
const keyIndent = 52;

export function linesPoster(data: StoryData, words: Words, measure: MeasureText): PosterPicture {
  const frame = linesFrame(data);
  const key = keyBlock(frame, words, measure);
  return {
    height: keyTop + key.height,
    markup: [
      gridLines(plot, frame.yTicks),
      drawLines(frame, plot, largePen),
      labels(frame, words, measure),
      key.draw(keyTop)
    ].join(''),
    accent: colours.c4
  };
}

interface LinePen {
  width: number;
  dash: string;
  drop: { width: number; dash: string };
  dot: number;
  casing?: number;
}
const largePen: LinePen = {
  width: 5,
  dash: '14 6',
  drop: { width: 2, dash: '2 6' },
  dot: 11,
  casing: 12
};

/** Draws the lines, each named one with its mark at half. */
export function drawLines(
  { regions, places }: Pick<LinesFrame, 'regions' | 'places'>,
  box: PlotArea,
  pen: LinePen
): string {
  const { casing } = pen;
  const curve = (line: Line, stroke: Stroke) =>
    strokePath(scalePath(yearsPath(line.points), box), stroke);
  const scales = plotScales(box);
  const foot = box.y + box.height;
  const named = places.flatMap((line) => {
    const { stroke, dashed } = lineStyle(line.code);
    const half = line.half && { x: scales.x(line.half.x), y: scales.y(line.half.y) };
    return [
      curve(line, { stroke, width: pen.width, ...(dashed ? { dash: pen.dash } : {}) }),
      ...(half
        ? [
            strokePath(`M${half.x.toFixed(2)} ${Number(foot.toFixed(2))}V${half.y.toFixed(2)}`, {
              stroke,
              ...pen.drop
            }),
            dot(half.x, half.y, { fill: stroke, r: pen.dot })
          ]
        : [])
    ];
  });
  return [
    ...regions.map((line) => curve(line, { stroke: colours['line-strong'], width: 2 })),
    // Below all named lines, so that no casing hides the start of another line.
    ...(casing === undefined
      ? []
      : places.map((line) => curve(line, { stroke: colours.paper, width: casing }))),
    ...named
  ].join('');
}

interface LabelSetting {
  words: Words;
  size: number;
  measure: MeasureText;
}

/** Draws each line's years to half, above all lines. */
export function halfLabels(
  places: readonly Line[],
  box: PlotArea,
  { words, size, measure }: LabelSetting
): string {
  const xScale = plotScales(box).x;
  return places
    .flatMap(({ code, half }) => {
      if (!half) return [];
      const at = { x: xScale(half.x) + size / 3, y: box.y + box.height - size / 2 };
      return [
        textOnPaper(
          speak(words, 'speed.years', { count: half.since }),
          { ...boldLabel, fill: lineStyle(code).text, ...at, size },
          measure
        )
      ];
    })
    .join('');
}

/** Draws the years below a plot and the axis title. */
export function yearAxis(
  ticks: LinesFrame['xTicks'],
  box: PlotArea,
  { words, size, measure }: LabelSetting
): string {
  const soft = { ...softLabel, size, measure };
  const xScale = plotScales(box).x;
  const first = box.y + box.height + size * 1.5;
  return [
    ...ticks.map(({ since, x }) =>
      textLine(String(since), {
        ...soft,
        x: xScale(x),
        y: first,
        ...(since === 0 ? {} : { anchor: 'middle' })
      })
    ),
    textLine(speak(words, 'speed.axis'), { ...soft, x: box.x, y: first + size * 1.2 })
  ].join('');
}

function labels(
  { places, xTicks, yTicks }: LinesFrame,
  words: Words,
  measure: MeasureText
): string {
  const setting = { words, size: posterFontSize, measure };
  const { softOnPaper } = posterPen(measure);
  const yScale = plotScales(plot).y;
  return [
    ...yTicks.slice(1).map(({ value, y }) =>
      softOnPaper(formatPercent(value, words.language), {
        x: 0,
        y: yScale(y) + posterFontSize + 4
      })
    ),
    halfLabels(places, plot, setting),
    ...places.map((line) => endLabel(line, words, measure)),
    yearAxis(xTicks, plot, setting)
  ].join('');
}

function endLabel(line: Line, words: Words, measure: MeasureText): string {
  const { code } = line;
  const last = line.points.at(-1)!;
  const scales = plotScales(plot);
  const end = { x: scales.x(last.x), y: scales.y(last.y) };
  const name = linePlaceName(code, words);
  const said = endText(line, words);
  const pen = posterPen(measure);
  const { stroke, text: fill } = lineStyle(code);
  // Keep it on the poster.
  const width = Math.max(
    measure(name, 'sans-bold', posterFontSize),
    measure(said, 'sans', posterFontSize)
  );
  const x = Math.min(end.x + 14, pictureWidth - width);
  if (code === 'IDN') {
    // Above the regions where its line ends, with a leader.
    const beside = { x: x + 0.045 * plot.width, y: end.y - 2.6 * labelStep, halo: 4 };
    const below = beside.y + labelStep;
    const leader = `M${end.x.toFixed(2)} ${end.y.toFixed(2)}L${(beside.x - 10).toFixed(2)} ${below.toFixed(2)}`;
    return [
      strokePath(leader, { stroke, width: 2 }),
      pen.bold(name, { ...beside, fill }),
      pen.soft(said, { ...beside, y: below })
    ].join('');
  }
  // Below the end of its line.
  const y = end.y + posterFontSize;
  return pen.boldOnPaper(name, { x, y, fill }) + pen.softOnPaper(said, { x, y: y + labelStep });
}

function keyBlock(frame: LinesFrame, words: Words, measure: MeasureText): Block {
  const block = (text: string) => posterPen(measure).softBlock(text, { x: keyIndent });
  return stack(
    [
      markedBlock(block(speak(words, 'speed.key.half')), (middle) =>
        dot(19, middle, { fill: colours.ink, r: 11 })
      ),
      markedBlock(block(speak(words, 'speed.key.regions')), (middle) =>
        strokePath(`M0 ${middle.toFixed(2)}h38`, { stroke: colours['line-strong'], width: 2 })
      ),
      ...lineNotes(frame, words).map(block)
    ],
    18
  );
}
