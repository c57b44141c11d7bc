import { signals } from './boot.ts';
import { signs } from './figures-on-demand.ts';

/** How many entries of a long list are laid out at a time. */
const entries = 12;

/**
 * Lays out what is far from the first screen once the page has loaded, a part at a time so that the reader is not kept waiting, or all at
 * once when the reader acts: a screen reader is given nothing of a part that is not laid out. Then calls `done`.
 */
export function layOutFarParts(window: Window, done: () => void): void {
  const { document } = window;
  const waiting = new AbortController();
  const finish = () => {
    waiting.abort();
    document.documentElement.removeAttribute(signals.near);
    done();
  };
  const layOut = () => {
    if (waiting.signal.aborted) return;
    const [part, ...others] = document.querySelectorAll('[data-far]');
    if (!part) {
      finish();
      return;
    }
    const list = part.querySelectorAll('ol > li');
    if (!part.matches('.scene')) for (const entry of list) entry.setAttribute('data-far', '');
    const beside = part.matches('li') ? others.filter(({ parentElement }) => parentElement === part.parentElement) : [];
    for (const one of [part, ...beside.slice(0, entries - 1)]) one.removeAttribute('data-far');
    window.setTimeout(layOut, 50);
  };
  window.addEventListener('load', layOut, { signal: waiting.signal });
  for (const sign of signs) window.addEventListener(sign, finish, { capture: true, passive: true, signal: waiting.signal });
}
