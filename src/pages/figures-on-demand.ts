import type { MapView } from '../charts/choropleth/frame.ts';

/** What brings the figures: loaded when they are first needed. */
export interface FigureModule {
  bringFigures(document: Document): (view: MapView, animate: boolean) => void;
}

/** Any of these says that the reader is on the way to the figures. */
const signs = ['scroll', 'pointerdown', 'keydown', 'touchstart'] as const;

/**
 * Loads the moving part of the figures on the reader's first move, so that someone who only reads the cover pays for
 * nothing else; at once when the page opens further down. Until it is here the server's pictures stand, and so they do if it
 * never comes; then the last view asked for is shown at once, whatever was asked before.
 * @returns what asks for a view of the map.
 */
export function figuresOnDemand(window: Window, load: () => Promise<FigureModule>): (view: MapView, animate: boolean) => void {
  const { document } = window;
  const waiting = new AbortController();
  let show: ((view: MapView, animate: boolean) => void) | undefined;
  let asked: MapView | undefined;

  const bring = () => {
    if (waiting.signal.aborted) return;
    waiting.abort();
    load().then(
      ({ bringFigures }) => {
        show = bringFigures(document);
        if (asked) show(asked, false);
      },
      // The pictures stay as the server drew them.
      () => undefined
    );
  };
  for (const sign of signs) window.addEventListener(sign, bring, { passive: true, signal: waiting.signal });
  if (window.location.hash || window.scrollY > 0) bring();

  return (view, animate) => {
    asked = view;
    show?.(view, animate);
  };
}
