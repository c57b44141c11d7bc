import scrollama from 'scrollama';

export interface ScrollHandlers {
  /** A stop crossed the reading line, or the layout changed. */
  look(): void;
  rest(): void;
  /** Wheel, touch, key or pointer. */
  act(event: Event): void;
  /** The viewport (`turned` is its event) or the text size changed: keep the reader's place. */
  keep(turned?: Event): void;
  /** The page moved; at most once a frame. For decoration only (C04). */
  drift(): void;
  /** The layout changed. Returns the reading line in px. */
  measure(): number;
}

/** Px; more than the bars of any phone's browser. */
const tallestBar = 150;

/**
 * Scrollama may skip stops in a fast scroll, so it only prompts (C01), as does the end of a scroll.
 * A small change of height is a phone's bar (C02, C03, R02). The words of `captions` never change:
 * if their height does, the text size or spacing did (A16).
 */
export function watchScroll(
  stops: readonly HTMLElement[],
  captions: readonly HTMLElement[],
  moves: ScrollHandlers,
  signal: AbortSignal
): void {
  const scroller = scrollama();
  // Missing in scrollama's types, which name a method that does not exist (C05).
  const watcher = scroller as unknown as { offset(line: string): unknown };
  let [width, height] = [0, 0];
  let frame = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;

  const remeasure = () => {
    width = innerWidth;
    height = innerHeight;
    // Setting the offset rebuilds every observer, as `resize()` would.
    watcher.offset(`${Math.round(moves.measure())}px`);
  };
  scroller
    .setup({ step: [...stops] })
    .onStepEnter(moves.look)
    .onStepExit(moves.look);
  remeasure();

  const on = (name: string, react: (event: Event) => void) =>
    addEventListener(name, react, { passive: true, signal });
  const settles = 'onscrollend' in (window as object);
  on('scroll', () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      moves.drift();
    });
    if (settles) return;
    clearTimeout(rest);
    rest = setTimeout(moves.rest, 120);
  });
  on('scrollend', moves.rest);
  on('hashchange', moves.look);
  const turn = (event?: Event) => {
    remeasure();
    moves.keep(event);
  };
  on('resize', (event) => {
    if (innerWidth !== width || Math.abs(innerHeight - height) > tallestBar) turn(event);
  });
  on('orientationchange', turn);
  let sized = false;
  const texts = new ResizeObserver(() => {
    // The first call only reports that it observes.
    if (sized) turn();
    sized = true;
  });
  for (const caption of captions) texts.observe(caption);
  // Late typefaces and pictures move content below them. Also fires once at the start.
  const page = new ResizeObserver(moves.look);
  page.observe(document.body);
  for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown', 'click']) on(name, moves.act);
  // Once for all pictures and typefaces: each call lays out the whole page.
  const { fonts, readyState } = document;
  const settle = async () => {
    await fonts.ready;
    if (signal.aborted) return;
    remeasure();
    moves.look();
  };
  if (readyState !== 'complete') on('load', () => void settle());
  else if (fonts.status === 'loading') void settle();

  signal.addEventListener('abort', () => {
    clearTimeout(rest);
    cancelAnimationFrame(frame);
    texts.disconnect();
    page.disconnect();
    scroller.destroy();
  });
}
