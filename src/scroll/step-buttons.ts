/**
 * Returns a function that ends a button's scroll, unless `event` is a button's, and gives its
 * target.
 */
export function stepButtons(
  stops: readonly HTMLElement[],
  place: () => number,
  mayMove: () => boolean,
  signal: AbortSignal
) {
  /** Target of a scroll in progress, -1 for none. */
  let aim = -1;
  for (const button of document.querySelectorAll<HTMLElement>('[data-go]')) {
    const step = button.dataset['go'] === 'next' ? 1 : -1;
    const go = () => {
      aim = Math.min(stops.length - 1, Math.max(0, (aim < 0 ? place() : aim) + step));
      stops[aim]?.scrollIntoView({ behavior: mayMove() ? 'smooth' : 'auto' });
    };
    button.addEventListener('click', go, { signal });
  }
  return (event?: Event): HTMLElement | undefined => {
    const to = stops[aim];
    if (!(event?.target as Element | null)?.closest?.('[data-go]')) aim = -1;
    return to;
  };
}
