import { scaleLinear } from 'd3';
import { colours, type Colour } from './colours.ts';
import { element, textLine, type TextStyle } from './element.ts';
import type { MeasureText } from './face.ts';

export interface PlotArea {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Scales from shares of the width and height to coordinates; `y` runs upwards. */
export const plotScales = ({ x, y, width, height }: PlotArea) => ({
  x: scaleLinear([x, x + width]),
  y: scaleLinear([y + height, y])
});

/** Scales a path from a 100 by 100 box to a plot area. Strokes keep their width. */
export function scalePath(d: string, area: PlotArea): string {
  const scales = plotScales(area);
  const x = (value: string) => Number(scales.x(Number(value) / 100).toFixed(2));
  const y = (value: string) => Number(scales.y(1 - Number(value) / 100).toFixed(2));
  return [...d.matchAll(/([a-zA-Z])([^a-zA-Z]*)/g)]
    .map(([, command = '', rest = '']) => {
      const [one = '', other = ''] = rest.trim().split(/[\s,]+/);
      if (command === 'M' || command === 'L') return `${command}${x(one)} ${y(other)}`;
      if (command === 'H') return `H${x(one)}`;
      if (command === 'V') return `V${y(one)}`;
      if (command === 'h' && one === '0') return 'h0';
      throw new Error(
        `A chart's path contains “${command}${rest}”. Use only the commands M, L, H, V and h0.`
      );
    })
    .join('');
}

export interface Stroke {
  stroke: Colour;
  width: number;
  dash?: string;
}

export function strokePath(d: string, { stroke, width, dash }: Stroke): string {
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

/** Draws a horizontal line at each tick; the zero line is darker. */
export function gridLines(area: PlotArea, ticks: readonly { y: number }[]): string {
  const scale = plotScales(area).y;
  return ticks
    .map(({ y: share }) =>
      strokePath(`M${area.x} ${Number(scale(share).toFixed(2))}h${Number(area.width.toFixed(2))}`, {
        stroke: share === 0 ? colours['line-strong'] : colours.line,
        width: 2
      })
    )
    .join('');
}

/** Draws a dot. A hollow dot is a figure that is secondary or unconfirmed. */
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

export function textOnPaper(text: string, style: TextStyle, measure: MeasureText): string {
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
