/** What has conditions, and rules that may have some of their own: a style sheet, or a rule of one. */
interface Conditional {
  media?: MediaList;
  cssRules?: Iterable<object>;
}

/** Returns the conditions of style sheets and of their rules. A card is changed through them: its policy forbids attributes of style. */
export const mediaOf = (sheets: Iterable<object>): MediaList[] =>
  [...sheets].flatMap(({ media, cssRules = [] }: Conditional) => [media ?? [], mediaOf(cssRules)].flat());

/**
 * Gives a card the same rules on paper as on a screen: in a page that is printed its frame is as tall as on the screen, and would cut
 * what unrolls in it. Of colours it keeps those of paper: a browser prints no dark ground for light words.
 */
export function printAsSeen(document: Document): void {
  for (const list of mediaOf(document.styleSheets))
    if (!list.mediaText.includes('scheme')) list.mediaText = list.mediaText.replace('print', 'not all').replace('screen', 'all');
}
