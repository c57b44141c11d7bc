import { escapeMarkup, tag } from '../../copy/markup.ts';
import { type Colour } from './colours.ts';
import { element } from './element.ts';
import { gridLines, strokePath, plotScales, type PlotArea } from './plot.ts';

/** Width of a picture: one unit is one pixel at 320 px, so labels keep their size (A18). */
export const liteWidth = 288;
export const litePlot: PlotArea = { x: 40, y: 8, width: 242, height: 140 };

/** Adds a text alternative (A13), and a height for browsers without `aspect-ratio`. */
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

/** The trailing space keeps scrapers from reading “400” before “2020” as 4002020. */
export const label = (said: string, x: number, y: number, anchor?: 'middle' | 'end') =>
  `${element('text', { x, y, ...(anchor ? { 'text-anchor': anchor } : {}) }, escapeMarkup(said))} `;
export const paragraph = (said: string, kind?: 'small' | 'name') =>
  tag('p', said, kind ? ` class="${kind}"` : '');
export const list = (items: readonly string[]) =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
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

export const endYears = (from: number, to: number) =>
  [from, to].map((year, x) => ({ x, text: String(year) }));

export const lineSample = (stroke: Colour, dash?: string) =>
  element(
    'svg',
    { class: 'key', viewBox: '0 0 28 10', 'aria-hidden': 'true' },
    strokePath('M1 5h26', { stroke, width: 3, ...(dash ? { dash } : {}) })
  );
