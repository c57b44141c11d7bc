import type { MapView } from '#charts/choropleth/frame.ts';
import { readMapView, viewText } from '#chapters/view-text.ts';
import { scriptTimeout, pageHooks } from './boot.ts';

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
  const drawn = stage?.getAttribute(pageHooks.drawn);
  let asked = drawn ? readMapView(drawn) : undefined;
  const isLive = () => document.documentElement.classList.contains('js');
  const restoreArticle = () => {
    if (isLive()) document.dispatchEvent(new Event(pageHooks.restore));
  };

  const hideUntilDrawn = () =>
    stage?.toggleAttribute(
      pageHooks.awaited,
      !asked || stage.getAttribute(pageHooks.drawn) !== viewText(asked)
    );

  const loadFigures = () => {
    if (waiting.signal.aborted || !isLive()) return;
    waiting.abort();
    hideUntilDrawn();
    const timer = window.setTimeout(restoreArticle, scriptTimeout);
    load()
      .then(([{ mountFigures }, map]) => {
        if (!isLive()) return;
        show = mountFigures(document, map, asked);
      })
      .catch(restoreArticle)
      .finally(() => {
        window.clearTimeout(timer);
        stage?.removeAttribute(pageHooks.awaited);
        stage?.removeAttribute(pageHooks.drawn);
      });
  };
  for (const sign of interactionEvents)
    window.addEventListener(sign, loadFigures, { passive: true, signal: waiting.signal });
  if (window.location.hash || window.scrollY > 0) loadFigures();

  return (view) => {
    asked = view;
    if (show) show(view);
    else if (waiting.signal.aborted && isLive()) hideUntilDrawn();
  };
}
