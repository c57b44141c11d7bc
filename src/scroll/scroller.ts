import scrollama from 'scrollama';

/** What to do as the reader moves. Nothing is passed on: whoever is told looks at the positions. */
export interface Moves {
  /** A stop has crossed the reading line, or the layout has changed. */
  look(): void;
  /** A scroll has come to rest. */
  rest(): void;
  /** The reader acts: wheel, finger, key or pointer. */
  act(event: Event): void;
  /**
   * The window, as its event tells, or the size of the text has changed and is measured: look, and
   * keep the reader's place. Within a stop the browser does so itself where text has changed, and
   * the reader may be on the way.
   */
  keep(turned?: Event): void;
  /** The page has moved; at most once a frame. For decoration only (standards C04). */
  drift(): void;
  /** The layout has changed: measure again before looking. Returns the reading line in pixels. */
  measure(): number;
}

/** More than the bars of any phone's browser take, in pixels. */
const tallestBar = 150;

/**
 * Watches the reader's way and tells `moves` when to look. Scrollama can skip stops on a fast
 * scroll, so it only prompts (standards C01), as does the end of a scroll. A small change of height
 * alone is a phone's bar and is ignored (C02, C03, R02). `captions` hold words that never change:
 * where their height does, text has another size or spacing (A16). The `signal` ends it.
 */
export function watchScroll(
  stops: readonly HTMLElement[],
  captions: readonly HTMLElement[],
  moves: Moves,
  signal: AbortSignal
): void {
  const scroller = scrollama();
  // It exists, though scrollama's types name another method that does not (standards C05).
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
    // The first call tells only that it watches.
    if (sized) turn();
    sized = true;
  });
  for (const caption of captions) texts.observe(caption);
  // Type and pictures that come late move what lies below them, some of them after the page has
  // loaded. It is told once at first, too, in the frame that comes.
  const page = new ResizeObserver(moves.look);
  page.observe(document.body);
  for (const name of ['wheel', 'touchmove', 'keydown', 'pointerdown', 'click']) on(name, moves.act);
  // Once for pictures and typefaces: each time the whole page is laid out.
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
