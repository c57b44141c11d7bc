import { curveStepAfter, line as linePath, pairs, range, scaleLinear } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import { theWarning } from '../../story/warning.ts';
import { element } from '../drawing/element.ts';
import { label, labelBox, labelLeading, lineWidth } from '../drawing/label.ts';
import type { Drawing, DrawParts, Part, Room } from '../drawing/parts.ts';
import { alongLine, boxAround, placeLabels, type Point } from '../drawing/place-labels.ts';
import {
  dutyId,
  dutyPhrase,
  earlierNotes,
  labelledPanelPoints,
  lawDutyOf,
  panelFigure,
  panelsFrame,
  panelValue,
  type Panel,
  type PanelPoint,
  type PanelsFrame
} from './record.ts';

/** All panels share it; at the right there is room for the newest labels. */
const acrossIn = ({ axis }: PanelsFrame, width: number) =>
  scaleLinear([axis.from, axis.to], [0, width - Math.min(84, width / 5)]);

/** Lower in cards, and where text stands beside text only; in a narrow one labels need the room. */
const heightIn = ({ width, isLow }: Room, kind: Panel['kind']) => {
  if (width < 250) return isLow ? (kind === 'law' ? 116 : 52) : 150;
  if (isLow) return kind === 'law' ? 58 : 30;
  return width < 400 ? 104 : 100;
};

function drawPanel(panel: Panel, frame: PanelsFrame, words: Words, room: Room): Drawing {
  const { width, measure } = room;
  const top = 8;
  const bottom = top + heightIn(room, panel.kind);
  const x = acrossIn(frame, width);
  const right = x.range()[1]!;
  const y = scaleLinear([0, panel.max], [bottom, top]);
  const spotOf = ({ at, value }: PanelPoint): Point => [x(at), y(value)];
  const curve = linePath<PanelPoint>(
    ({ at }) => x(at),
    ({ value }) => y(value)
  ).digits(1);
  if (panel.form === 'steps') curve.curve(curveStepAfter);
  // A line is broken at missing years (V03).
  const path = (points: readonly PanelPoint[]) =>
    runs(points, panel.form === 'line')
      .map((run) => curve(run))
      .join('');
  const marked = labelledPanelPoints(panel);
  const warning = x(frame.warning);

  const ticks = panel.ticks.slice(1).map((value) => {
    const line = { text: panelFigure({ value }, panel, words) };
    const at = { x: 0, y: y(value) - labelLeading / 2 };
    return { line, at, box: boxOf(at, labelBox([line], measure)) };
  });
  const labels = marked.map((point) => [
    { text: panelValue(point, panel, words), bold: true, number: `${panel.kind}-${point.year}` },
    { text: formatDate(point.date, words.language) }
  ]);
  const line = panel.form === 'points' ? [] : panel.points.map(spotOf);
  const boxes = placeLabels(
    marked.map((point, index) => ({ end: spotOf(point), ...labelBox(labels[index]!, measure) })),
    [
      ...alongLine(line),
      ...alongLine([
        [warning, top],
        [warning, bottom]
      ])
    ],
    [...ticks.map(({ box }) => box), ...marked.map((point) => boxAround(spotOf(point), 5))],
    { left: 0, top: 0, right: width, bottom }
  );
  const marks = [
    ...panel.ticks.map((value) =>
      element('path', { class: value ? 'rule' : 'base', d: `M0 ${y(value).toFixed(1)}H${right}` })
    ),
    element('path', { class: 'warned', d: `M${warning.toFixed(1)} 0V${bottom}` }),
    ...(panel.earlier
      ? [element('path', { class: 'series earlier', d: path(panel.earlier.points) })]
      : []),
    ...(panel.form === 'points'
      ? []
      : [element('path', { class: 'series', d: path(panel.points) })]),
    ...marked.map((point) => {
      const [cx, cy] = spotOf(point);
      return element('circle', { class: 'dot', cx, cy, r: 5 });
    }),
    ...ticks.map(({ line, at }) => label([line], at, measure)),
    ...boxes.map(({ left, top }, index) => label(labels[index]!, { x: left, y: top }, measure))
  ];
  return {
    width,
    height: bottom + 2,
    markup: element('g', { class: panel.kind }, marks.join(''))
  };
}

const boxOf = (
  { x, y }: { x: number; y: number },
  { width, height }: ReturnType<typeof labelBox>
) => ({
  left: x,
  top: y,
  right: x + width,
  bottom: y + height
});

/** Points of consecutive years; all of them, unless a missing year is a gap. */
function runs(points: readonly PanelPoint[], isBroken: boolean): PanelPoint[][] {
  const starts = [
    0,
    ...pairs(points).flatMap(([one, next], index) =>
      isBroken && next.year - one.year > 1 ? [index + 1] : []
    )
  ];
  return starts.map((start, index) => points.slice(start, starts[index + 1]));
}

/** The date above the line that crosses all panels, to its left. */
function drawWarning(frame: PanelsFrame, words: Words, { width, measure }: Room): Drawing {
  const date = formatDate(theWarning.month, words.language);
  const line = { text: speak(words, 'panels.warning', { date }), bold: true };
  const x = acrossIn(frame, width)(frame.warning);
  const least = lineWidth(line, measure);
  const mark = element('path', { class: 'warned', d: `M${x.toFixed(1)} 2V${labelLeading + 2}` });
  const markup =
    (x < least ? '' : mark) +
    label([line], { x: Math.max(x - 6, least), y: 0, anchor: 'end' }, measure);
  return { width, height: labelLeading + 2, markup };
}

function drawYears(frame: PanelsFrame, { width, measure }: Room): Drawing {
  const { from, to } = frame.axis;
  const x = acrossIn(frame, width);
  const step = width < 250 ? 30 : 10;
  const years = range(Math.ceil(from / 10) * 10, to + 1, step);
  const markup = years.map(
    (year) =>
      element('path', { class: 'base', d: `M${x(year).toFixed(1)} 0v4` }) +
      label(
        [{ text: String(year) }],
        { x: x(year), y: 4, anchor: year === from ? undefined : 'middle' },
        measure
      )
  );
  return { width, height: labelLeading + 6, markup: markup.join('') };
}

export const drawPanels: DrawParts = (data, words, room) => {
  const frame = panelsFrame(data);
  const panels = frame.panels.map((panel): Part => {
    const duties = panel.kind === 'law' ? [lawDutyOf(data)] : [];
    return {
      data: { kind: panel.kind },
      parts: [
        {
          text: speak(words, `panels.${panel.kind}.title`),
          look: 'heading',
          after: speak(words, `panels.${panel.kind}.unit`)
        },
        ...duties.map((duty): Part => ({
          text: dutyPhrase('panels.law.duty', data, words),
          look: 'hint',
          number: dutyId(duty)
        })),
        { drawing: drawPanel(panel, frame, words, room) }
      ]
    };
  });
  return [
    {
      data: { stack: '' },
      parts: [
        { drawing: drawWarning(frame, words, room) },
        ...panels,
        { drawing: drawYears(frame, room) }
      ]
    },
    ...earlierNotes(frame, words).map((text) => ({ text, look: 'hint', inTable: true }) as const),
    ...(['panels.note.law', 'panels.describe.apart'] as const).map(
      (key) => ({ text: speak(words, key), look: 'hint', isForPosters: true }) as const
    )
  ];
};
