import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { theWarning } from '../../story/warning.ts';
import { colours } from '../drawing/colours.ts';
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
  labelStep,
  pictureWidth,
  posterPen,
  posterFontSize,
  baselineOffset,
  type PosterPen,
  type PosterPicture
} from '../drawing/poster.ts';
import { dutyPhrase, earlierNotes, panelFigure, panelValue } from './describe.ts';
import {
  isLabelledBefore,
  labelledPanelPoints,
  panelPath,
  panelsFrame,
  type Panel
} from './frame.ts';

/** Space right of the plots for the newest labels, above each plot, between panels, at the top. */
const spacing = { ends: 170, title: 56, panel: 34, warning: 40 } as const;
const plotHeight = 140;

function panel(
  shown: Panel,
  box: PlotArea,
  words: Words,
  { measure, boldOnPaper, softOnPaper }: PosterPen
): string {
  const mark = shown.kind === 'online' ? colours.c3 : colours.ink;
  const title = speak(words, `panels.${shown.kind}.title`);
  const titleEnd = measure(`${title} `, 'sans-bold', posterFontSize);
  const path = panelPath(shown);
  const points = labelledPanelPoints(shown);
  const scales = plotScales(box);
  const labels = points.flatMap((point) => {
    const before = isLabelledBefore(point, shown);
    const at = {
      x: scales.x(point.x) + (before ? -20 : 20),
      // Never below the axis.
      y: Math.min(scales.y(point.y) + 2, box.y + box.height - labelStep - 14)
    };
    const anchor = before ? 'end' : 'start';
    return [
      boldOnPaper(panelValue(point, shown, words), { ...at, anchor }),
      softOnPaper(formatDate(point.date, words.language), { x: at.x, y: at.y + labelStep, anchor })
    ];
  });
  return [
    gridLines(box, shown.ticks),
    // Separates a point from the warning's line.
    ...points.map(({ x, y }) => dot(scales.x(x), scales.y(y), { fill: colours.paper, r: 14 })),
    shown.earlier
      ? strokePath(scalePath(panelPath({ ...shown, ...shown.earlier }), box), {
          stroke: mark,
          width: 5,
          dash: '14 8'
        })
      : '',
    path ? strokePath(scalePath(path, box), { stroke: mark, width: 5 }) : '',
    ...points.map(({ x, y }) => dot(scales.x(x), scales.y(y), { fill: mark, r: 10 })),
    ...shown.ticks.slice(1).map((tick) =>
      softOnPaper(panelFigure(tick, shown, words), {
        x: box.x,
        y: scales.y(tick.y) + baselineOffset
      })
    ),
    boldOnPaper(title, { x: box.x, y: box.y - 24 }),
    softOnPaper(speak(words, `panels.${shown.kind}.unit`), { x: box.x + titleEnd, y: box.y - 24 }),
    ...labels
  ].join('');
}

export function panelsPoster(data: StoryData, words: Words, measure: MeasureText): PosterPicture {
  const frame = panelsFrame(data);
  const pen = posterPen(measure);
  const width = pictureWidth - spacing.ends;
  const boxes = frame.panels.map((_, index): PlotArea => ({
    x: 0,
    y: spacing.warning + spacing.title + index * (plotHeight + spacing.title + spacing.panel),
    width,
    height: plotHeight
  }));
  const foot = Math.max(...boxes.map(({ y, height }) => y + height));
  const warning = width * frame.warning;
  const said = speak(words, 'panels.warning', {
    date: formatDate(theWarning.month, words.language)
  });
  const years = frame.years.map(({ year, x }) => {
    const at = x * width;
    return (
      strokePath(`M${at.toFixed(2)} ${foot}v10`, { stroke: colours['line-strong'], width: 2 }) +
      pen.soft(String(year), { x: at, y: foot + 40, anchor: x === 0 ? 'start' : 'middle' })
    );
  });
  const noteTop = foot + 78;
  const notes = [
    dutyPhrase('panels.law.duty.describe', data, words),
    ...earlierNotes(frame, words),
    speak(words, 'panels.note.law'),
    speak(words, 'panels.describe.apart')
  ];
  const note = pen.softBlock(notes.join(' '));
  return {
    height: noteTop + note.height,
    markup: [
      strokePath(`M${warning.toFixed(2)} 4V${foot}`, { stroke: colours.ink, width: 2 }),
      pen.boldOnPaper(said, { x: warning - 14, y: posterFontSize, anchor: 'end' }),
      ...frame.panels.map((shown, index) => panel(shown, boxes[index]!, words, pen)),
      ...years,
      note.draw(noteTop)
    ].join(''),
    accent: colours.c4
  };
}
