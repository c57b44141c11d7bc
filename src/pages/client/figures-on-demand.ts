import type { MapView } from '../../charts/choropleth/frame.ts';
import { viewText } from '../../chapters/view-text.ts';
import { scriptTimeout, pageHooks } from './boot.ts';

/** Events of a reader who moves towards the figures. */
export const interactionEvents = [
  'scroll',
  'pointerdown',
  'keydown',
  'touchstart',
  'click'
] as const;

/**
 * Loads the interactive figures when the reader first moves, or at once on a page opened further
 * down. Until then the map's `stage` is hidden: the server's picture has one year. On failure or
 * timeout the article is restored (R18). @returns a function that shows a view of the map.
 */
export function loadMapOnDemand(
  window: Window,
  stage: Element | null,
  load: () => Promise<[figures: typeof import('./story-figures.ts'), map: string]>
): (view: MapView) => void {
  const { document } = window;
  const waiting = new AbortController();
  let show: ((view: MapView) => void) | undefined;
  let asked: MapView | undefined;
  const live = () => document.documentElement.classList.contains('js');
  const giveBack = () => {
    if (live()) document.dispatchEvent(new Event(pageHooks.giveBack));
  };

  const wait = () =>
    stage?.toggleAttribute(
      pageHooks.awaited,
      !asked || stage.getAttribute(pageHooks.drawn) !== viewText(asked)
    );

  const bring = () => {
    if (waiting.signal.aborted || !live()) return;
    waiting.abort();
    wait();
    const late = window.setTimeout(giveBack, scriptTimeout);
    load()
      .then(([{ mountFigures }, map]) => {
        if (!live()) return;
        show = mountFigures(document, map, asked);
      })
      .catch(giveBack)
      .finally(() => {
        window.clearTimeout(late);
        stage?.removeAttribute(pageHooks.awaited);
        stage?.removeAttribute(pageHooks.drawn);
      });
  };
  for (const sign of interactionEvents)
    window.addEventListener(sign, bring, { passive: true, signal: waiting.signal });
  if (window.location.hash || window.scrollY > 0) bring();

  return (view) => {
    asked = view;
    if (show) show(view);
    else if (waiting.signal.aborted && live()) wait();
  };
}
