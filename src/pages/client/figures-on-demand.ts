import type { MapView } from '../../charts/choropleth/frame.ts';
import { viewText } from '../../chapters/view-text.ts';
import { patience, signals } from './boot.ts';

/** Any of these says that the reader is on the way to the figures. */
export const signs = ['scroll', 'pointerdown', 'keydown', 'touchstart', 'click'] as const;

/**
 * Loads the moving part of the figures on the reader's first move, so that someone who only reads
 * the cover pays for nothing else; at once when the page opens further down. Until it is here
 * `stage`, which holds the map, is awaited, since the server's picture is of one year only; then
 * the last view asked for is shown at once, whatever was asked before. When it fails or does not
 * come, the article is given back (standards R18).
 * @returns what asks for a view of the map.
 */
export function figuresOnDemand(
  window: Window,
  stage: Element | null,
  load: () => Promise<[figures: typeof import('./story-figures.ts'), map: string]>
): (view: MapView) => void {
  const { document } = window;
  const waiting = new AbortController();
  let show: ((view: MapView) => void) | undefined;
  let asked: MapView | undefined;
  /** An article that was given back stays as the server drew it. */
  const live = () => document.documentElement.classList.contains('js');
  const giveBack = () => {
    if (live()) document.dispatchEvent(new Event(signals.giveBack));
  };

  /** Drawn ahead as it is asked for, it is shown. */
  const wait = () =>
    stage?.toggleAttribute(
      signals.awaited,
      !asked || stage.getAttribute(signals.drawn) !== viewText(asked)
    );

  const bring = () => {
    if (waiting.signal.aborted || !live()) return;
    waiting.abort();
    wait();
    const late = window.setTimeout(giveBack, patience);
    load()
      .then(([{ bringFigures }, map]) => {
        if (!live()) return;
        show = bringFigures(document, map, asked);
      })
      .catch(giveBack)
      .finally(() => {
        window.clearTimeout(late);
        stage?.removeAttribute(signals.awaited);
        stage?.removeAttribute(signals.drawn);
      });
  };
  for (const sign of signs)
    window.addEventListener(sign, bring, { passive: true, signal: waiting.signal });
  if (window.location.hash || window.scrollY > 0) bring();

  return (view) => {
    asked = view;
    if (show) show(view);
    else if (waiting.signal.aborted && live()) wait();
  };
}
