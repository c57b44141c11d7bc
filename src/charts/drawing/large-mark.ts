import type { LargeMark } from '../picture-record.ts';
import { colours, type Colour } from './colours.ts';
import { element } from './element.ts';
import type { Measure } from './face.ts';
import { blockOf, type Block } from './text-block.ts';

const barHeight = 20;
/** The paper between two squares, in parts of the way from one to the next. */
const gap = 0.2;
/** Of what squares stand for: its size, and the room above it. */
const key = { size: 24, room: 16 } as const;

/** Squares in units of their own, drawn where and as large as `transform` says. */
interface Shape {
  width: number;
  height: number;
  draw: (transform: string, fill: Colour) => string;
}

/** A square for each of `of`, ten or twenty a row, filled up to `filled`, which may be a part of one. */
function partShape(filled: number, of: number): Shape {
  const columns = of > 100 ? 20 : 10;
  const side = 1 - gap;
  const square = (index: number, share: number, fill: Colour) =>
    element('rect', { x: index % columns, y: Math.floor(index / columns), width: side * share, height: side, fill });
  return {
    width: columns - gap,
    height: Math.ceil(of / columns) - gap,
    draw: (transform, fill) => {
      const marks = Array.from({ length: of }, (_, index) => {
        const share = Math.min(1, Math.max(0, filled - index));
        return (share < 1 ? square(index, 1, colours.line) : '') + (share > 0 ? square(index, share, fill) : '');
      });
      return element('g', { transform }, marks.join(''));
    }
  };
}

function pathShape({ width, height, paths }: Extract<LargeMark, { form: 'squares' }>): Shape {
  return {
    width,
    height,
    draw: (transform, fill) => {
      const marks = paths.map(({ d, outlined }) =>
        element('path', { d, ...(outlined ? { fill: 'none', stroke: fill, 'stroke-width': 0.7 } : { fill }) })
      );
      return element('g', { transform }, marks.join(''));
    }
  };
}

/** Returns a card's squares in a box whose right edge is at `right`, with what each stands for, and their width; undefined for a bar. */
export function largeSquares(
  mark: LargeMark,
  box: { top: number; bottom: number; right: number; width: number },
  fill: Colour,
  measure: Measure
): { width: number; drawn: string } | undefined {
  if (mark.form === 'length' || mark.form === 'share') return undefined;
  const shape = mark.form === 'part' ? partShape(mark.filled, mark.of) : pathShape(mark);
  const said = mark.form === 'squares' ? mark.key : undefined;
  const room = box.bottom - box.top - (said === undefined ? 0 : key.size + key.room);
  const scale = Math.min(box.width / shape.width, room / shape.height);
  const width = Math.max(shape.width * scale, said === undefined ? 0 : measure(said, 'sans', key.size));
  const x = box.right - width;
  const y = box.top + (room - shape.height * scale) / 2;
  const words = said === undefined ? '' : blockOf([said], key.size, { x, face: 'sans', fill: colours['ink-soft'], leading: 1 });
  return {
    width,
    drawn:
      shape.draw(`translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(4)})`, fill) +
      (words && words.draw(y + shape.height * scale + key.room))
  };
}

/** Returns the bar of one number of several whose marks are `marks`; undefined for squares. */
export function largeBar(mark: LargeMark, marks: readonly LargeMark[], x: number, width: number, fill: Colour): Block | undefined {
  if (mark.form === 'squares') return undefined;
  const longest = Math.max(...marks.flatMap((one) => (one.form === 'length' ? [one.value] : [])));
  const share = mark.form === 'length' ? mark.value / longest : mark.filled / mark.of;
  return {
    height: barHeight,
    draw: (y) =>
      (mark.form === 'length' ? '' : element('rect', { x, y, width, height: barHeight, fill: colours.line })) +
      element('rect', { x, y, width: width * share, height: barHeight, fill })
  };
}
