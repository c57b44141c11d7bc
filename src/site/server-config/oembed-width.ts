import { cardWidths } from '../../cards/embed/card-heights.ts';

/**
 * Returns the file that answers an oEmbed request, from the path of the plain answer and the
 * request's `maxwidth`: the one for the widest known width that is no wider, the narrowest where
 * all are wider, the plain one where no width in digits is asked for (https://oembed.com, 2.2).
 */
export function oembedFile(path: string, maxwidth: string | null): string {
  if (maxwidth === null || !/^\d+$/.test(maxwidth)) return path;
  const width = cardWidths.findLast((known) => known <= Number(maxwidth)) ?? cardWidths[0];
  return path.replace(/(\.\w+)$/, `.${width}$1`);
}

/**
 * Returns the same choice as patterns of `maxwidth`, most specific first, for a server that
 * compares no numbers; leading zeros are allowed.
 */
export function oembedWidthPatterns(): { pattern: string; width: number }[] {
  return [
    ...cardWidths
      .toReversed()
      .map((width) => ({ pattern: `0*(?:${threeDigitsFrom(width)}|[1-9]\\d{3,})`, width })),
    { pattern: '\\d+', width: cardWidths[0] }
  ];
}

/**
 * Three digits that are at least a number: for 320 `3[2-9]\d|[4-9]\d\d`. Every known width ends in
 * 0.
 */
function threeDigitsFrom(width: number): string {
  const [hundreds, tens] = [Math.floor(width / 100), Math.floor((width % 100) / 10)];
  return `${hundreds}[${tens}-9]\\d|[${hundreds + 1}-9]\\d\\d`;
}
