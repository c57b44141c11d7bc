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
import {
  areBeside,
  columnGap,
  pageWidths,
  type Drawing,
  type DrawParts,
  type Room
} from '../drawing/parts.ts';
import { labelGap, leaderTo, placeLabels, type Point } from '../drawing/place-labels.ts';
import { balanceText } from '../drawing/text-block.ts';
import { datePhrase, railPhrase, sinceItems, yearOf, type SinceItem } from './record.ts';

const tick = 8;
const thick = 22;
/** Labels may use this much on each side; the picture is cropped to what they use. */
const most = 260;

const sideName = (isBritish: boolean, words: Words) =>
  speak(words, isBritish ? 'since.side.second' : 'since.side.first');

const bold = (lines: readonly string[]) => lines.map((text) => ({ text, bold: true }));

function yearLine(year: number, items: readonly SinceItem[]): LabelLine {
  const number =
    year === yearOf(items[0]!) ? 'first' : year === yearOf(items.at(-1)!) ? 'last' : undefined;
  return { text: String(year), ...(number && { number }) };
}

/** Indonesia and ASEAN, then the UK, beside each other where there is room. */
function drawList(items: readonly SinceItem[], words: Words, { width, measure }: Room): Drawing {
  const beside = areBeside(width);
  const room = beside ? (width - columnGap) / 2 : width;
  /** In a narrow drawing the day stands below its entry. */
  const isNarrow = width < 250;
  const left = 48;
  const bottoms = [0];
  const groups = [false, true].map((isBritish) => {
    const x = beside && isBritish ? room + columnGap : 0;
    let y = beside || !isBritish ? 0 : bottoms.at(-1)! + 16;
    const heading = label(bold([sideName(isBritish, words)]), { x, y }, measure);
    y += 20;
    const own = items.filter((item) => item.isBritish === isBritish);
    const rows = own.map((item, index) => {
      const day = { text: datePhrase(item, words).replace(/ ?\d{4}$/, '') };
      const daysRoom = isNarrow ? 0 : lineWidth(day, measure) + labelGap;
      const lines = balanceText(railPhrase(item, words), room - left - daysRoom, boldFace, measure);
      const height = (lines.length + (isNarrow ? 1 : 0)) * labelLeading;
      const isNew = index === 0 || yearOf(own[index - 1]!) !== yearOf(item);
      const row = [
        element('path', {
          class: isNew ? 'base' : 'rule',
          d: `M${isNew ? x : x + left} ${y}H${x + room}`
        }),
        isNew ? label([yearLine(yearOf(item), items)], { x, y: y + 5 }, measure) : '',
        element('path', { class: 'tick', d: `M${x + left - 9} ${y + 6}v${height}` }),
        label(bold(lines), { x: x + left, y: y + 5 }, measure),
        label(
          [day],
          isNarrow
            ? { x: x + left, y: y + 5 + height - labelLeading }
            : { x: x + room, y: y + 5, anchor: 'end' },
          measure
        )
      ];
      y += height + 10;
      return row.join('');
    });
    bottoms.push(y);
    return element('g', { class: isBritish ? 'uk' : 'asia' }, heading + rows.join(''));
  });
  return { width, height: Math.max(...bottoms), markup: groups.join('') };
}

