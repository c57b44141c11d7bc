import { isSticky, type StickyScene } from './sticky-scenes.ts';

/** In stage heights. The line waits for the heading. */
const way = { widens: 0.2, arrives: 0.32 } as const;

/**
 * At the end of a scene its gauge `[data-widens]` widens into the block of the next scene's stage.
 * The scroll position alone decides how far (R05), so it also runs back.
 */
export function widenGauge(scenes: readonly StickyScene[]) {
  const at = scenes.findIndex(({ stage }) => stage.querySelector('[data-widens]'));
  const [from, to] = [scenes[at], scenes[at + 1]];
  let moves = false;

  /** `left`: distance to the scene's end, in stage heights. */
  function draw(left: number) {
    if (!from || !to) return;
    const share = Math.min(1, Math.max(0, 1 - left / way.widens));
    from.stage.toggleAttribute('data-clears', share > 0);
    from.stage.toggleAttribute('data-gone', share === 1);
    to.stage.style.setProperty('--born', share.toFixed(3));
    to.place.toggleAttribute('data-whole', share === 1);
    to.place.toggleAttribute('data-arrived', left < -way.arrives);
  }
  function clear() {
    draw(-1);
    for (const name of ['data-clears', 'data-gone']) from?.stage.removeAttribute(name);
  }

  return {
    clear,
    /** Call it after a change of layout only: it reads styles. */
    measure() {
      clear();
      moves = from !== undefined && to !== undefined && isSticky(from) && isSticky(to);
    },
    /** Measures at once, and returns the function that draws: reads come before writes. */
    follow(): () => void {
      if (!moves || !(from!.moves || to!.moves)) return () => undefined;
      const { bottom, height } = to!.stage.getBoundingClientRect();
      const left = (from!.place.getBoundingClientRect().bottom - bottom) / height;
      return () => draw(left);
    }
  };
}
