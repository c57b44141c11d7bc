import { line as linePath, range, reverse, scaleLinear } from 'd3';
import { speak, type Words } from '#copy/words.ts';
import { formatPercent } from '#locale/numbers.ts';
import {
  element,
  label,
  labelBox,
  labelFace,
  labelLeading,
  type LabelLine
} from '../drawing/element.ts';
import type { Drawing, DrawParts, Room } from '../drawing/parts.ts';
import {
  alongLine,
  boxAround,
  boxAt,
  leaderTo,
  placeLabels,
  type Point,
  type PointLabel
} from '../drawing/place-labels.ts';
import { balanceText } from '../drawing/text-block.ts';
import {
  describeLines,
  endText,
  jumpNotes,
  lineNotes,
  linePlaceName,
  linesFrame,
  shortEnd,
  type Line,
  type LinesFrame
} from './record.ts';

const yTicks = [0, 10, 50, 100];
const xTickYears = 10;
const foot = 22;

/** `isPicked`: the reader picked one of the story's lines; `isOwn`: another place. */
type DrawnLine = Line & { isPicked?: boolean; isOwn?: boolean };

type Shown = Pick<LinesFrame, 'end'> & { places: readonly DrawnLine[] };

export function drawLines(
  { places, end }: Shown,
  words: Words,
  { width, measure, isLow }: Room
): Drawing {
  // It sticks above words in a low window (R16).
  const isSmall = isLow && width < 400;
  // Where lines are short of room, a label goes above the highest.
  const more = Math.max(0, places.length - 3);
  const top = isSmall ? 24 + 14 * more : width < 400 ? 38 : 18;
  const bottom =
    width < 250 ? 320 : isSmall ? 145 + 25 * more : isLow ? 272 : Math.round(200 + width / 6);
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
  const tickBoxes = ticks.map(({ line, x, y }) => {
    const { width, height } = labelBox([line], measure);
    return boxAt([x, y], { width: width + 8, height });
  });
  const halves = places.flatMap((line) => {
    if (!line.half) return [];
    const text = speak(words, 'speed.years', { count: line.half.since });
    return [
      { line, spot: spotOf(line.half), text: [{ text, bold: true, number: `${line.code}-span` }] }
    ];
  });
  const most = Math.max(88, width / 3);
  const linesOf = (line: DrawnLine): LabelLine[] => {
    const place = linePlaceName(line.code, words);
    const number = line.release ? {} : { number: `${line.code}-last` };
    // The notes name the release.
    if (isSmall) return [{ text: shortEnd(line, words), bold: true, ...number }];
    const said = balanceText(endText(line, words), most, labelFace, measure);
    return [
      { text: place, bold: true },
      ...said.map((text, index) => ({ text, ...(index === 0 ? number : {}) }))
    ];
  };
  // The lowest line has the least room: its label chooses first.
  const ends = reverse(places).map((line) => ({
    line,
    spot: spotOf(line.points.at(-1)!),
    text: linesOf(line)
  }));
  const labels = [
    ...ends.map(({ spot, text }): PointLabel => ({ end: spot, ...labelBox(text, measure) })),
    // To the right of the line that drops from the point, above the axis.
    ...halves.map(({ spot, text }): PointLabel => ({
      end: [spot[0] - 4, bottom - labelLeading / 2 - 2],
      ...labelBox(text, measure),
      sides: ['right']
    }))
  ];
  const boxes = placeLabels(
    labels,
    places.flatMap(({ points }) => alongLine(points.map(spotOf))),
    [...tickBoxes, ...[...ends, ...halves].map(({ spot }) => boxAround(spot, 5))],
    { left: 0, top: 0, right: width - 12, bottom }
  );
  const last = Math.max(...places.map(({ points }) => points.at(-1)!.since));
  /** Marks that appear once the lines have grown to the year `since` (lines.css). */
  const grown = (line: DrawnLine, since: number, markup: string[], fall?: number) =>
    element(
      'g',
      {
        class: fall === undefined ? `${nameOf(line)} end` : nameOf(line),
        style: `--at:${(since / last).toFixed(3)}${fall ? `;--fall:${-Math.round(fall)}px` : ''}`
      },
      markup.join('')
    );
  // In a low chart “10%” touches the axis, which starts beside it.
  const start = tickBoxes[0]!.bottom > bottom ? tickBoxes[0]!.right : 0;
  const rules = yTicks.map((value) =>
    element('path', {
      class: value ? 'rule' : 'base',
      d: `M${value ? 0 : start} ${y(value)}H${width - 12}`
    })
  );
  const cover = { x: -2, y: 0, width: x(last) + 5, height: bottom + 2 };

  const marks = [
    ...rules,
    ...places.map((line) =>
      element('g', { class: nameOf(line) }, element('path', { class: 'series', d: pathOf(line) }))
    ),
    // The script uncovers the lines from year 0 on.
    element(
      'g',
      { class: 'curtain', display: 'none' },
      [element('rect', cover), ...rules].join('')
    ),
    ...ticks.map(({ line, ...at }) => label([line], at, measure)),
    ...range(0, end + 1, xTickYears).map((since) =>
      label(
        [{ text: String(since) }],
        { x: x(since), y: bottom + 4, anchor: since === 0 ? undefined : 'middle' },
        measure
      )
    ),
    ...halves.map(({ line, spot: [cx, cy], text }, index) => {
      const { left, top } = boxes[ends.length + index]!;
      return grown(
        line,
        line.half!.since,
        [
          element('path', { class: 'drop', d: `M${cx} ${bottom}V${cy}` }),
          element('circle', { class: 'dot', cx, cy, r: 5 }),
          element('g', { class: 'fall' }, label(text, { x: left, y: top }, measure))
        ],
        top - cy
      );
    }),
    ...ends.map(({ line, spot, text }, index) => {
      const { left, top } = boxes[index]!;
      const leader = leaderTo(boxes[index]!, spot);
      return grown(line, line.points.at(-1)!.since, [
        leader
          ? element('path', { class: 'leader', d: `M${spot.join(' ')}l${leader.join(' ')}` })
          : '',
        label(text, { x: left, y: top }, measure)
      ]);
    })
  ];
  return { width, height: bottom + foot, markup: marks.join('') };
}

