import type { Motion } from './motion.ts';

/** Makes the buttons `[data-go]` go from stop to stop; returns what ends a button's way when the page rests or the reader acts elsewhere. */
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
