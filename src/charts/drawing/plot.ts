import type { Colour } from './colours.ts';
import { element } from './element.ts';

interface Stroke {
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
