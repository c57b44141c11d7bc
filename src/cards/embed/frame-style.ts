import { cardWidths, type CardHeights } from './card-heights.ts';

/**
 * Returns the inline style that gives a card's frame its known height at every width of the column
 * that it stands in, before any script and without one (standards E04). The element around the
 * frame must be a size container (`container-type: inline-size`).
 *
 * A height changes at a width, not with it. `(480px - 100cqw) * 1000000` is far above nought or far
 * below it as soon as the column differs from 480 px by the sixty-fourth of a pixel that browsers
 * count in, so `clamp` lets through all of the difference or none of it; at the very width none, as
 * in the card's own media query.
 */
export function frameStyle(heights: CardHeights): string {
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
  // Twice: style sheets that give every frame of a page a height, or a greatest one, are common.
  return ['display:block', 'width:100%', `height:${known}`, `min-height:${known}`, 'border:0'].join(
    ';'
  );
}

/**
 * Returns the inline style of the element around a frame: the size container that `frameStyle`
 * measures, as wide as its column and no wider than `width`, CSS px. A container lends a column
 * none of its width: where a column is as wide as what it holds, in a flexible row, a float or a
 * cell, a card is 280 px wide, the least that a phone leaves, and not nought.
 */
export const columnStyle = (width: number): string =>
  `container-type:inline-size;contain-intrinsic-width:280px;box-sizing:border-box;width:100%;max-width:${width}px`;

/**
 * The height, CSS px, up to which a page that runs `embed.js` believes a card whose snippet grants
 * no more (standards E08).
 */
export const usualMost = 3000;

/**
 * Returns the height for a frame without its style, CSS px: the tallest of the columns that cards
 * are made for; of the story the least, since its tallest would end a wide page in thousands of
 * pixels of nothing, and a narrow one can be scrolled.
 */
export function plainHeight(heights: CardHeights): number {
  const most = Math.max(...cardWidths.map((width) => heights[width]));
  return most > usualMost ? Math.min(...Object.values(heights)) : most;
}

/**
 * Returns the height to grant a card in text of twice the size, four times the room and more;
 * undefined where the usual one is enough.
 */
export function grantedHeight(heights: CardHeights): number | undefined {
  const most = Math.ceil(Math.max(...Object.values(heights)) * 4.5);
  return most > usualMost ? most : undefined;
}
