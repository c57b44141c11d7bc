import { cardWidths, type CardHeights } from './card-heights.ts';

/**
 * Returns an inline style with the known height of a frame at every column width, without script
 * (E04). The parent element must be a size container.
 * CSS has no `if`, so each step is `clamp(0px, (480px - 100cqw) * 1000000, 56px)`: a column
 * narrower than the breakpoint by even 1/64 px (the browsers' unit) gets the full 56 px, any other
 * gets 0.
 */
export function frameStyle(heights: CardHeights) {
  const steps = Object.entries(heights)
    .map(([from, height]) => ({ from: Number(from), height }))
    .sort((one, other) => other.from - one.from);
  const [widest, ...narrower] = steps;
  const terms = narrower.flatMap(({ height }, index) => {
    const { from, height: above } = steps[index]!;
    const difference = height - above;
    if (difference === 0) return [];
    return ` ${difference > 0 ? '+' : '-'} clamp(0px,(${from}px - 100cqw)*1000000,${Math.abs(difference)}px)`;
  });
  const known = terms.length
    ? `calc(${widest?.height ?? 0}px${terms.join('')})`
    : `${widest?.height ?? 0}px`;
  const sized = (value: string) => `if(supports(frame-sizing:content-height):${value})`;
  return [
    'display:block',
    'width:100%',
    `height:${known}`,
    // Browsers size a frame by its content only if it has no height.
    `height:${sized('auto')}`,
    'frame-sizing:content-height',
    // Partners' style sheets often fix the height of all frames, and Chromium 156 leaves some at 0.
    `min-height:${known}`,
    // Follow larger text in the reader's settings only: Chromium 156 makes no frame lower than it
    // first was, so another column width would leave it too high.
    'font-size:medium',
    `max-height:${sized(`calc(${known} + max(0px,(1em - 16px)*9999))`)}`,
    'border:0'
  ].join(';');
}

/** `contain-intrinsic-width` serves flex items, floats and table cells, sized by their content. */
export const columnStyle = (width: number) =>
  `container-type:inline-size;contain-intrinsic-width:280px;box-sizing:border-box;width:100%;max-width:${width}px`;

/** Height in CSS px that `embed.js` accepts unless the snippet grants more (E08). */
export const usualMost = 3000;

/**
 * Height attribute for a frame whose style was removed: the tallest known height. The story gets
 * the least, because its tallest would leave thousands of empty pixels on a wide page.
 */
export function plainHeight(heights: CardHeights) {
  const most = Math.max(...cardWidths.map((width) => heights[width]));
  return most > usualMost ? Math.min(...Object.values(heights)) : most;
}

/** Doubled text needs up to four times the room. Undefined when the usual limit is enough. */
export function grantedHeight(heights: CardHeights) {
  const most = Math.ceil(Math.max(...Object.values(heights)) * 4.5);
  return most > usualMost ? most : undefined;
}
