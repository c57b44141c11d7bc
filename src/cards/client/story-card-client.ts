import './map-card-client.ts';

/** Scrolls the parent page to an anchor, because the frame is too tall to scroll itself. */
function leadWithin(card: HTMLElement) {
  card.addEventListener('click', ({ target }) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[href^="#"]');
    if (link) document.getElementById(link.hash.slice(1))?.scrollIntoView();
  });
}

const card = document.getElementById('card');
if (card) leadWithin(card);
