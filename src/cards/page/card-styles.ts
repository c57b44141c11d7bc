import { cardSheetOf } from '../../charts/pictures.ts';
import plot from '../../charts/plot/plot.css?inline';
import colours from '../../pages/styles/colours.css?inline';
import links from '../../pages/styles/links.css?inline';
import paper from '../../pages/styles/paper.css?inline';
import type { FigureCard } from '../card.ts';
import { cardFigures, tableView } from '../card-figure.ts';
import type { CardHeights } from '../embed/card-heights.ts';
import ground from './card.css?inline';
import correction from './correction.css?inline';
import { mapCardStyles } from '../map/map-card-styles.ts';
import storyGround from './story-card.css?inline';

const base = [colours, paper, links, ground, correction];

/** The map of a card is one of its own. */
const pictureSheets = (card: FigureCard) => (cardFigures[card].layer ? [mapCardStyles()] : [plot, cardSheetOf(cardFigures[card])]);

/** Returns what is hidden when a view is chosen: of a stack of parts all but one, and the table or the picture. */
function choiceRules(card: FigureCard): string {
  const { parts } = cardFigures[card];
  const place = `[data-views="${card}"]`;
  const chosen = (id: string) => `:has([data-choice="${card}"] [value="${id}"]:checked)`;
  const hiddenBy = parts.map(({ id }) => {
    const others = parts.filter((other) => other.id !== id).map((other) => `${other.selector},[data-sources="${other.id}"]`);
    return `${chosen(id)}>${place} :is(${others.join()})`;
  });
  const hidden = [...hiddenBy, `${chosen(tableView)}>${place} :is(.picture,.picture *)`, `:not(${chosen(tableView)})>${place} .table`];
  return `${hidden.join()}{visibility:hidden}`;
}

/** Returns the heights that a card keeps on a screen; on paper it is as tall as what it holds. */
function keptHeights(heights: CardHeights): string {
  return Object.entries(heights)
    .map(([width, height], index) => {
      const from = index === 0 ? '' : ` and (min-width:${width}px)`;
      return `@media screen${from}{.figure-card{min-height:${height}px}}`;
    })
    .join('');
}

const choiceStyles = (cards: readonly FigureCard[]) => `@supports selector(:has(*)){@media screen{${cards.map(choiceRules).join('')}}}`;

/** Leaves out of a card's style sheet the colours and sizes that nothing in it asks for. */
const withoutUnasked = (sheet: string) =>
  sheet.replace(/(--[\w-]+):[^;{}]*;?/g, (said, name: string) => (sheet.includes(`var(${name}`) ? said : ''));

/** Returns a card's style sheet: its colours, ground and chart, the choice between its views, and the heights it keeps. */
export function cardStyles(card: FigureCard, heights: CardHeights): string {
  return withoutUnasked([...base, ...pictureSheets(card), choiceStyles([card]), keptHeights(heights)].join(''));
}

/** Returns the style sheet of the whole story as one card, with the figures that it shows. */
export function storyStyles(cards: readonly FigureCard[], heights: CardHeights): string {
  return withoutUnasked(
    [...base, ...new Set(cards.flatMap(pictureSheets)), storyGround, choiceStyles(cards), keptHeights(heights)].join('')
  );
}