/** The years between the starts of the UK and Indonesia, as long as they are on the axis. */
function drawGap({ places, end }: Shown, words: Words, { width, measure }: Room): Drawing[] {
  const [late, early] = ['IDN', 'GBR'].map((code) => places.find((line) => line.code === code));
  if (!late || !early) return [];
  const count = late.points[0]!.year - early.points[0]!.year;
  const to = Math.round((count * (width - 12)) / end);
  const names = [early, late].map(({ code, points }) => ({
    text: `${linePlaceName(code, words)} ${points[0]!.year}`
  }));
  const text = speak(words, 'speed.years', { count });
  // Drawing units: 46 px on a phone.
  const size = 37;
  const long = Math.round(measure(text, 'serif-bold', size));
  const beside = Math.max(to, long) + 8;
  const markup = [
    element('path', { class: 'gap', d: `M0 40v10m0-5H${to}m0-5v10` }),
    element(
      'text',
      {
        class: 'years',
        y: 33,
        style: `font-size:${size}px`,
        textLength: long,
        lengthAdjust: 'spacingAndGlyphs'
      },
      text
    ),
    label(names, width < 250 ? { x: 0, y: 51 } : { x: beside, y: 7 }, measure)
  ];
  return [{ width, height: width < 250 ? 87 : 52, markup: markup.join('') }];
}

export const drawSpeed: DrawParts = (data, words, room) => {
  const frame = linesFrame(data);
  return [
    { drawing: drawLines(frame, words, room), name: describeLines(data, words).name },
    ...drawGap(frame, words, room).map((drawing) => ({ drawing })),
    {
      text: speak(words, 'speed.key.half'),
      look: 'hint',
      sample: '<circle class="dot" cx="12" cy="7" r="5"/>'
    },
    ...lineNotes(frame, words).map((text) => ({ text, look: 'hint', inTable: true }) as const),
    ...jumpNotes(frame, words).map((text) => ({ text, look: 'hint' }) as const)
  ];
};
