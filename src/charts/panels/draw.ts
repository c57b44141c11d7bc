import { curveStepAfter, line as linePath, pairs, range, scaleLinear } from 'd3';
import { tag } from '#copy/markup.ts';
import { speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { type StoryData, theWarning } from '#story/data.ts';
import {
  element,
  boldFace,
  label,
  labelBox,
  labelFace,
  labelLeading,
  lineWidth,
  type LabelLine
} from '../drawing/element.ts';
import { areBeside, type DrawParts, type Room } from '../drawing/parts.ts';
import {
  alongLine,
  boxAround,
  boxAt,
  placeLabels,
  type Point,
  type Box
} from '../drawing/place-labels.ts';
import { balanceText, wrapText } from '../drawing/text-block.ts';
import {
  dutyId,
  earlierNotes,
  labelledPanelPoints,
  sufficientWithDuty,
  lawDutyOf,
  panelFigure,
  panelsFrame,
  panelsRecord,
  panelValue,
  type Panel,
  type PanelPoint,
  type PanelsFrame
} from './record.ts';

/** All tracks share it; at the right there is room for the newest labels. */
const acrossIn = ({ axis }: PanelsFrame, width: number) =>
  scaleLinear([axis.from, axis.to], [0, width - Math.min(84, width / 4.5)]);

const trackGap = 12;
const barWidth = 9;

/** Narrow drawings need room for labels. */
function plotHeight({ width, isLow }: Room, kind: Panel['kind']) {
  if (width < 250) return kind === 'law' ? 150 : 56;
  if (areBeside(width)) return isLow ? 50 : 92;
  return isLow ? 40 : 64;
}

interface Track {
  bottom: number;
  markup: string;
}

function drawTrack(
  panel: Panel,
  top: number,
  frame: PanelsFrame,
  data: StoryData,
  words: Words,
  room: Room
): Track {
  const { width, measure } = room;
  const x = acrossIn(frame, width);
  const right = x.range()[1]!;
  const warning = x(frame.warning);
  const isBars = panel.form === 'points';
  const title = headingLines(speak(words, `panels.${panel.kind}.title`), warning, room);
  const head = top + title.length * labelLeading + 2;
  const bottom = head + plotHeight(room, panel.kind);
  const y = scaleLinear([0, panel.max], [bottom, head]);
  const spotOf = ({ at, value }: PanelPoint): Point => [x(at), y(value)];
  // Whole numbers: half a pixel is not seen, and bytes are.
  const curve = linePath<PanelPoint>(
    ({ at }) => Math.round(x(at)),
    ({ value }) => y(value)
  ).digits(1);
  if (panel.form === 'steps') curve.curve(curveStepAfter).digits(0);
  // A line is broken at missing years (V03).
  const path = (points: readonly PanelPoint[]) =>
    runs(points, panel.form === 'line')
      .map((run) => curve(run))
      .join('');
  const marked = labelledPanelPoints(panel);

  const ticks = panel.ticks.slice(1).map((value) => {
    const line = { text: panelFigure({ value }, panel, words) };
    const at = { x: 0, y: y(value) };
    return { line, at, box: boxAt([at.x, at.y], labelBox([line], measure)) };
  });
  const labels = marked.map((point) => [
    { text: panelValue(point, panel, words), bold: true, number: `${panel.kind}-${point.year}` },
    // Bars stand close on a phone, where the axis says their years.
    ...(isBars && !areBeside(width) ? [] : [{ text: formatDate(point.date, words.language) }])
  ]);
  const bars = isBars ? marked.map((point) => barOf(spotOf(point), bottom)) : [];
  const split = isBars ? splitLines(bars.at(-1)!, data, words, room) : [];
  const sizes = labels.map((lines, index) =>
    labelBox([...lines, ...(index === labels.length - 1 ? split : [])], measure)
  );
  const boxes = isBars
    ? bars.map((bar, index) => barLabelAt(bar, sizes[index]!, { head, warning, width }))
    : placeLabels(
        marked.map((point, index) => ({
          end: spotOf(point),
          ...sizes[index]!,
          // Never across the rule or its own line.
          sides: ['right'] as const
        })),
        [
          ...alongLine(panel.points.map(spotOf)),
          ...alongLine([
            [warning, head],
            [warning, bottom]
          ])
        ],
        [...ticks.map(({ box }) => box), ...marked.map((point) => boxAround(spotOf(point), 5))],
        { left: 0, top: head - 4, right: width, bottom }
      );
  const marks = [
    ...panel.ticks.map((value) =>
      element('path', { class: value ? 'rule' : 'base', d: `M0 ${y(value).toFixed(1)}H${right}` })
    ),
    ...(panel.earlier
      ? [element('path', { class: 'series earlier', d: path(panel.earlier.points) })]
      : []),
    ...(isBars
      ? drawBars(bars, (value) => bottom - y(value), data)
      : [
          element('path', { class: 'series', d: path(panel.points) }),
          ...marked.map((point) => {
            const [cx, cy] = spotOf(point);
            return element('circle', { class: 'dot', cx, cy, r: 5 });
          })
        ]),
    ...ticks.map(({ line, at }) => label([line], at, measure)),
    ...boxes.map(({ left, top }, index) => label(labels[index]!, { x: left, y: top }, measure)),
    ...(split.length
      ? [element('g', { class: 'split' }, label(split, splitAt(boxes.at(-1)!, split), measure))]
      : []),
    label(title, { x: 0, y: top }, measure)
  ];
  return { bottom, markup: element('g', { class: panel.kind }, marks.join('')) };
}

/** Points of consecutive years; all of them, unless a missing year is a gap. */
function runs(points: readonly PanelPoint[], isBroken: boolean) {
  const starts = [
    0,
    ...pairs(points).flatMap(([one, next], index) =>
      isBroken && next.year - one.year > 1 ? [index + 1] : []
    )
  ];
  return starts.map((start, index) => points.slice(start, starts[index + 1]));
}

const barOf = ([left, top]: Point, bottom: number): Box => ({
  left: left + 1.5,
  top,
  right: left + 1.5 + barWidth,
  bottom
});

function splitLines(
  { left, right }: Box,
  data: StoryData,
  words: Words,
  { width, measure }: Room
): LabelLine[] {
  const duty = lawDutyOf(data);
  const said = speak(words, 'panels.law.split', { figure: sufficientWithDuty(data).most });
  const room = width < 250 ? left : width - right - 5;
  return balanceText(said, room, labelFace, measure).map((text) => ({
    text,
    ...(text.includes(String(duty.value)) && { number: dutyId(duty) })
  }));
}

const splitAt = ({ left, bottom }: Box, lines: readonly LabelLine[]) => ({
  x: left,
  y: bottom - lines.length * labelLeading
});

/**
 * Before the warning a label stands left of its bar's right edge, above it. After the warning it
 * stands right of the bar, or above it where the drawing is too narrow.
 */
function barLabelAt(
  bar: Box,
  size: ReturnType<typeof labelBox>,
  { head, warning, width }: { head: number; warning: number; width: number }
) {
  if (bar.left < warning) {
    const isLow = bar.bottom - bar.top < labelLeading;
    const y = (isLow ? bar.bottom : bar.top) - size.height - 1;
    return boxAt([Math.max(0, (isLow ? bar.left - 4 : bar.right) - size.width), y], size);
  }
  const most = width - size.width;
  const left = bar.right + 5;
  const y = left > most ? head - 4 : Math.min(bar.bottom - size.height, bar.top - labelLeading);
  return boxAt([Math.min(left, most), y], size);
}

/** Fills the last bar as far as its laws can have the duty to report; names no country (S02). */
function drawBars(bars: readonly Box[], heightOf: (value: number) => number, data: StoryData) {
  const { most } = sufficientWithDuty(data);
  return bars.map(({ left, top, bottom }, index) => {
    const bar = (name: string, top: number, bottom: number) =>
      element('rect', { class: name, x: left, y: top, width: barWidth, height: bottom - top });
    const isLast = index === bars.length - 1;
    const filled = isLast ? bottom - heightOf(most) : top;
    return (isLast ? bar('without', top, filled) : '') + bar('with', filled, bottom);
  });
}

const headingLines = (text: string, warning: number, { width, measure }: Room) =>
  wrapText(text, width < 250 ? width : warning - 6, boldFace, measure).map((text) => ({
    text,
    bold: true
  }));

function warningLabel(x: number, words: Words, measure: Room['measure']) {
  const date = formatDate(theWarning.month, words.language);
  const line = { text: speak(words, 'panels.warning', { date }), bold: true };
  const least = lineWidth(line, measure);
  return label([line], { x: Math.max(x - 6, least), y: 0, anchor: 'end' }, measure);
}

function drawYears(frame: PanelsFrame, top: number, { width, measure }: Room) {
  const { from, to } = frame.axis;
  const x = acrossIn(frame, width);
  const step = width < 250 ? 30 : 10;
  return range(Math.ceil(from / 10) * 10, to + 1, step)
    .map(
      (year) =>
        element('path', { class: 'base', d: `M${x(year).toFixed(1)} ${top}v4` }) +
        label(
          [{ text: String(year) }],
          { x: x(year), y: top + 4, anchor: year === from ? undefined : 'middle' },
          measure
        )
    )
    .join('');
}

function drawTracks(data: StoryData, words: Words, room: Room) {
  const frame = panelsFrame(data);
  const { width, measure } = room;
  const x = acrossIn(frame, width)(frame.warning);
  const tracks: Track[] = [];
  const below = () => (tracks.at(-1)?.bottom ?? labelLeading) + trackGap;
  for (const panel of frame.panels)
    tracks.push(drawTrack(panel, below(), frame, data, words, room));
  const rule = element('path', { class: 'warned', d: `M${x.toFixed(1)} 0V${below() - trackGap}` });
  const foot = tracks.at(-1)!.bottom;
  const markup = [
    rule,
    warningLabel(x, words, measure),
    ...tracks.map(({ markup }) => markup),
    drawYears(frame, foot, room)
  ];
  return { width, height: foot + labelLeading + 4, markup: markup.join('') };
}

export const drawPanels: DrawParts = (data, words, room) => {
  return [
    { drawing: drawTracks(data, words, room) },
    ...earlierNotes(panelsFrame(data), words).map(
      (text) => ({ text, look: 'hint', inTable: true }) as const
    ),
    ...(['panels.note.law', 'panels.describe.apart'] as const).map(
      (key) => ({ text: speak(words, key), look: 'hint', isForPosters: true }) as const
    )
  ];
};

/** Edge to edge on a phone: the newest count of laws and those with the duty, of all reviewed. */
export function lawBars(data: StoryData, words: Words) {
  const { base } = lawDutyOf(data);
  const rows = panelsRecord(data, words, { shown: 4 }).numbers.slice(-2);
  const bars = rows.map(({ value, text, label }) =>
    element(
      'div',
      { style: `--share:${((100 * value) / base).toFixed(1)}` },
      tag('b', text) + tag('span', label)
    )
  );
  return element(
    'div',
    { class: 'drawing law-bars', 'aria-hidden': 'true', hidden: '' },
    bars.join('')
  );
}
