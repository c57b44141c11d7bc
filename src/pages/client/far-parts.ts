import { signals } from './boot.ts';
import { signs } from './figures-on-demand.ts';

/** How many entries of a long list are laid out at a time. */
const entries = 12;

/**
 * Lays out what is far from the first screen once the page has loaded, a part a frame so that the reader is not kept waiting, or all at
 * once when the reader acts: a screen reader is given nothing of a part that is not laid out. Then calls `done`; unless the reader has
 * acted, what it would do first in one go has been done by `ahead`, one after the other.
 */
export function layOutFarParts(window: Window, ahead: readonly (() => void)[], done: () => void): void {
  const { document } = window;
  const waiting = new AbortController();
  const finish = () => {
    waiting.abort();
    document.documentElement.removeAttribute(signals.near);
    done();
  };
  const tasks = [...ahead];
  const layOut = () => {
    if (waiting.signal.aborted) return;
    const [part, ...others] = document.querySelectorAll('[data-far]');
    const task = part ? undefined : tasks.shift();
    if (!part && !task) {
      finish();
      return;
    }
    task?.();
    for (const inner of part?.querySelectorAll(part.matches('.scene') ? 'figure, .step' : 'ol > li') ?? [])
      inner.setAttribute('data-far', '');
    const beside = part?.matches('li') ? others.filter(({ parentElement }) => parentElement === part.parentElement) : [];
    for (const one of [part, ...beside.slice(0, entries - 1)]) one?.removeAttribute('data-far');
    // After the frame in which this one is laid out: two in one would keep a reader waiting who acts meanwhile.
    window.requestAnimationFrame(() => window.setTimeout(layOut));
  };
  if (document.readyState === 'complete') layOut();
  else window.addEventListener('load', layOut, { signal: waiting.signal });
  for (const sign of signs) window.addEventListener(sign, finish, { capture: true, passive: true, signal: waiting.signal });
}
