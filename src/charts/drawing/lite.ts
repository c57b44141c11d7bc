import { escapeMarkup, tag } from '../../copy/markup.ts';
import { colours, type Colour } from './colours.ts';
import { element } from './element.ts';
import { dot, gridLines, linePathOf, plotScales, type PlotArea } from './plot.ts';

/**
 * Units across every picture: on a phone 320 px wide one is a pixel, so that labels keep their size
 * (standards A18).
 */
export const liteWidth = 288;
/** Where a plot stands in one. */
export const litePlot: PlotArea = { x: 40, y: 8, width: 242, height: 140 };

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
/** Returns the scale at the left of a plot and the years below it. */
export function axes(
  box: PlotArea,
  ticks: readonly { y: number; text: string }[],
  years: readonly { x: number; text: string }[]
): string {
  const at = plotScales(box);
  return [
    gridLines(box, ticks),
    ...ticks.map(({ y, text }) => label(text, box.x - 4, at.y(y) + 5, 'end')),
    ...years.map(({ x, text }) =>
      label(
        text,
        at.x(x),
        box.y + box.height + 16,
        x === 0 ? undefined : x === 1 ? 'end' : 'middle'
      )
    )
  ].join('');
}

/** Returns the first and the last year of a plot, for its scale. */
export const endYears = (from: number, to: number) =>
  [from, to].map((year, x) => ({ x, text: String(year) }));

/** Returns a lineSample of a line, for a key. */
export const lineSample = (stroke: Colour, dash?: string) =>
  element(
    'svg',
    { class: 'key', viewBox: '0 0 28 10', 'aria-hidden': 'true' },
    linePathOf('M1 5h26', { stroke, width: 3, ...(dash ? { dash } : {}) })
  );

/** One figure in a row of its own: a point, or a bar where only the two ends are published. */
export interface RangeRow {
  /** In front of the row. */
  name: string;
  low: number;
  high: number;
  value?: number;
  hollow?: boolean;
  /** Behind it. */
  text: string;
}

/**
 * Returns figures one below the other on one scale from zero to `max`: no label can meet another.
 */
export function rangeRows(
  all: readonly RangeRow[],
  max: number,
  title: string,
  fill: Colour,
  room = { name: 42, text: 100 }
): string {
  const pitch = 20;
  const box: PlotArea = {
    x: room.name,
    y: 2,
    width: liteWidth - room.name - room.text,
    height: all.length * pitch
  };
  const x = plotScales(box).x.domain([0, max]);
  const drawn = all.map(({ name, low, high, value, hollow = false, text }, index) => {
    const y = box.y + (index + 0.5) * pitch;
    return [
      label(name, 0, y + 5),
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
      label(text, liteWidth, y + 5, 'end')
    ].join('');
  });
  const base = linePathOf(`M${box.x} ${box.y}v${box.height}`, {
    stroke: colours['line-strong'],
    width: 1
  });
  return liteSvg(box.height + 4, title, base + drawn.join(''));
}
