/** Takes hidden small maps out of the page, since clones double the cost of a year, and puts them back wherever they are to be seen. */
export function setStillsAside(stills: readonly Element[]): void {
  const places = stills.map((still) => [still, document.createComment('small map')] as const);
  const restore = () => places.forEach(([still, place]) => place.replaceWith(still));
  const settle = () => {
    // One of them tells for all: a phone's bar that hides is a change of size too, and must cost little.
    const [first] = places;
    first?.[1].replaceWith(first[0]);
    if (first && getComputedStyle(first[0]).display === 'none') places.forEach(([still, place]) => still.replaceWith(place));
    else restore();
  };

  settle();
  addEventListener('beforeprint', restore);
  addEventListener('afterprint', settle);
  addEventListener('resize', settle);
  matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', settle);
  // The page says on its root whether it is read as a plain article, and beside a picture whether it has room to move.
  const said = new MutationObserver(settle);
  const watched = { attributes: true, attributeFilter: ['class', 'data-plain', 'data-still'] };
  for (const one of [document.documentElement, stills[0]?.closest('.scrolly')]) if (one) said.observe(one, watched);
}
