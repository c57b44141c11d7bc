import { pageHooks } from './boot.ts';
import { interactionEvents } from './figures-on-demand.ts';

/** Milliseconds per frame; the last part may run over. */
const budget = 8;
/** Milliseconds for typefaces, which would lay out all of it again, on a page opened further down. */
const patience = 1000;

/**
 * Lays out the deferred parts after the page has loaded, a few per frame, or all at once when the
 * reader acts: screen readers skip parts without layout. `ahead` splits work of `done` into tasks.
 */
export function layOutDeferred(window: Window, ahead: readonly (() => void)[], done: () => void) {
  const { document } = window;
  const waiting = new AbortController();
  const finish = () => {
    waiting.abort();
    document.documentElement.removeAttribute(pageHooks.deferring);
    // A task of its own: layout and measurement together would block for longer.
    window.requestAnimationFrame(() => window.setTimeout(done));
  };
  const tasks = [...ahead];
  /** Does the next part or task; false when none is left. */
  const goOn = () => {
    const part = document.querySelector('[data-deferred]');
    if (!part) {
      const task = tasks.shift();
      task?.();
      return task !== undefined;
    }
    if (part.matches('.scene'))
      for (const inner of part.querySelectorAll('figure, .step'))
        inner.setAttribute('data-deferred', '');
    part.removeAttribute('data-deferred');
    return true;
  };
  const layOut = () => {
    const until = window.performance.now() + budget;
    while (!waiting.signal.aborted && window.performance.now() < until) {
      if (!goOn()) finish();
      // Forces layout now, so that the budget counts it.
      else void document.body.offsetHeight;
    }
    if (!waiting.signal.aborted) window.requestAnimationFrame(() => window.setTimeout(layOut));
  };
  // Opened further down, the page scrolls itself, and the reader waits for it to follow.
  const isBelow = window.location.hash !== '';
  if (document.readyState === 'complete') layOut();
  else window.addEventListener('load', layOut, { signal: waiting.signal });
  if (isBelow) window.setTimeout(layOut, patience);
  for (const sign of interactionEvents)
    window.addEventListener(isBelow && sign === 'scroll' ? 'wheel' : sign, finish, {
      capture: true,
      passive: true,
      signal: waiting.signal
    });
}
