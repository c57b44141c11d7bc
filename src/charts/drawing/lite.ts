import { escapeMarkup, tag } from '../../copy/markup.ts';
import { colours, type Colour } from './colours.ts';
import { element } from './element.ts';
import { acrossBox, dot, gridLines, linePathOf, upBox, type Box } from './plot.ts';

/**
 * Units across every picture: on a phone 320 px wide one is a pixel, so that labels keep their size
 * (standards A18).
 */
export const liteWidth = 288;
/** Where a plot stands in one. */
export const litePlot: Box = { x: 40, y: 8, width: 242, height: 140 };

/**
 * Returns a drawing with its text alternative (standards A13). Its size is for browsers that know
 * no height by the width.
 */
export function liteSvg(height: number, name: string, children: string): string {
  return element(
    'svg',
    {
      width: liteWidth,
      height,
      viewBox: `0 0 ${liteWidth} ${height}`,
      role: 'img',
      'aria-label': name
    },
    children
  );
}

/**
 * Returns a label in a drawing; the page's style says how large. The space parts it from the next
 * where nothing is drawn, in text browsers and scrapers: a count of 400 before a year would be
 * 4002020.
 */
export const label = (said: string, x: number, y: number, anchor?: 'middle' | 'end') =>
  `${element('text', { x, y, ...(anchor ? { 'text-anchor': anchor } : {}) }, escapeMarkup(said))} `;
/** Returns a text below a drawing: as it is, in small print, or as the name of what follows. */
export const paragraph = (said: string, kind?: 'small' | 'name') =>
  tag('p', said, kind ? ` class="${kind}"` : '');
/** Returns items of markup as a list. */
export const list = (items: readonly string[]) =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
/** Returns where shares of a box are. */
export const inBox = (box: Box, { x, y }: { x: number; y: number }) =>
  [acrossBox(box, x), upBox(box, y)] as const;

/** Returns the scale at the left of a plot and the years below it. */
export function scale(
  box: Box,
  ticks: readonly { y: number; said: string }[],
  years: readonly { x: number; said: string }[]
): string {
  return [
    gridLines(box, ticks),
    ...ticks.map(({ y, said }) => label(said, box.x - 4, upBox(box, y) + 5, 'end')),
    ...years.map(({ x, said }) =>
      label(
        said,
        acrossBox(box, x),
        box.y + box.height + 16,
        x === 0 ? undefined : x === 1 ? 'end' : 'middle'
      )
    )
  ].join('');
}

/** Returns the first and the last year of a plot, for its scale. */
export const endYears = (from: number, to: number) =>
  [from, to].map((year, x) => ({ x, said: String(year) }));

/** Returns a sample of a line, for a key. */
export const sample = (stroke: Colour, dash?: string) =>
  element(
    'svg',
    { class: 'key', viewBox: '0 0 28 10', 'aria-hidden': 'true' },
    linePathOf('M1 5h26', { stroke, width: 3, ...(dash ? { dash } : {}) })
  );

/** One figure in a row of its own: a point, or a bar where only the two ends are published. */
export interface Row {
  /** In front of the row. */
  head: string;
  low: number;
  high: number;
  value?: number;
  open?: boolean;
  hollow?: boolean;
  /** Behind it. */
  said: string;
}

/**
 * Returns figures one below the other on one scale from zero to `max`: no label can meet another.
 */
export function rows(
  all: readonly Row[],
  max: number,
  name: string,
  fill: Colour,
  room = { head: 42, said: 100 }
): string {
  const pitch = 20;
  const box: Box = {
    x: room.head,
    y: 2,
    width: liteWidth - room.head - room.said,
    height: all.length * pitch
  };
  const x = (value: number) => acrossBox(box, value / max);
  const drawn = all.map(({ head, low, high, value, open, hollow = false, said }, index) => {
    const y = box.y + (index + 0.5) * pitch;
    return [
      label(head, 0, y + 5),
      high > low
        ? element('rect', {
            x: x(low),
            y: y - 4,
            width: x(high) - x(low),
            height: 8,
            fill: colours['line-strong']
          })
        : '',
      value === undefined ? '' : dot(x(value), y, { fill, r: 5, hollow }),
      open ? linePathOf(`M${x(low) + 7} ${y}h12m-4 -4l4 4l-4 4`, { stroke: fill, width: 1.5 }) : '',
      label(said, liteWidth, y + 5, 'end')
    ].join('');
  });
  const base = linePathOf(`M${box.x} ${box.y}v${box.height}`, {
    stroke: colours['line-strong'],
    width: 1
  });
  return liteSvg(box.height + 4, name, base + drawn.join(''));
}
