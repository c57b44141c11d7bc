import { line as linePath, range, scaleLinear } from 'd3';
import { speak, type Words } from '#copy/words.ts';
import { element, boldFace, label, labelBox } from '../drawing/element.ts';
import {
  areBeside,
  columnWidths,
  pageWidths,
  type Drawing,
  type DrawParts,
  type Part,
  type Room
} from '../drawing/parts.ts';
import { alongLine, boxAround, placeLabels, type Point } from '../drawing/place-labels.ts';
import { balanceText } from '../drawing/text-block.ts';
import { boundPhrase, hasSecondary } from '../phrases/ledger-phrases.ts';
import {
  countFormat,
  countKinds,
  countsFrame,
  describeCounts,
  labelledPoints,
  segmentMethod,
  type CountKind,
  type CountPoint,
  type Segment
} from './record.ts';

const top = 22;

const circle = ([cx, cy]: Point, { secondary }: Pick<CountPoint, 'secondary'>) =>
  element('circle', { class: secondary ? 'hollow' : 'dot', cx, cy, r: 4.5 });

/** Years of one method on their own scale (V07). */
export function drawSegment(
  segment: Segment,
  words: Words,
  { width, measure, isLow }: Room
): Drawing {
  const { from, to, max, step, points, runs } = segment;
  const format = countFormat(segment);
  // On a narrow drawing, labels at 200 % need the height.
  const height = isLow ? 38 : width <= pageWidths.narrow ? 144 : 104;
  const bottom = top + height;
  const y = scaleLinear([0, max], [bottom, top]);
  const ticks = range(0, max + step / 2, step).map((value) => {
    const line = { text: format(value, words.language) };
    return { value, line, ...labelBox([line], measure) };
  });
  const axis = Math.max(...ticks.map((tick) => tick.width)) + 6;
  const x = scaleLinear([from, to], [axis + 12, width - 16]);
  const spotOf = ({ year, high }: CountPoint): Point => [x(year), y(high)];
  const path = linePath<CountPoint>(
    ({ year }) => x(year),
    ({ high }) => y(high)
  ).digits(1);
  // At least visible.
  const bars = points
    .filter(({ form }) => form === 'range')
    .map(({ year, low, high }) => ({
      left: x(year) - 7,
      top: y(high),
      right: x(year) + 7,
      bottom: Math.max(y(low), y(high) + 3)
    }));
  // A lower bound is open at the top (V02).
  const open = points.filter(({ form }) => form === 'at_least').map(spotOf);

  const labels = labelledPoints(segment).map((point) => {
    const text = boundPhrase(point.estimate, words, format);
    const lines = balanceText(
      text,
      isLow ? width : Math.max(96, width / 2.5),
      boldFace,
      measure
    ).map((text) => ({
      text,
      bold: true
    }));
    return { lines, end: spotOf(point), ...labelBox(lines, measure) };
  });
  const boxes = placeLabels(
    labels,
    runs.flatMap((run) => alongLine(run.map(spotOf))),
    [
      ...points.map((point) => boxAround(spotOf(point), 5)),
      ...bars,
      ...open.map(([left, y]) => ({ left: left - 4, top, right: left + 4, bottom: y }))
    ],
    { left: axis + 2, top: 0, right: width, bottom: bottom - 1 }
  );

  const marks = [
    ...ticks.map(({ value, line, height }) => {
      const name = value === 0 ? 'base' : 'rule';
      return (
        element('path', { class: name, d: `M${axis} ${y(value).toFixed(1)}H${width}` }) +
        label([line], { x: axis - 6, y: y(value) - height / 2, anchor: 'end' }, measure)
      );
    }),
    ...[from, to].map((year) =>
      label([{ text: String(year) }], { x: x(year), y: bottom + 5, anchor: 'middle' }, measure)
    ),
    ...runs.map((run) => element('path', { class: 'run', d: path(run) ?? '' })),
    ...open.map(([left, y]) =>
      element('path', {
        class: 'floor',
        d: `M${left.toFixed(1)} ${y.toFixed(1)}V${top}m-4 5l4 -5l4 5`
      })
    ),
    ...bars.map(({ left, top, right, bottom }) =>
      element('rect', {
        class: 'range',
        x: left,
        y: top,
        width: right - left,
        height: bottom - top
      })
    ),
    ...points.filter(({ form }) => form !== 'range').map((point) => circle(spotOf(point), point)),
    ...labels.map(({ lines }, index) =>
      label(lines, { x: boxes[index]!.left, y: boxes[index]!.top }, measure)
    )
  ];
  return { width, height: bottom + 22, markup: marks.join('') };
}

/** The methods of one count, with the reason of each break between them (V11). */
function countParts(kind: CountKind, segments: readonly Segment[], words: Words, room: Room): Part {
  const isSingle = ({ points }: Segment) => points.length === 1;
  const shares = segments.map((segment) => (isSingle(segment) ? 2 : 3));
  const widths = columnWidths(shares, room.width);
  // Only plots below each other make a card high; in a narrow one labels need the height.
  const isLow = room.isLow === true && room.width > pageWidths.narrow && !areBeside(room.width);
  return {
    data: { part: kind },
    parts: [
      { text: speak(words, `counts.${kind}.title`), look: 'heading' },
      {
        columns: segments.map((segment, index) => ({
          share: shares[index]!,
          parts: [
            ...(index > 0
              ? [
                  {
                    text: speak(words, `counts.${kind}.gap.${segment.name}`),
                    look: 'warning'
                  } as const
                ]
              : []),
            { text: segmentMethod(kind, segment, words), look: 'axis' },
            isSingle(segment)
              ? {
                  text: boundPhrase(segment.points[0]!.estimate, words, countFormat(segment)),
                  look: 'heading'
                }
              : { drawing: drawSegment(segment, words, { ...room, isLow, width: widths[index]! }) }
          ]
        }))
      }
    ]
  };
}

export const drawCounts: DrawParts = (data, words, room) => {
  const frame = countsFrame(data);
  const kinds = Object.keys(countKinds) as CountKind[];
  const key: Part = {
    text: speak(words, 'counts.key.secondary'),
    look: 'hint',
    sample: circle([12, 7], { secondary: true })
  };
  return [
    {
      name: describeCounts(data, words).name,
      parts: kinds.map((kind) => countParts(kind, frame[kind], words, room))
    },
    ...(hasSecondary(Object.values(frame).flat()) ? [key] : []),
    { text: speak(words, 'counts.describe.limits'), look: 'warning', inTable: true }
  ];
};
