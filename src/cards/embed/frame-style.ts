import { cardWidths, type CardHeights } from './card-heights.ts';

/**
 * Returns the inline style that gives a card's frame its known height at every width of the column that it stands in, before any
 * script and without one (standards E04). The element around the frame must be a size container (`container-type: inline-size`).
 *
 * A height changes at a width, not with it. `(480px - 100cqw) * 1000000` is far above nought or far below it as soon as the column
 * differs from 480 px by the sixty-fourth of a pixel that browsers count in, so `clamp` lets through all of the difference or none
 * of it; at the very width none, as in the card's own media query.
 */
export function frameStyle(heights: CardHeights): string {
  const steps = Object.entries(heights)
    .map(([from, height]) => ({ from: Number(from), height }))
    .sort((one, other) => other.from - one.from);
  const [widest, ...narrower] = steps;
  const all = steps.map(({ height }) => height);
  const terms = narrower.flatMap(({ height }, index) => {
    const { from, height: above } = steps[index]!;
    const difference = height - above;
    if (difference === 0) return [];
    return ` ${difference > 0 ? '+' : '-'} clamp(0px,(${from}px - 100cqw)*1000000,${Math.abs(difference)}px)`;
  });
  return [
    'display:block',
    'width:100%',
    `height:${terms.length ? `calc(${widest?.height ?? 0}px${terms.join('')})` : `${widest?.height ?? 0}px`}`,
    `min-height:${Math.min(...all)}px`,
    'border:0'
  ].join(';');
}

/** The height, CSS px, up to which a page that runs `embed.js` believes every card (standards E08). */
export const usualMost = 3000;

const tallest = (heights: CardHeights) => Math.max(...Object.values(heights));

/**
 * Returns the height for a frame whose style was taken away, CSS px: the tallest that a card is in the columns that it is made for, so
 * that it does not scroll. Of the whole story the least: on a wide page the tallest would end in thousands of pixels of nothing,
 * and in a narrow one what is missing can be scrolled to.
 */
export function plainHeight(heights: CardHeights): number {
  const most = Math.max(...cardWidths.map((width) => heights[width]));
  return most > usualMost ? Math.min(...Object.values(heights)) : most;
}

/** Returns the height that a page must grant a card that is taller, with room for larger text; `undefined` for the others. */
export function grantedHeight(heights: CardHeights): number | undefined {
  const most = tallest(heights);
  return most > usualMost ? most * 2 : undefined;
}
