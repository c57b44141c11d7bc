/**
 * Takes the small maps out of the page while they are hidden, and puts them back for paper, for the plain article and when the
 * reader turns motion off.
 * Hidden clones still follow every change of the marks they are cloned from, which would double the cost of a year.
 * Returns how to stop, which puts them back.
 */
export function setStillsAside(stills: Element): () => void {
  const place = document.createComment('small maps');
  const listening = new AbortController();
  const on = { signal: listening.signal };

  function restore(): void {
    if (place.parentNode) place.replaceWith(stills);
  }
  function settle(): void {
    restore();
    if (getComputedStyle(stills).display === 'none') stills.replaceWith(place);
  }

  settle();
  addEventListener('beforeprint', restore, on);
  addEventListener('afterprint', settle, on);
  matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', settle, on);
  // The page says on its root whether it is read as a plain article.
  const root = new MutationObserver(settle);
  root.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'data-plain'] });

  return () => {
    listening.abort();
    root.disconnect();
    restore();
  };
}
