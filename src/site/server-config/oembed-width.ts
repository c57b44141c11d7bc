import { cardWidths } from '../../cards/embed/card-heights.ts';

/** The choice of `oembedFile` as patterns, most specific first, for servers that cannot compare numbers. */
export function oembedWidthPatterns(): { pattern: string; width: number }[] {
  return [
    ...cardWidths
      .toReversed()
      .map((width) => ({ pattern: `0*(?:${threeDigitsFrom(width)}|[1-9]\\d{3,})`, width })),
    { pattern: '\\d+', width: cardWidths[0] }
  ];
}

/** For 320: `3[2-9]\d` or `[4-9]\d\d`. `width` is a multiple of 10. */
function threeDigitsFrom(width: number): string {
  const [hundreds, tens] = [Math.floor(width / 100), Math.floor((width % 100) / 10)];
  return `${hundreds}[${tens}-9]\\d|[${hundreds + 1}-9]\\d\\d`;
}
