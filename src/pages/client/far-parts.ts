import { signals } from './boot.ts';
import { signs } from './figures-on-demand.ts';

/** How many entries of a long list are laid out at a time. */
const entries = 12;
/** Milliseconds of a frame that are spent on parts; the last of them may run over. */
const budget = 8;

/**
 * Lays out what is far from the first screen once the page has loaded, some of it a frame so that
 * the reader is not kept waiting, or all at once when the reader acts: a screen reader is given
 * nothing of a part that is not laid out. Then calls `done`; unless the reader has acted, what it
 * would do first in one go has been done by `ahead`, one after the other.
 */
export function layOutFarParts(
  window: Window,
  ahead: readonly (() => void)[],
  done: () => void
): void {
  const { document } = window;
  const waiting = new AbortController();
  const finish = () => {
    waiting.abort();
    document.documentElement.removeAttribute(signals.near);
    done();
  };
  const tasks = [...ahead];
  /** Lays out the next part, or does the next task; false once none is left. */
  const goOn = (): boolean => {
    const [part, ...others] = document.querySelectorAll('[data-far]');
    if (!part) {
      const task = tasks.shift();
      task?.();
      return task !== undefined;
    }
    for (const inner of part.querySelectorAll(part.matches('.scene') ? 'figure, .step' : 'ol > li'))
      inner.setAttribute('data-far', '');
    const beside = part.matches('li')
      ? others.filter(({ parentElement }) => parentElement === part.parentElement)
      : [];
    for (const one of [part, ...beside.slice(0, entries - 1)]) one.removeAttribute('data-far');
    return true;
  };
  const layOut = () => {
    const until = window.performance.now() + budget;
    while (!waiting.signal.aborted && window.performance.now() < until) {
      if (!goOn()) finish();
      // Asked for, it is laid out now, and its time counts.
      else void document.body.offsetHeight;
    }
    if (!waiting.signal.aborted) window.requestAnimationFrame(() => window.setTimeout(layOut));
  };
  if (document.readyState === 'complete') layOut();
  else window.addEventListener('load', layOut, { signal: waiting.signal });
  for (const sign of signs)
    window.addEventListener(sign, finish, { capture: true, passive: true, signal: waiting.signal });
}
