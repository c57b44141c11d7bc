import { colours } from '../../charts/drawing/colours.ts';
import { textLine } from '../../charts/drawing/element.ts';
import { acrossBox, dot, gridLines, linePathOf, stretchPath, textOnPaper, upBox, type Box } from '../../charts/drawing/plot.ts';
import { stack, type Block } from '../../charts/drawing/text-block.ts';
import { describeDrawn, describeLine, placeName } from '../../charts/lines/describe.ts';
import { figureReleases } from '../../charts/figure.ts';
import { figureOf } from '../../charts/figures.ts';
import { linesFrame, type Line, type LinesFrame } from '../../charts/lines/frame.ts';
import { lineStyle } from '../../charts/lines/line-style.ts';
import { linesRecord } from '../../charts/lines/record.ts';
import { sourceText } from '../../charts/source-line.ts';
import { plainText } from '../../copy/markup.ts';
import type { ChapterCopy } from '../../copy/read-chapter.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { yearsPath } from '../../charts/plot/plot-path.ts';
import { said, type FilmSheet, type Room, type SheetIn } from './film-sheet.ts';
import { block, pace, type FilmPlan, type FilmStep } from './film-plan.ts';

/** A line until so many years since its first tenth. */
const until = (line: Line, since: number): Line => ({ ...line, points: line.points.filter((point) => point.since <= since) });

/** A mark's colour and dashes, as its line has them. */
function look({ code }: Line) {
  const { mark, dashed } = lineStyle(code);
  return { mark, ...(dashed ? { dash: '16 8' } : {}) };
}

/** What a picture shows: all lines until so many years since their first tenth. */
interface Shown {
  frame: LinesFrame;
  clock: number;
  words: Words;
}

/** Returns the axes: a line of the grid for each share, a number for each year. */
function axes({ frame, words }: Shown, box: Box, size: number, left: number): string[] {
  const foot = box.y + box.height;
  const soft = { face: 'sans', size, fill: colours['ink-soft'] } as const;
  return [
    gridLines(box, frame.yTicks),
    ...frame.yTicks
      .slice(1)
      .map(({ value, y }) =>
        textLine(formatPercent(value, words.language), { ...soft, x: left - 10, y: upBox(box, y) + size * 0.35, anchor: 'end' })
      ),
    ...frame.xTicks.map(({ since, x }) =>
      textLine(String(since), { ...soft, x: acrossBox(box, x), y: foot + size * 1.3, anchor: 'middle' })
    ),
    textLine(speak(words, 'speed.axis'), { ...soft, x: left, y: foot + size * 2.6 })
  ];
}

/** Returns the lines, and the year in which each place had half of its people online. */
function linesIn({ frame, clock, words }: Shown, box: Box, size: number, measure: Room['measure']): string[] {
  const foot = box.y + box.height;
  const drawn = (line: Line) => stretchPath(yearsPath(until(line, clock).points), box);
  const reached = (half: Line['half']) => (half && half.since <= clock ? [half] : []);
  return [
    ...frame.regions.map((line) => linePathOf(drawn(line), { stroke: colours['line-strong'], width: 2 })),
    ...frame.places.flatMap((line) => {
      const { mark, ...dash } = look(line);
      return [
        linePathOf(drawn(line), { stroke: mark, width: 7, ...dash }),
        ...reached(line.half).flatMap((half) => {
          const [x, y] = [acrossBox(box, half.x), upBox(box, half.y)];
          return [
            linePathOf(`M${x.toFixed(1)} ${foot.toFixed(1)}V${y.toFixed(1)}`, { stroke: mark, width: 3, dash: '3 8' }),
            dot(x, y, { fill: mark, r: 13 })
          ];
        })
      ];
    }),
    // Over every line, so that none takes a number away.
    ...frame.places.flatMap(({ half }) =>
      reached(half).map(({ since, x }) =>
        textOnPaper(
          speak(words, 'speed.years', { count: since }),
          { x: acrossBox(box, x) + 10, y: foot - 14, face: 'sans-bold', size, fill: colours.ink },
          measure
        )
      )
    )
  ];
}

/** Returns a place with what its line has reached: a number stands only once the line is there. */
function rowOf(line: Line, { clock, words }: Shown, room: Room): Block {
  const { mark, ...dash } = look(line);
  const end = line.points.at(-1);
  const slots = end && { share: formatPercent(end.value, words.language), year: String(end.year) };
  const reached = end && end.since <= clock ? speak(words, 'speed.end', slots) : '';
  return block(room.text * 1.2, (top) => {
    const y = top + room.text;
    const name = placeName(line.code, words);
    const from = room.text * 2.4;
    const after = from + room.measure(`${name}  `, 'sans-bold', room.text);
    return [
      linePathOf(`M0 ${(y - room.text * 0.3).toFixed(1)}h${(room.text * 1.8).toFixed(1)}`, { stroke: mark, width: 7, ...dash }),
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
    const height = Math.min(picture.width * 0.6, picture.most * (picture.width > room.width ? 0.8 : 0.42));
    const plot = block(height + size * 2.8, (top) => {
      const box: Box = { x: left, y: top + size, width: picture.width - left - 16, height: height - size };
      return [...axes(shown, box, size, left), ...linesIn(shown, box, size, room.measure)].join('');
    });
    const rows = frame.places.map((line) => rowOf(line, shown, room));
    const notes = [
      speak(words, 'speed.key.half'),
      speak(words, 'speed.key.regions'),
      ...describeDrawn({ ...frame, regionsAbove: [] }, words)
    ];
    return {
      above: [stack(rows, room.text * 0.4)],
      picture: plot,
      below: notes.map((one) => said(one, { ...room, text: size }, 'sans', colours['ink-soft']))
    };
  };

/** Returns the lines as they grow, year by year since their first tenth. */
export function speedFilm(data: StoryData, words: Words, copy: ChapterCopy): FilmPlan {
  const frame = linesFrame(data);
  const record = linesRecord(data, words);
  const longest = Math.max(...frame.places.flatMap(({ points }) => points.at(-1)?.since ?? []));
  const lines = figureReleases(figureOf('speed'), data, words);
  const steps = Array.from({ length: longest + 1 }, (_, clock): FilmStep => {
    const here = frame.places.filter(({ half }) => half?.since === clock);
    const reached = clock === 0 ? [speak(words, 'speed.axis')] : here.map((line) => describeLine(line, words));
    return {
      seconds: clock === 0 ? pace.stop : clock === longest ? 6 : pace.year,
      record,
      sheet: sheetAt({ frame, clock, words }),
      ...(reached.length > 0 ? { caption: reached.join(' ') } : {})
    };
  });
  return {
    title: plainText(copy.figure?.title ?? copy.title),
    limits: plainText(copy.figure?.subtitle ?? ''),
    source: `${speak(words, 'figure.source')}: ${lines.map(({ credit }) => credit).join(' ')}`,
    credits: [...lines.map(sourceText), ...describeDrawn(frame, words)],
    accent: colours.c4,
    steps,
    still: longest
  };
}
