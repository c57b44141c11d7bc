// Stands in the card of the whole story: all that stands in the map's, for its two maps, and the
// way from its note to the help.
import './map-card-client.ts';

/**
 * Has links within a card scroll the page around it, too: a frame as tall as the card has nowhere
 * to go.
 */
function leadWithin(card: HTMLElement): void {
  card.addEventListener('click', ({ target }) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[href^="#"]');
    if (link) document.getElementById(link.hash.slice(1))?.scrollIntoView();
  });
}

const card = document.getElementById('card');
if (card) leadWithin(card);
