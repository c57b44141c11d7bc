import choropleth from '../charts/choropleth/choropleth.css?inline';
import lines from '../charts/lines/lines.css?inline';
import panels from '../charts/panels/panels.css?inline';
import response from '../charts/response/response.css?inline';
import revision from '../charts/revision/revision.css?inline';
import since from '../charts/since/since.css?inline';
import unit from '../charts/unit/unit.css?inline';
import unknown from '../charts/unknown/unknown.css?inline';
import colours from '../pages/styles/colours.css?inline';
import type { FigureCard } from './card.ts';
import { cardFigures } from './card-figure.ts';
import { cardWidths, type CardHeights } from './card-heights.ts';
import ground from './card.css?inline';

const ofScene = { demand: unit, response, world: choropleth, speed: lines, revision, protection: panels, unknown, since } as const;

/** What is hidden when a view is chosen: of a stack of parts all but one, and the table or the picture. */
function choiceRules(parts: readonly { selector: string }[]): string {
  const whenChosen = (index: number) => `.card:has(.choice [value="${index}"]:checked)`;
  const pictures = parts.length || 1;
  const rules = parts.flatMap((_, chosen) =>
    parts.flatMap(({ selector }, index) => (index === chosen ? [] : `${whenChosen(chosen)} ${selector}{visibility:hidden}`))
  );
  return [
    ...rules,
    `${whenChosen(pictures)} .view.picture{visibility:hidden}`,
    `.card:not(:has(.choice [value="${pictures}"]:checked)) .view.table{visibility:hidden}`
  ].join('');
}

/** Returns a card's style sheet: its colours, ground and chart, the choice between its views, and the heights it keeps. */
export function cardStyles(card: FigureCard, heights: CardHeights): string {
  const { scene, parts } = cardFigures[card];
  const kept = cardWidths.map((width) => {
    const rule = `.card{min-height:${heights[width]}px}`;
    return width === cardWidths[0] ? rule : `@media (min-width:${width}px){${rule}}`;
  });
  return [colours, ground, ofScene[scene], `@supports selector(:has(*)){${choiceRules(parts)}}`, ...kept].join('');
}
