import { line as linePath, range, scaleLinear } from 'd3';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { Box } from '../drawing/box.ts';
import { element } from '../drawing/element.ts';
import { label, labelBox, labelLeading, labelSize, type LabelLine } from '../drawing/label.ts';
import type { Drawing, DrawParts, Room } from '../drawing/parts.ts';
import {
  alongLine,
  boxAround,
  leaderTo,
  placeLabels,
  type Point,
  type PointLabel
} from '../drawing/place-labels.ts';
import { balanceText } from '../drawing/wrap-text.ts';
import {
  describeLines,
  endText,
  jumpNotes,
  lineNotes,
  linePlaceName,
  linesFrame,
  type Line,
  type LinesFrame
} from './record.ts';

const yTicks = [0, 10, 50, 100];
const xTickYears = 10;
const foot = 22;

/** A line as drawn: one of ours, that the reader picked, or the reader's own. */
type DrawnLine = Line & { isPicked?: boolean; isOwn?: boolean };

type Shown = Pick<LinesFrame, 'regions' | 'end'> & { places: readonly DrawnLine[] };

export function drawLines(
  { places, regions, end }: Shown,
  words: Words,
  { width, measure, isLow }: Room
): Drawing {
  // Where lines are short of room, a label goes above the highest.
  const top = width < 400 ? 38 : 18;
  const bottom = width < 250 ? 320 : Math.round((isLow ? 176 : 200) + width / 6);
  const x = scaleLinear([0, end], [0, width - 12]);
  const y = scaleLinear([0, 100], [bottom, top]);
  const spotOf = ({ since, value }: Line['points'][number]): Point => [x(since), y(value)];
  // A gap of years is no line; a year alone is a dot (V03).
  const path = linePath<Line['points'][number] | undefined>(
    (point) => x(point!.since),
    (point) => y(point!.value)
  )
    .defined((point) => point !== undefined)
    .digits(1);
  const pathOf = ({ points }: Line) =>
    path(
      range(points[0]!.since, points.at(-1)!.since + 1).map((since) =>
        points.find((point) => point.since === since)
      )
    ) ?? '';
  const nameOf = ({ code, isPicked, isOwn }: DrawnLine) =>
    [isOwn ? 'own' : code, ...(isPicked ? ['picked'] : [])].join(' ');

  const ticks = yTicks.slice(1).map((value) => ({
    line: { text: formatPercent(value, words.language) },
    x: 0,
    y: y(value) + 2
  }));
  const halves = places.flatMap((line) => {
    if (!line.half) return [];
    const text = speak(words, 'speed.years', { count: line.half.since });
    return [
      { line, spot: spotOf(line.half), text: [{ text, bold: true, number: `${line.code}-span` }] }
    ];
  });
  const most = Math.max(88, width / 3);
  const ends = places.map((line) => ({
    line,
    spot: spotOf(line.points.at(-1)!),
    text: [
      { text: linePlaceName(line.code, words), bold: true },
      ...balanceText(endText(line, words), most, { face: 'sans', size: labelSize }, measure).map(
        (text, index) => ({ text, ...(index === 0 ? { number: `${line.code}-last` } : {}) })
      )
    ] satisfies LabelLine[]
  }));
  const labels = [
    ...ends.map(({ spot, text }): PointLabel => ({ end: spot, ...labelBox(text, measure) })),
    // To the right of the line that drops from the point, above the axis.
    ...halves.map(({ spot, text }): PointLabel => ({
      end: [spot[0], bottom - labelLeading / 2 - 2],
      ...labelBox(text, measure),
      sides: ['right']
    }))
  ];
  const boxes = placeLabels(
    labels,
    [...places, ...regions].flatMap(({ points }) => alongLine(points.map(spotOf))),
    [
      ...ticks.map(({ line, x, y }): Box => {
        const box = labelBox([line], measure);
        return { left: x, top: y, right: x + box.width, bottom: y + box.height };
      }),
      ...[...ends, ...halves].map(({ spot }) => boxAround(spot, 5))
    ],
    { left: 0, top: 0, right: width, bottom }
  );
  const placed = [...ends, ...halves].map((one, index) => ({ ...one, box: boxes[index]! }));

  const marks = [
    ...yTicks.map((value) =>
      element('path', { class: value ? 'rule' : 'base', d: `M0 ${y(value)}H${width - 12}` })
    ),
    ...regions.map((line) => element('path', { class: 'region', d: pathOf(line) })),
    // Below all named lines, so that no halo hides the start of another line.
    ...places.map((line) => element('path', { class: 'halo', d: pathOf(line) })),
    ...places.map((line, index) => {
      const leader = leaderTo(boxes[index]!, ends[index]!.spot);
      return element(
        'g',
        { class: nameOf(line) },
        [
          element('path', { class: 'series', d: pathOf(line) }),
          leader ? element('path', { class: 'leader', d: lead(ends[index]!.spot, leader) }) : '',
          ...halves
            .filter((half) => half.line === line)
            .map(
              ({ spot: [cx, cy] }) =>
                element('path', {
                  class: 'drop',
                  d: `M${cx.toFixed(1)} ${bottom}V${cy.toFixed(1)}`
                }) + element('circle', { class: 'dot', cx, cy, r: 5 })
            )
        ].join('')
      );
    }),
    ...ticks.map(({ line, ...at }) => label([line], at, measure)),
    ...range(0, end + 1, xTickYears).map((since) =>
      label(
        [{ text: String(since) }],
        { x: x(since), y: bottom + 4, anchor: since === 0 ? undefined : 'middle' },
        measure
      )
    ),
    ...placed.map(({ line, text, box }) =>
      element('g', { class: nameOf(line) }, label(text, { x: box.left, y: box.top }, measure))
    )
  ];
  return { width, height: bottom + foot, markup: marks.join('') };
}

const lead = (from: Point, by: Point) =>
  `M${from.map((at) => at.toFixed(1)).join(' ')}l${by.map((at) => at.toFixed(1)).join(' ')}`;

export const drawSpeed: DrawParts = (data, words, room) => {
  const frame = linesFrame(data);
  return [
    { drawing: drawLines(frame, words, room), name: describeLines(data, words).name },
    { text: speak(words, 'speed.axis'), look: 'axis' },
    {
      text: speak(words, 'speed.key.half'),
      look: 'hint',
      sample: '<circle class="dot" cx="12" cy="7" r="5"/>'
    },
    {
      text: speak(words, 'speed.key.regions'),
      look: 'hint',
      sample: '<path class="region" d="M0 7h24"/>'
    },
    ...lineNotes(frame, words).map((text) => ({ text, look: 'hint', inTable: true }) as const),
    ...jumpNotes(frame, words).map((text) => ({ text, look: 'hint' }) as const),
    { slot: 'pick' }
  ];
};
