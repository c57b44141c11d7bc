import type { LargeMark } from '../picture-record.ts';
import { colours, type Colour } from './colours.ts';
import { element, moveTo } from './element.ts';
import type { MeasureText } from './face.ts';
import { fittedBlock, type Block } from './text-block.ts';

const barHeight = 14;
/** Share of a cell that is left free between squares. */
const gap = 0.2;
const key = { sizes: [24, 22, 20], room: 20 } as const;

type SquaredMark = Extract<LargeMark, { form: 'part' | 'squares' }>;

interface Shape {
  width: number;
  height: number;
  markup: string;
}

/** Draws `of` squares, ten or twenty a row, with the first `filled` (or part of one) in colour. */
function partShape(filled: number, of: number, fill: Colour): Shape {
  const columns = of > 100 ? 20 : 10;
  const side = 1 - gap;
  const square = (index: number, share: number, fill: Colour) =>
    element('rect', {
      x: index % columns,
      y: Math.floor(index / columns),
      width: side * share,
      height: side,
      fill
    });
  const squares = Array.from({ length: of }, (_, index) => {
    const share = Math.min(1, Math.max(0, filled - index));
    return (
      (share < 1 ? square(index, 1, colours.line) : '') +
      (share > 0 ? square(index, share, fill) : '')
    );
  });
  return { width: columns - gap, height: Math.ceil(of / columns) - gap, markup: squares.join('') };
}

/** True when a mark is drawn as squares beside its number. */
export const hasSquares = (mark: LargeMark): mark is SquaredMark =>
  mark.form === 'part' || mark.form === 'squares';

/** Draws a number's squares as large as the box allows, with the key below. */
export function numberSquares(
  mark: SquaredMark,
  box: { x: number; top: number; bottom: number; width: number },
  fill: Colour,
  measure: MeasureText
): string {
  const shape =
    mark.form === 'part'
      ? partShape(mark.filled, mark.of, fill)
      : { ...mark, markup: element('path', { d: mark.d, fill }) };
  const setting = { x: box.x, face: 'sans', fill: colours['ink-soft'], leading: 1.3 } as const;
  const words =
    mark.form === 'squares'
      ? fittedBlock(mark.key, { width: box.width, most: 2, sizes: key.sizes }, setting, measure)
      : undefined;
  const room = box.bottom - box.top - (words ? words.height + key.room : 0);
  const scale = Math.min(box.width / shape.width, room / shape.height);
  const transform = `${moveTo(box.x, box.top)} scale(${scale.toFixed(4)})`;
  return (
    element('g', { transform }, shape.markup) +
    (words?.draw(box.top + shape.height * scale + key.room) ?? '')
  );
}

/** Returns a number's bar, on the scale of all `marks`; undefined for squares. */
export function numberBar(
  mark: LargeMark,
  marks: readonly LargeMark[],
  x: number,
  width: number,
  fill: Colour
): Block | undefined {
  if (mark.form === 'squares') return undefined;
  const longest = Math.max(...marks.flatMap((one) => (one.form === 'length' ? [one.value] : [])));
  const share = mark.form === 'length' ? mark.value / longest : mark.filled / mark.of;
  return {
    height: barHeight,
    draw: (y) =>
      (mark.form === 'length'
        ? ''
        : element('rect', { x, y, width, height: barHeight, fill: colours.line })) +
      element('rect', { x, y, width: width * share, height: barHeight, fill })
  };
}
