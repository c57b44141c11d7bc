import { colours } from '../../charts/drawing/colours.ts';
import { textLine } from '../../charts/drawing/element.ts';
import type { MeasureText } from '../../charts/drawing/face.ts';
import { gridLines, strokePath, plotScales, type PlotArea } from '../../charts/drawing/plot.ts';
import { stack, type Block } from '../../charts/drawing/text-block.ts';
import { lineNotes, describeLine, linePlaceName } from '../../charts/lines/describe.ts';
import { figureReleases } from '../../charts/figure.ts';
import { figureOf } from '../../charts/figures.ts';
import { linesFrame, type Line, type LinesFrame } from '../../charts/lines/frame.ts';
import { lineStyle } from '../../charts/lines/line-style.ts';
import { drawLines, halfLabels, yearAxis } from '../../charts/lines/poster.ts';
import { linesRecord } from '../../charts/lines/record.ts';
import { sourceText } from '../../charts/source-line.ts';
import { plainText } from '../../copy/markup.ts';
import { findingOf, type ChapterCopy } from '../../copy/read-chapter.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import {
  block,
  pace,
  textBlock,
  type FilmPlan,
  type FilmSheet,
  type FilmStep,
  type Room,
  type SheetIn
} from './film-sheet.ts';

const pen = { width: 7, dash: '16 8', drop: { width: 3, dash: '3 8' }, dot: 13 };

/** Lines up to this many years since their first tenth. */
interface Shown {
  frame: LinesFrame;
  clock: number;
  words: Words;
}

function plotIn(
  { frame, clock, words }: Shown,
  box: PlotArea,
  size: number,
  measure: MeasureText
): string {
  const until = (line: Line): Line => ({
    ...line,
    points: line.points.filter(({ since }) => since <= clock),
    half: line.half && line.half.since <= clock ? line.half : undefined
  });
  const places = frame.places.map(until);
  const share = {
    face: 'sans',
    size,
    fill: colours['ink-soft'],
    x: box.x - 10,
    anchor: 'end'
  } as const;
  const setting = { words, size, measure };
  const yScale = plotScales(box).y;
  return [
    gridLines(box, frame.yTicks),
    ...frame.yTicks
      .slice(1)
      .map(({ value, y }) =>
        textLine(formatPercent(value, words.language), { ...share, y: yScale(y) + size * 0.35 })
      ),
    yearAxis(frame.xTicks, box, setting),
    drawLines({ regions: frame.regions.map(until), places }, box, pen),
    halfLabels(places, box, setting)
  ].join('');
}

/** Shows a number only once the line has reached it. */
function rowOf(line: Line, { clock, words }: Shown, room: Room): Block {
  const { stroke, dashed } = lineStyle(line.code);
  const end = line.points.at(-1);
  const slots = end && { share: formatPercent(end.value, words.language), year: String(end.year) };
  const reached = end && end.since <= clock ? speak(words, 'speed.end', slots) : '';
  return block(room.text * 1.2, (top) => {
    const y = top + room.text;
    const name = linePlaceName(line.code, words);
    const from = room.text * 2.4;
    const after = from + room.measure(`${name}  `, 'sans-bold', room.text);
    return [
      strokePath(`M0 ${(y - room.text * 0.3).toFixed(1)}h${(room.text * 1.8).toFixed(1)}`, {
        stroke,
        width: pen.width,
        ...(dashed ? { dash: pen.dash } : {})
      }),
      textLine(name, { x: from, y, face: 'sans-bold', size: room.text, fill: colours.ink }),
      textLine(reached, { x: after, y, face: 'sans', size: room.text, fill: colours.ink })
    ].join('');
  });
}

const sheetAt =
  (shown: Shown): SheetIn =>
  ({ words: room, picture }): FilmSheet => {
    const { frame, words } = shown;
    const size = room.text * 0.85;
    const left = size * 2.8;
    const height = Math.min(
      picture.width * 0.6,
      picture.most * (picture.width > room.width ? 0.8 : 0.42)
    );
    const plot = block(height + size * 2.8, (top) => {
      const box: PlotArea = {
        x: left,
        y: top + size,
        width: picture.width - left - 16,
        height: height - size
      };
      return plotIn(shown, box, size, room.measure);
    });
    const rows = frame.places.map((line) => rowOf(line, shown, room));
    const notes = [
      speak(words, 'speed.key.half'),
      speak(words, 'speed.key.regions'),
      ...lineNotes({ ...frame, regionsAbove: [] }, words)
    ];
    return {
      above: [stack(rows, room.text * 0.4)],
      picture: plot,
      below: notes.map((one) =>
        textBlock(one, { ...room, text: size }, 'sans', colours['ink-soft'])
      )
    };
  };

export function speedFilm(data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  const frame = linesFrame(data);
  const record = linesRecord(data, words);
  const longest = Math.max(...frame.places.flatMap(({ points }) => points.at(-1)?.since ?? []));
  const lines = figureReleases(figureOf('speed'), data, words);
  const limits = plainText(copy.figure?.subtitle ?? '');
  const steps = Array.from({ length: longest + 1 }, (_, clock): FilmStep => {
    const here = frame.places.filter(({ half }) => half?.since === clock);
    const reached = clock === 0 ? [limits] : here.map((line) => describeLine(line, words));
    return {
      seconds: clock === 0 ? 3 : clock === longest ? 6 : here.length > 0 ? pace.stop : pace.year,
      record,
      sheet: sheetAt({ frame, clock, words }),
      ...(reached.length > 0 ? { caption: reached.join(' ') } : {})
    };
  });
  return {
    title: findingOf(copy),
    limits,
    source: `${speak(words, 'figure.source')}: ${lines.map(({ credit }) => credit).join(' ')}`,
    credits: [...lines.map(sourceText), ...lineNotes(frame, words)],
    accent: colours.c4,
    steps
  };
}
