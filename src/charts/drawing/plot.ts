import { colours, type Colour } from './colours.ts';
import { element, textLine, type LineStyle } from './element.ts';
import type { Measure } from './face.ts';

/** Where a plot stands in its picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Returns where a share of the width is, from the left. */
export const acrossBox = (box: Box, share: number): number => box.x + share * box.width;

/** Returns where a share of the height is, from the bottom. */
export const upBox = (box: Box, share: number): number => box.y + (1 - share) * box.height;

/**
 * Returns a chart's path of a box of 100 by 100 in the place of a plot: itself stretched, so that a
 * line keeps its thickness.
 */
export function stretchPath(d: string, box: Box): string {
  const x = (value: string) => Number(acrossBox(box, Number(value) / 100).toFixed(2));
  const y = (value: string) => Number(upBox(box, 1 - Number(value) / 100).toFixed(2));
  return [...d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)]
    .map(([, command = '', rest = '']) => {
      const [one = '', other = ''] = rest.trim().split(/[\s,]+/);
      if (command === 'M' || command === 'L') return `${command}${x(one)} ${y(other)}`;
      if (command === 'H') return `H${x(one)}`;
      if (command === 'V') return `V${y(one)}`;
      if (command === 'h' && one === '0') return 'h0';
      throw new Error(
        `“${command}${rest}” is no part of a chart's path; expected M, L, H, V or h0`
      );
    })
    .join('');
}

/** How a line or the edge of a mark is drawn. */
export interface Stroke {
  stroke: Colour;
  width: number;
  dash?: string;
}

/** Returns a path that is a line, round where it ends and turns. */
export function linePathOf(d: string, { stroke, width, dash }: Stroke): string {
  const round = { 'stroke-linecap': dash ? undefined : 'round', 'stroke-linejoin': 'round' };
  return element('path', {
    d,
    fill: 'none',
    stroke,
    'stroke-width': width,
    'stroke-dasharray': dash,
    ...round
  });
}

/**
 * Returns a level line at each tick, which is a share of the height: the lowest of the scale in a
 * stronger colour.
 */
export function gridLines(box: Box, ticks: readonly { y: number }[]): string {
  return ticks
    .map(({ y: share }) =>
      linePathOf(
        `M${box.x} ${Number(upBox(box, share).toFixed(2))}h${Number(box.width.toFixed(2))}`,
        {
          stroke: share === 0 ? colours['line-strong'] : colours.line,
          width: 2
        }
      )
    )
    .join('');
}

/**
 * Returns a round mark; a hollow one is of a figure that was not seen at its publisher, or is not
 * confirmed.
 */
export function dot(
  cx: number,
  cy: number,
  { fill, r, hollow = false }: { fill: Colour; r: number; hollow?: boolean }
): string {
  if (!hollow) return element('circle', { cx, cy, r, fill });
  const ring = r * 0.36;
  return element('circle', {
    cx,
    cy,
    r: r - ring / 2,
    fill: colours.paper,
    stroke: fill,
    'stroke-width': ring
  });
}

/** Returns a line of text on a piece of paper, so that what it covers does not cross it. */
export function textOnPaper(text: string, style: LineStyle, measure: Measure): string {
  const width = measure(text, style.face, style.size);
  const left =
    style.x - (style.anchor === 'end' ? width : style.anchor === 'middle' ? width / 2 : 0);
  const ground = element('rect', {
    x: left - style.size * 0.12,
    y: style.y - style.size * 0.86,
    width: width + style.size * 0.24,
    height: style.size * 1.12,
    fill: colours.paper
  });
  return ground + textLine(text, { ...style, measure });
}
