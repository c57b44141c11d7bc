/**
 * Returns a function that ends a button's scroll, unless `event` is a button's, and gives its
 * target.
 */
export function stepButtons(
  stops: readonly HTMLElement[],
  indexNow: () => number,
  mayMove: () => boolean,
  signal: AbortSignal
) {
  /** Target of a scroll in progress, -1 for none. */
  let target = -1;
  for (const button of document.querySelectorAll<HTMLElement>('[data-go]')) {
    const step = button.dataset['go'] === 'next' ? 1 : -1;
    const go = () => {
      target = Math.min(stops.length - 1, Math.max(0, (target < 0 ? indexNow() : target) + step));
      stops[target]?.scrollIntoView({ behavior: mayMove() ? 'smooth' : 'auto' });
    };
    button.addEventListener('click', go, { signal });
  }
  return (event?: Event): HTMLElement | undefined => {
    const to = stops[target];
    if (!(event?.target as Element | null)?.closest?.('[data-go]')) target = -1;
    return to;
  };
}
