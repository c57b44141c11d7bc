import { figureStyles } from '#charts/chart-styles.ts';
import marks from '#charts/choropleth/parts/marks.css?inline';
import steps from '#charts/choropleth/parts/years.css?inline';
import drawing from '#charts/drawing/drawing.css?inline';
import colours from '#pages/styles/colours.css?inline';
import links from '#pages/styles/links.css?inline';
import paper from '#pages/styles/paper.css?inline';
import hidden from '#pages/styles/sr-only.css?inline';
import type { Card, FigureCard } from '../card.ts';
import { cardFigures, tableView } from '../card-figure.ts';
import type { CardHeights } from '../embed/card-heights.ts';
import ground from './card.css?inline';
import correction from './correction.css?inline';
import map from '../map/map-card.css?inline';
import stack from './stack.css?inline';
import storyGround from './story-card.css?inline';

const base = [colours, paper, links, ground, correction];

const pictureSheets = (card: FigureCard) =>
  cardFigures[card].layer
    ? [hidden, marks, steps, map]
    : [drawing, figureStyles(cardFigures[card]), stack];

/** Hides the parts of a stack that are not selected, or the table or the picture. */
function choiceRules(card: FigureCard) {
  const { parts } = cardFigures[card];
  const place = `[data-views="${card}"]`;
  const chosen = (id: string) => `:has([data-choice="${card}"] [value="${id}"]:checked)`;
  const hiddenBy = parts.map(({ id }) => {
    const others = parts
      .filter((other) => other.id !== id)
      .map((other) => `${other.selector},[data-sources="${other.id}"]`);
    return `${chosen(id)}>${place} :is(${others.join()})`;
  });
  const hidden = [
    ...hiddenBy,
    `${chosen(tableView)}>${place} .picture`,
    `:not(${chosen(tableView)})>${place} .table`
  ];
  // A table of 200 rows would be looked through in each frame of the map.
  return `${hidden.join()}{visibility:hidden}${hidden.at(-1)!}{content-visibility:hidden}`;
}

/** Known heights apply on screen only. */
function knownHeights(heights: CardHeights) {
  return Object.entries(heights)
    .map(([width, height], index) => {
      const from = index === 0 ? '' : ` and (min-width:${width}px)`;
      return `@media screen${from}{.figure-card{min-height:${height}px}}`;
    })
    .join('');
}

const withoutUnusedProperties = (sheet: string) =>
  sheet.replace(/(--[\w-]+):[^;{}]*;?/g, (said, name: string) =>
    sheet.includes(`var(${name}`) ? said : ''
  );

export function cardStyles(card: Card, shown: readonly FigureCard[], heights: CardHeights) {
  const choices = `@supports selector(:has(*)){@media screen{${shown.map(choiceRules).join('')}}}`;
  const own = card === 'story' ? [storyGround] : [];
  return withoutUnusedProperties(
    [
      ...base,
      ...new Set(shown.flatMap(pictureSheets)),
      ...own,
      choices,
      knownHeights(heights)
    ].join('')
  );
}
