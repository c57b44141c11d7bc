/**
 * Makes the buttons `[data-go]` go from stop to stop; returns what ends a button's way when the
 * page rests, changes its layout, or the reader acts elsewhere, and says where that way led.
 */
export function stepButtons(
  stops: readonly HTMLElement[],
  place: () => number,
  mayMove: () => boolean,
  signal: AbortSignal
) {
  /**
   * Where a button is taking the reader while the page is still moving, until it rests or the
   * reader takes it elsewhere.
   */
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
