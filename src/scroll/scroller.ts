export interface ScrollHandlers {
  /** A stop crossed the reading line. */
  cross(): void;
  /** The layout or the hash changed. */
  update(): void;
  scrollEnd(): void;
  /** Wheel, touch, key or pointer. */
  interact(event: Event): void;
  /** The viewport (`resized` is its event) or the text size changed: keep the reader's place. */
  relayout(resized?: Event): void;
  /** The page moved; at most once a frame. For decoration only (C04). */
  decorate(): void;
  /** The layout changed. Returns the reading line in px. */
  measure(): number;
}

/** Px; more than the bars of any phone's browser. */
export const tallestBar = 150;
/**
 * Ms without a scroll after which the reader has stopped. Not `scrollend`: it fires after each step
 * of a wheel, and its answer measures every stop.
 */
const stillness = 120;

/**
 * A fast scroll may skip a stop, so its crossing only prompts (C01), as does the end of a scroll.
 * One observer for all: each costs something in every frame.
 * A small change of height is a phone's bar (C02, C03, R02). The words of `captions` never change:
 * if their height does, the text size or spacing did (A16).
 */
export function watchScroll(
  stops: readonly HTMLElement[],
  captions: readonly HTMLElement[],
  handlers: ScrollHandlers,
  signal: AbortSignal
) {
  let crossings: IntersectionObserver | undefined;
  let [width, height] = [0, 0];
  let frame = 0;
  let endTimer: ReturnType<typeof setTimeout> | undefined;

  const remeasure = () => {
    width = innerWidth;
    height = innerHeight;
    const line = Math.round(handlers.measure());
    crossings?.disconnect();
    crossings = new IntersectionObserver(handlers.cross, {
      rootMargin: `${-line}px 0px ${line + 1 - height}px`
    });
    for (const stop of stops) crossings.observe(stop);
  };
  // Before anything follows the reader: a browser without this observer gets the article.
  let isObserving = false;
  const captionSizes = new ResizeObserver(() => {
    // The first call only reports that it observes.
    if (isObserving) relayout();
    isObserving = true;
  });
  remeasure();

  const on = (name: string, react: (event: Event) => void) =>
    addEventListener(name, react, { passive: true, signal });
  on('scroll', () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      handlers.decorate();
    });
    clearTimeout(endTimer);
    endTimer = setTimeout(handlers.scrollEnd, stillness);
  });
  on('hashchange', handlers.update);
  // Once for all pictures and typefaces: each call lays out the whole page.
  const { fonts, readyState } = document;
  const remeasureWhenLoaded = async () => {
    await fonts.ready;
    if (signal.aborted) return;
    remeasure();
    handlers.update();
  };
  const relayout = (event?: Event) => {
    remeasure();
    handlers.relayout(event);
    // Another width may ask for another typeface.
    if (fonts.status === 'loading') void remeasureWhenLoaded();
  };
  on('resize', (event) => {
    if (innerWidth !== width || Math.abs(innerHeight - height) > tallestBar) relayout(event);
  });
  on('orientationchange', relayout);
  // Paper has no sticky pictures, and the window's size does not tell that it is over.
  on('afterprint', () => relayout());
  matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', relayout, { signal });
  for (const caption of captions) captionSizes.observe(caption);
  // Late typefaces and pictures move content below them. Also fires once at the start.
  const pageSize = new ResizeObserver(handlers.update);
  pageSize.observe(document.body);
  for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown', 'click'])
    on(name, handlers.interact);
  if (readyState !== 'complete') on('load', () => void remeasureWhenLoaded());
  else if (fonts.status === 'loading') void remeasureWhenLoaded();

  signal.addEventListener('abort', () => {
    clearTimeout(endTimer);
    cancelAnimationFrame(frame);
    captionSizes.disconnect();
    pageSize.disconnect();
    crossings?.disconnect();
  });
}
