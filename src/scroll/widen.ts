import { isSticky, type StickyScene } from './sticky-scenes.ts';

/** Share of the stage's height that is scrolled while the gauge widens. */
const wayOfStage = 0.32;
/** Px of scroll in which both stages stand still: what stood behind the other is swapped there. */
const lead = 24;

/**
 * At the end of a scene `[data-widens]`, a gauge at the edge of its stage, widens into the block of
 * the next stage: by position alone (R05), by transform alone, and back.
 */
export function widenGauge(scenes: readonly StickyScene[]) {
  const at = scenes.findIndex(({ stage }) => stage.querySelector('[data-widens]'));
  const [from, to] = [scenes[at], scenes[at + 1]];
  const gauge = from?.stage.querySelector<HTMLElement>('[data-widens]');
  let most = 0;

  function draw(share: number, isThere: boolean): void {
    if (!gauge || !to) return;
    gauge.style.transform = share > 0 ? `scaleX(${(1 + share * (most - 1)).toFixed(3)})` : '';
    gauge.style.visibility = share < 1 ? '' : 'hidden';
    to.stage.toggleAttribute('data-unborn', share < 1);
    to.place.toggleAttribute('data-arrived', isThere);
  }
  const clear = () => draw(1, true);

  return {
    clear,
    /** Reads sizes, which change with the layout alone. */
    measure(): void {
      clear();
      if (gauge) gauge.removeAttribute('style');
      most =
        from && to && gauge && isSticky(from) && isSticky(to)
          ? from.stage.offsetWidth / gauge.offsetWidth
          : 0;
    },
    /** Measures now; the returned function widens it. */
    follow(): () => void {
      if (!most) return () => undefined;
      const { bottom, height } = from!.stage.getBoundingClientRect();
      const left = from!.place.getBoundingClientRect().bottom - bottom - lead;
      const share = Math.min(1, Math.max(0, 1 - left / (wayOfStage * height)));
      const below =
        to!.steps[0]!.getBoundingClientRect().top - to!.stage.getBoundingClientRect().top;
      return () => draw(share, share === 1 && below < 0.72 * height);
    }
  };
}
