import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { colours } from '../drawing/colours.ts';
import { textLine } from '../drawing/element.ts';
import type { Measure } from '../drawing/face.ts';
import { acrossBox, dot, gridLines, linePathOf, stretchPath, textOnPaper, upBox, type Box } from '../drawing/plot.ts';
import { pictureWidth, posterBlock, posterLabel, posterText, type PosterPicture } from '../drawing/poster.ts';
import { describeDrawn, placeName } from './describe.ts';
import { linePath, linesFrame } from './frame.ts';
import { lineStyle } from './line-style.ts';

/** Room at the right of the plot, and below it for its scale. */
const room = { right: 24, scale: 84 } as const;
const plotHeight = 560;

/** Returns the aligned lines: those that are named, bold; the publisher's regions, thin. */
export function linesPoster(data: StoryData, words: Words, measure: Measure): PosterPicture {
  const frame = linesFrame(data);
  const box: Box = { x: 0, y: 8, width: pictureWidth - room.right, height: plotHeight };
  const label = { size: posterText, measure } as const;
  const soft = { ...label, face: 'sans', fill: colours['ink-soft'] } as const;
  const foot = box.y + box.height;

  const regions = frame.regions.map((line) => linePathOf(stretchPath(linePath(line), box), { stroke: colours['line-strong'], width: 2 }));
  // Under every line that is named, so that none takes another's beginning away.
  const halos = frame.places.map((line) => linePathOf(stretchPath(linePath(line), box), { stroke: colours.paper, width: 12 }));
  const lines = frame.places.flatMap((line) => {
    const { mark, dashed } = lineStyle(line.code);
    const d = stretchPath(linePath(line), box);
    const half = line.half && { x: acrossBox(box, line.half.x), y: upBox(box, line.half.y) };
    return [
      linePathOf(d, { stroke: mark, width: 5, ...(dashed ? { dash: '14 6' } : {}) }),
      ...(half
        ? [
            linePathOf(`M${half.x.toFixed(2)} ${foot}V${half.y.toFixed(2)}`, { stroke: mark, width: 2, dash: '2 6' }),
            dot(half.x, half.y, { fill: mark, r: 11 })
          ]
        : [])
    ];
  });
  const ticks = frame.yTicks
    .slice(1)
    .map(({ value, y }) =>
      textOnPaper(formatPercent(value, words.language), { ...soft, x: 0, y: upBox(box, y) + posterText + 4 }, measure)
    );
  const spans = frame.places.flatMap((line) =>
    line.half
      ? [
          textOnPaper(
            speak(words, 'speed.years', { count: line.half.since }),
            { ...label, x: acrossBox(box, line.half.x) + 8, y: foot - 12, face: 'sans-bold', fill: lineStyle(line.code).said },
            measure
          )
        ]
      : []
  );
  const step = posterText * 1.2;
  const ends = frame.places.map((line) => line.points.at(-1)!);
  // Indonesia's label stands above the regions that its line ends among, the UK's under the region that runs on.
  const lift: Readonly<Record<string, number>> = { IDN: 2.6 * step, GBR: -posterText };
  const baselines = ends.map(({ y }, index) => upBox(box, y) - (lift[frame.places[index]!.code] ?? 2));
  const endLabels = frame.places.flatMap((line, index) => {
    const last = ends[index]!;
    const name = placeName(line.code, words);
    const said = speak(words, 'speed.end', { share: formatPercent(last.value, words.language), year: String(last.year) });
    // Beside its end, and never off the poster.
    const width = Math.max(measure(name, 'sans-bold', posterText), measure(said, 'sans', posterText));
    const at = { x: Math.min(acrossBox(box, last.x) + 14, pictureWidth - width), y: baselines[index]! };
    if (line.code === 'IDN') {
      const end = { x: acrossBox(box, last.x), y: upBox(box, last.y) };
      const beside = { ...at, x: at.x + 0.045 * box.width, halo: 4 };
      return [
        linePathOf(`M${end.x.toFixed(2)} ${end.y.toFixed(2)}L${(beside.x - 10).toFixed(2)} ${(at.y + step).toFixed(2)}`, {
          stroke: lineStyle(line.code).mark,
          width: 2
        }),
        textLine(name, { ...label, ...beside, face: 'sans-bold', fill: lineStyle(line.code).said }),
        textLine(said, { ...soft, ...beside, y: at.y + step })
      ];
    }
    return [
      textOnPaper(name, { ...label, ...at, face: 'sans-bold', fill: lineStyle(line.code).said }, measure),
      textOnPaper(said, { ...soft, x: at.x, y: at.y + step }, measure)
    ];
  });
  const years = frame.xTicks.map(({ since, x }) =>
    textLine(String(since), { ...soft, x: acrossBox(box, x), y: foot + 36, ...(since === 0 ? {} : { anchor: 'middle' }) })
  );
  const axis = textLine(speak(words, 'speed.axis'), { ...soft, x: 0, y: foot + 36 + step });
  const keyTop = foot + room.scale + 34;
  const keyLabel = posterLabel(52, measure, { fill: colours['ink-soft'] });
  const halfKey = posterBlock(speak(words, 'speed.key.half'), pictureWidth - 52, keyLabel, measure);
  const regionsTop = keyTop + halfKey.height + 18;
  const regionsKey = posterBlock(speak(words, 'speed.key.regions'), pictureWidth - 52, keyLabel, measure);
  let height = regionsTop + regionsKey.height;
  const notes = describeDrawn(frame, words).map((said) => {
    const note = posterBlock(said, pictureWidth - 52, keyLabel, measure);
    const top = height + 18;
    height = top + note.height;
    return note.draw(top);
  });
  return {
    height,
    markup: [
      gridLines(
        box,
        frame.yTicks.map(({ y }) => y)
      ),
      ...regions,
      ...halos,
      ...lines,
      ...ticks,
      ...spans,
      ...endLabels,
      ...years,
      axis,
      dot(19, keyTop + posterText * 0.34, { fill: colours.ink, r: 11 }),
      halfKey.draw(keyTop),
      linePathOf(`M0 ${(regionsTop + posterText * 0.34).toFixed(2)}h38`, { stroke: colours['line-strong'], width: 2 }),
      regionsKey.draw(regionsTop),
      ...notes
    ].join(''),
    accent: colours.c4
  };
}
