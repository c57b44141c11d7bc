import { curveStepAfter, line as linePath, pairs, range, scaleLinear } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { theWarning } from '../../story/warning.ts';
import { element } from '../drawing/element.ts';
import { label, labelBox, labelLeading, lineWidth } from '../drawing/label.ts';
import { areBeside, type Drawing, type DrawParts, type Part, type Room } from '../drawing/parts.ts';
import { alongLine, boxAround, placeLabels, type Point } from '../drawing/place-labels.ts';
import {
  dutyId,
  dutyPhrase,
  earlierNotes,
  labelledPanelPoints,
  sufficientWithDuty,
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
  const beside = areBeside(width);
  // Headings of several lines part the rule of the warning: name it at each piece.
  const top = beside ? 8 : labelLeading + 8;
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
    marked.map((point, index) => ({
      end: spotOf(point),
      ...labelBox(labels[index]!, measure),
      // Never across the rule.
      sides: x(point.at) < warning ? (['left', 'right'] as const) : (['right', 'left'] as const)
    })),
    [
      ...alongLine(line),
      ...alongLine([
        [warning, top],
        [warning, bottom]
      ])
    ],
    [...ticks.map(({ box }) => box), ...marked.map((point) => boxAround(spotOf(point), 5))],
    { left: 0, top: beside ? 0 : labelLeading, right: width, bottom }
  );
  const marks = [
    ...panel.ticks.map((value) =>
      element('path', { class: value ? 'rule' : 'base', d: `M0 ${y(value).toFixed(1)}H${right}` })
    ),
    element('path', { class: 'warned', d: `M${warning.toFixed(1)} 0V${bottom}` }),
    ...(beside ? [] : [warningLabel(warning, words, measure)]),
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

/** Above the line that crosses all panels, where they are wide. */
function drawWarning(frame: PanelsFrame, words: Words, { width, measure }: Room): Drawing {
  if (!areBeside(width)) return { width, height: 1, markup: '' };
  const x = acrossIn(frame, width)(frame.warning);
  const mark = element('path', { class: 'warned', d: `M${x.toFixed(1)} 2V${labelLeading + 2}` });
  return { width, height: labelLeading + 2, markup: mark + warningLabel(x, words, measure) };
}

/** The date, to the left of the rule. */
function warningLabel(x: number, words: Words, measure: Room['measure']): string {
  const date = formatDate(theWarning.month, words.language);
  const line = { text: speak(words, 'panels.warning', { date }), bold: true };
  const least = lineWidth(line, measure);
  return label([line], { x: Math.max(x - 6, least), y: 0, anchor: 'end' }, measure);
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

/** One dot for each country that passed; filled, as many as can have the duty. No names (S02). */
function drawDuty({ passed, most }: ReturnType<typeof sufficientWithDuty>, width: number): Drawing {
  const across = areBeside(width) ? 40 : 20;
  const pitch = Math.min(14, width / across);
  const dots = range(passed).map((index) =>
    element('circle', {
      class: index < most ? 'dot with' : 'dot without',
      cx: ((index % across) + 0.5) * pitch,
      cy: (Math.floor(index / across) + 0.5) * pitch,
      r: pitch * 0.36
    })
  );
  const height = Math.ceil(passed / across) * pitch;
  return { width, height, markup: dots.join('') };
}

function dutyParts(data: StoryData, words: Words, width: number): Part {
  const counts = sufficientWithDuty(data);
  const key = (text: string, name: string): Part => ({
    text,
    look: 'plain',
    sample: element('circle', { class: `dot ${name}`, cx: 12, cy: 7, r: 5 })
  });
  return {
    data: { kind: 'duty' },
    parts: [
      {
        text: speak(words, 'panels.duty.title', {
          figure: counts.passed,
          year: String(counts.year)
        }),
        look: 'heading',
        after: speak(words, 'panels.duty.unit')
      },
      { drawing: drawDuty(counts, width) },
      key(speak(words, 'panels.duty.with', { figure: counts.most }), 'with'),
      key(speak(words, 'panels.duty.without', { figure: counts.least }), 'without')
    ]
  };
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
        { drawing: drawYears(frame, room) },
        // A card has the numbers in its words.
        ...(room.isLow ? [] : [dutyParts(data, words, room.width)])
      ]
    },
    ...earlierNotes(frame, words).map((text) => ({ text, look: 'hint', inTable: true }) as const),
    ...(['panels.note.law', 'panels.describe.apart'] as const).map(
      (key) => ({ text: speak(words, key), look: 'hint', isForPosters: true }) as const
    )
  ];
};
