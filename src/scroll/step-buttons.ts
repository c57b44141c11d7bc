import type { Motion } from './motion.ts';

/**
 * Makes the buttons `[data-go]` go from stop to stop. `place` looks where the reader is, and returns the index of that stop.
 * @returns what is told of the reader's acts and of a scroll that rests: the way of a button is over, unless the act is at one again.
 */
export function stepButtons(stops: readonly HTMLElement[], place: () => number, motion: Motion, signal: AbortSignal) {
  /** Where a button is taking the reader while the page is still moving, until it rests or the reader takes it elsewhere. */
  let aim = -1;
  for (const button of document.querySelectorAll<HTMLElement>('[data-go]')) {
    const step = button.dataset['go'] === 'next' ? 1 : -1;
    const go = () => {
      aim = Math.min(stops.length - 1, Math.max(0, (aim < 0 ? place() : aim) + step));
      stops[aim]?.scrollIntoView({ block: 'start', behavior: motion.allowed() ? 'smooth' : 'instant' });
    };
    button.addEventListener('click', go, { signal });
  }
  return (event?: Event): void => {
    if (!(event?.target as Element | null)?.closest?.('[data-go]')) aim = -1;
  };
}
