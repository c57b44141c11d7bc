import { cardWidths } from '../../cards/embed/card-heights.ts';

/**
 * Returns the answer for the widest known width up to `maxwidth`, or the narrowest; the plain one
 * without a numeric `maxwidth` (https://oembed.com, 2.2).
 */
export function oembedFile(path: string, maxwidth: string | null): string {
  if (maxwidth === null || !/^\d+$/.test(maxwidth)) return path;
  const width = cardWidths.findLast((known) => known <= Number(maxwidth)) ?? cardWidths[0];
  return path.replace(/(\.\w+)$/, `.${width}$1`);
}

/** The same choice as patterns, most specific first, for servers that cannot compare numbers. */
export function oembedWidthPatterns(): { pattern: string; width: number }[] {
  return [
    ...cardWidths
      .toReversed()
      .map((width) => ({ pattern: `0*(?:${threeDigitsFrom(width)}|[1-9]\\d{3,})`, width })),
    { pattern: '\\d+', width: cardWidths[0] }
  ];
}

/**
 * Matches numbers of three digits from `width`, a multiple of 10: for 320 `3[2-9]\d
 * [4-9]\d\d`.
 */
function threeDigitsFrom(width: number): string {
  const [hundreds, tens] = [Math.floor(width / 100), Math.floor((width % 100) / 10)];
  return `${hundreds}[${tens}-9]\\d|[${hundreds + 1}-9]\\d\\d`;
}
