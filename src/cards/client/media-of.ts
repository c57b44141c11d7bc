function* mediaIn(rules: CSSRuleList): Generator<MediaList> {
  for (const rule of rules) {
    if ('media' in rule) yield rule.media as MediaList;
    if ('cssRules' in rule) yield* mediaIn(rule.cssRules as CSSRuleList);
  }
}

/** Returns the conditions of a document's style sheets. A card is changed through them: its policy forbids attributes of style. */
export const mediaOf = (document: Document): MediaList[] => [...document.styleSheets].flatMap((sheet) => [...mediaIn(sheet.cssRules)]);

/**
 * Gives a card the same rules on paper as on a screen: in a page that is printed its frame is as tall as on the screen, and would cut
 * what unrolls in it.
 */
export function printAsSeen(document: Document): void {
  for (const list of mediaOf(document)) list.mediaText = list.mediaText.replace('print', 'not all').replace('screen', 'all');
}
