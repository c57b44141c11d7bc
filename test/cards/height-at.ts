import { cardWidths, type CardHeights } from '../../src/cards/embed/card-heights.ts';

export function heightAt(of: CardHeights, width: number) {
  // Whole numbers are kept in their order.
  const heights = Object.entries(of);
  return (
    (heights.findLast(([from]) => Number(from) <= width) ?? heights[0])?.[1] ?? of[cardWidths[0]]
  );
}
