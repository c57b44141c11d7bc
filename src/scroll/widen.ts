import { isSticky, type StickyScene } from './sticky-scenes.ts';

/** Shares of the stage's height: in which the block widens, before which its words leave, after. */
const way = { widens: 0.3, clears: 0.08, arrives: 0.05 } as const;

/**
 * At the end of a scene `[data-widens]`, a gauge at the edge of its stage, widens into the block of
 * the next stage, which lies over it: by position alone (R05), and back.
 */
export function widenGauge(scenes: readonly StickyScene[]) {
  const at = scenes.findIndex(({ stage }) => stage.querySelector('[data-widens]'));
  const [from, to] = [scenes[at], scenes[at + 1]];
  let moves = false;

  /** `left`: how far it still is to the end, in heights of the stage. */
  function draw(left: number): void {
    if (!from || !to) return;
    const share = Math.min(1, Math.max(0, 1 - left / way.widens));
    from.stage.toggleAttribute('data-clears', left < way.widens + way.clears);
    from.stage.toggleAttribute('data-gone', share === 1);
    to.stage.style.setProperty('--born', share.toFixed(3));
    to.place.toggleAttribute('data-arrived', left < -way.arrives);
  }
  function clear(): void {
    draw(-1);
    for (const name of ['data-clears', 'data-gone']) from?.stage.removeAttribute(name);
  }

  return {
    clear,
    /** Reads styles, which change with the layout alone. */
    measure(): void {
      clear();
      moves = from !== undefined && to !== undefined && isSticky(from) && isSticky(to);
    },
    /** Measures now; the returned function widens it. */
    follow(): () => void {
      if (!moves) return () => undefined;
      const { bottom, height } = to!.stage.getBoundingClientRect();
      const left = (from!.place.getBoundingClientRect().bottom - bottom) / height;
      return () => draw(left);
    }
  };
}
