import { element } from '../drawing/element.ts';
import type { Drawing } from '../drawing/parts.ts';

/** A gauge: the foot is 0, the top 100. */
const gauge = { width: 96, height: 160 } as const;
/** A line this close to an edge hides, in percent. */
const hidden = 2;
const gap = 8;

export type Size = Pick<Drawing, 'width' | 'height'>;

export interface PillarMark {
  value: number;
  look: 'cool' | 'warm' | 'ink';
  /** Published as “almost”. */
  isNearly?: boolean;
}

/** Draws blocks side by side, each as high as its value, and a dashed line at `line`. */
export function pillar(
  marks: readonly PillarMark[],
  {
    line,
    size: { width, height } = gauge
  }: { line?: number | undefined; size?: Size | undefined } = {}
): Drawing {
  const heightOf = (value: number) => (height * value) / 100;
  const each = (width - gap * (marks.length - 1)) / marks.length;
  const half = marks.some(({ value }) => Math.abs(value - 50) <= hidden)
    ? ''
    : element('path', { class: 'half', d: `M0 ${height / 2}H${width}` });
  const blocks = marks.map(({ value, look, isNearly }, index) => {
    const [x, y] = [index * (each + gap), height - heightOf(value)];
    const edge = element('path', {
      class: `edge ${look}${isNearly ? ' nearly' : ''}`,
      d: `M${x} ${(y + 1.5).toFixed(2)}h${each}`
    });
    return (
      element('rect', { class: `block ${look}`, x, y, width: each, height: heightOf(value) }) +
      (look === 'ink' ? '' : edge)
    );
  });
  const second =
    line === undefined
      ? ''
      : element('path', {
          class: 'second',
          d: `M0 ${(height - heightOf(line)).toFixed(2)}H${width}`
        });
  const frame =
    element('path', { class: 'rule', d: `M0 .5H${width}` }) +
    element('path', { class: 'foot', d: `M0 ${height + 1}H${width}` });
  return { width, height: height + 2, markup: blocks.join('') + half + frame + second };
}