/** A rail to scale: Indonesia and ASEAN above, the UK below. Nothing joins the ticks. */
function drawRail(items: readonly SinceItem[], words: Words, { width, measure }: Room): Drawing {
  const years = range(theWarning.year, yearOf(items.at(-1)!) + 1);
  const widest = Math.min(190, width / 5.2);
  // It ends where the label of its last tick still has room.
  const end = ((width - widest - labelGap) * years.length) / (items.at(-1)!.at - theWarning.year);
  const scale = scaleLinear([theWarning.year, years.at(-1)! + 1], [0, end]);
  const far = most + thick;
  const linesOf = (item: SinceItem): LabelLine[] => [
    ...bold(balanceText(railPhrase(item, words), widest - 18, boldFace, measure)),
    { text: datePhrase(item, words) }
  ];
  // The newest tick has the least room, so it chooses first.
  const ticks = items.toReversed().map((item) => {
    const [edge, tip] = item.isBritish ? [far, far + tick] : [most, most - tick];
    return { item, edge, tip: [scale(item.at), tip] as Point, lines: linesOf(item) };
  });
  const sides = [false, true].map((isBritish) => {
    const own = ticks.filter(({ item }) => item.isBritish === isBritish);
    const [from, to] = isBritish ? [far + tick, far + most] : [0, most - tick];
    // In a crowd of ticks the earlier half has its labels on the left.
    const starts = own.map(
      ({ tip, lines }, index) =>
        index === 0 || own[index - 1]!.tip[0] - tip[0] > labelBox(lines, measure).width + labelGap
    );
    const sided = own.map((one, index) => {
      const start = starts.lastIndexOf(true, index);
      const next = starts.indexOf(true, index + 1);
      const count = (next < 0 ? own.length : next) - start;
      return { ...one, isLeft: index - start >= count / 2 };
    });
    // On the left the oldest tick has the least room.
    const placed = [
      ...sided.filter(({ isLeft }) => !isLeft),
      ...sided.filter(({ isLeft }) => isLeft).toReversed()
    ];
    const boxes = placeLabels(
      placed.map(({ tip, lines, isLeft }) => ({
        end: tip,
        ...labelBox(lines, measure),
        sides: [isLeft ? 'left' : 'right']
      })),
      own.map(({ tip }) => tip),
      [],
      { left: 0, top: from, right: width, bottom: to }
    );
    const marks = placed.map(({ edge, tip, lines, isLeft }, index) => {
      const box = boxes[index]!;
      const by = leaderTo(box, tip);
      return (
        (by ? element('path', { class: 'leader', d: `M${tip.join(' ')}l${by.join(' ')}` }) : '') +
        element('path', { class: 'tick', d: `M${Math.round(tip[0])} ${edge}V${tip[1]}` }) +
        label(
          lines,
          { x: isLeft ? box.right : box.left, y: box.top, anchor: isLeft ? 'end' : undefined },
          measure
        )
      );
    });
    return { isBritish, boxes, marks: marks.join('') };
  });

  const all = sides.flatMap(({ boxes }) => boxes);
  const bottom = Math.max(far, ...all.map((box) => box.bottom));
  const least = Math.min(...all.map((box) => box.top));
  const named = sides.map(({ isBritish, boxes, marks }) => {
    const name = { text: sideName(isBritish, words), bold: true };
    // The UK's is below the rail where no label is.
    const isFree = boxes.every(({ left }) => left > lineWidth(name, measure));
    const y = !isBritish ? least : isFree ? far + tick : bottom;
    return element(
      'g',
      { class: isBritish ? 'uk' : 'asia' },
      marks + label([name], { x: 0, y }, measure)
    );
  });
  const rail = [
    element('rect', { class: 'rail', x: 0, y: most, width: end, height: thick }),
    element('path', {
      class: 'year',
      d: years
        .slice(1)
        .map((year) => `M${Math.round(scale(year))} ${most}v${thick}`)
        .join('')
    }),
    ...years.map((year) => {
      const y = most + (thick - labelLeading) / 2;
      return label([yearLine(year, items)], { x: scale(year + 0.5), y, anchor: 'middle' }, measure);
    })
  ];
  return {
    width,
    height: Math.ceil(bottom - least) + labelLeading + 4,
    markup: element('g', { transform: moveTo(0, -least) }, [...rail, ...named].join(''))
  };
}

export const drawSince: DrawParts = (data, words, room) => {
  const draw = room.width > pageWidths.wide ? drawRail : drawList;
  return [{ drawing: draw(sinceItems(data, words), words, room) }];
};
