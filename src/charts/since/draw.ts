import { range, scaleLinear } from 'd3';
import { speak, type Words } from '#copy/words.ts';
import { theWarning } from '#story/data.ts';
import {
  element,
  moveTo,
  boldFace,
  label,
  labelBox,
  labelLeading,
  lineWidth,
  type LabelLine
} from '../drawing/element.ts';
import { areBeside, type Drawing, type DrawParts, type Room } from '../drawing/parts.ts';
import { labelGap, leaderTo, placeLabels, type Point, type Box } from '../drawing/place-labels.ts';
import { balanceText, wrapText } from '../drawing/text-block.ts';
import { datePhrase, railPhrase, sinceItems, yearOf, type SinceItem } from './record.ts';

const tick = 8;
const thick = { lying: 22, upright: 36 } as const;
/** Units of a year on an upright rail. */
const perYear = { narrow: 84, usual: 34 } as const;
/** Labels may use this much on each side; the picture is cropped to what they use. */
const most = 260;

/**
 * One rail to scale, lying where there is room, else upright: Indonesia and ASEAN on one side, the
 * UK on the other. Nothing joins the ticks.
 */
function drawRail(items: readonly SinceItem[], words: Words, { width, measure }: Room): Drawing {
  const lies = areBeside(width);
  /** In a narrow drawing all labels stand on one side, and each names its country. */
  const isNarrow = width < 250;
  const [first, last] = [yearOf(items[0]!), yearOf(items.at(-1)!)];
  const years = range(theWarning.year, last + 1);
  const widest = Math.min(190, width / 5.2);
  // A lying rail ends where the label of its last tick still has room.
  const end = lies
    ? ((width - widest - labelGap) * years.length) / (items.at(-1)!.at - theWarning.year)
    : years.length * (isNarrow ? perYear.narrow : perYear.usual);
  const scale = scaleLinear([theWarning.year, last + 1], [0, end]);
  const size = lies ? thick.lying : thick.upright;
  const name = { text: speak(words, 'since.side.first'), bold: true };
  const near = lies
    ? most
    : isNarrow
      ? 0
      : Math.ceil(Math.max((width - size) * 0.4, lineWidth(name, measure)));
  const far = near + size;
  const point = (along: number, across: number): Point =>
    lies ? [along, across] : [across, along];
  const boxOf = (from: Point, to: Point): Box => ({
    left: from[0],
    top: from[1],
    right: to[0],
    bottom: to[1]
  });
  const crossing = ([x, y]: Point, to: Point) =>
    `M${Math.round(x)} ${Math.round(y)}${lies ? `v${to[1] - y}` : `h${to[0] - x}`}`;
  const sideName = (isBritish: boolean) =>
    speak(words, isBritish ? 'since.side.second' : 'since.side.first');

  const linesOf = (item: SinceItem): LabelLine[] => {
    const room = lies ? widest : (isNarrow || item.isBritish ? width - far : near) - 18;
    // Upright there is room for its year and its name alone.
    const phrase = lies
      ? railPhrase(item, words)
      : `${yearOf(item)} · ${railPhrase(item, words).split(' (')[0]!}`;
    return [
      ...balanceText(phrase, room, boldFace, measure).map((text) => ({
        text: text.replace(/ ·$/, ''),
        bold: true
      })),
      ...(lies ? [{ text: datePhrase(item, words) }] : []),
      ...(isNarrow ? [{ text: sideName(item.isBritish) }] : [])
    ];
  };
  // The newest tick has the least room, so it chooses first.
  const ticks = items.toReversed().map((item) => {
    const isFirst = !item.isBritish && !isNarrow;
    const [edge, tip] = isFirst ? [near, near - tick] : [far, far + tick];
    return {
      item,
      isFirst,
      edge: point(scale(item.at), edge),
      tip: point(scale(item.at), tip),
      lines: linesOf(item)
    };
  });
  const spare = isNarrow ? 180 : 60;
  const sides = [true, false].map((isFirst) => {
    const own = ticks.filter((one) => one.isFirst === isFirst);
    const [from, to] = isFirst ? [near - most, near - tick] : [far + tick, far + most];
    // In a crowd of ticks the earlier half has its labels on the left.
    const starts = own.map(
      ({ tip, lines }, index) =>
        index === 0 || own[index - 1]!.tip[0] - tip[0] > labelBox(lines, measure).width + labelGap
    );
    const sided = own.map((one, index) => {
      const start = starts.lastIndexOf(true, index);
      const next = starts.indexOf(true, index + 1);
      const count = (next < 0 ? own.length : next) - start;
      const isLeft = lies ? index - start >= count / 2 : isFirst;
      return { ...one, isLeft };
    });
    // On the left the oldest tick has the least room.
    const placed = lies
      ? [
          ...sided.filter(({ isLeft }) => !isLeft),
          ...sided.filter(({ isLeft }) => isLeft).toReversed()
        ]
      : sided;
    const boxes = placeLabels(
      placed.map(({ tip, lines, isLeft }) => ({
        end: tip,
        ...labelBox(lines, measure),
        sides: [isLeft ? 'left' : 'right']
      })),
      own.map(({ tip }) => tip),
      [],
      lies
        ? boxOf([0, from], [width, to])
        : boxOf([Math.max(0, from), -spare], [Math.min(width, to), end + spare])
    );
    const marks = placed.map(({ item, edge, tip, lines, isLeft }, index) => {
      const box = boxes[index]!;
      // Upright, every label that is not beside its tick has one.
      const by = leaderTo(box, tip, lies ? undefined : labelGap + 1);
      return element(
        'g',
        { class: item.isBritish ? 'uk' : 'asia' },
        (by ? element('path', { class: 'leader', d: `M${tip.join(' ')}l${by.join(' ')}` }) : '') +
          element('path', { class: 'tick', d: crossing(edge, tip) }) +
          label(
            lines,
            { x: isLeft ? box.right : box.left, y: box.top, anchor: isLeft ? 'end' : undefined },
            measure
          )
      );
    });
    return { isFirst, boxes, marks: marks.join('') };
  });

  const all = sides.flatMap(({ boxes }) => boxes);
  const bottom = Math.max(point(end, far)[1], ...all.map((box) => box.bottom));
  // An upright rail has the names of its sides above.
  const least = lies
    ? Math.min(...all.map((box) => box.top))
    : Math.min(0, ...all.map((box) => box.top)) - (isNarrow ? 0 : 22);
  const names = isNarrow
    ? []
    : sides.map(({ isFirst, boxes }) => {
        // Lying, it is left of the first label, level with it, where it fits.
        const first = boxes.find(({ left }) => boxes.every((box) => left <= box.left))!;
        const room = first.left - labelGap;
        const name = sideName(!isFirst);
        const wrapped = wrapText(name, room, boldFace, measure);
        const isLevel =
          !isFirst && wrapped.every((text) => lineWidth({ text, bold: true }, measure) <= room);
        const lines = isLevel ? wrapped : [name];
        return element(
          'g',
          { class: isFirst ? 'asia' : 'uk' },
          lies
            ? label(
                lines.map((text) => ({ text, bold: true })),
                { x: 0, y: isFirst ? least : isLevel ? first.top : bottom },
                measure
              )
            : label(
                [{ text: sideName(!isFirst), bold: true }],
                { x: isFirst ? near : far, y: least, anchor: isFirst ? 'end' : undefined },
                measure
              )
        );
      });
  const [corner, opposite] = [point(0, near), point(end, far)];
  const rail = [
    element('rect', {
      class: 'rail',
      x: corner[0],
      y: corner[1],
      width: opposite[0] - corner[0],
      height: opposite[1] - corner[1]
    }),
    element('path', {
      class: 'year',
      d: years
        .slice(1)
        .map((year) => crossing(point(scale(year), near), point(scale(year), far)))
        .join('')
    }),
    ...years.map((year) => {
      const [x, y] = point(scale(year + 0.5), near + size / 2);
      const number = year === first ? 'first' : year === last ? 'last' : undefined;
      const text = { text: String(year), ...(number ? { number } : {}) };
      return label([text], { x, y: y - labelLeading / 2, anchor: 'middle' }, measure);
    })
  ];
  return {
    width,
    height: Math.ceil(bottom - least) + (lies ? labelLeading : 0) + 4,
    markup: element(
      'g',
      { transform: moveTo(0, -least) },
      [...rail, ...sides.map(({ marks }) => marks), ...names].join('')
    )
  };
}

export const drawSince: DrawParts = (data, words, room) => [
  { drawing: drawRail(sinceItems(data, words), words, room) }
];
