import { parseAddress } from './address.ts';
import { restingTop } from './sticky-scenes.ts';

/** Returns what the address names; an address that a step had before names the step. */
export function hashTarget(): HTMLElement | null {
  const named = document.getElementById(parseAddress('', location.hash).stop);
  return named?.matches('[data-step] > span') ? named.parentElement : named;
}

/**
 * True while the address names something on screen that is no stop, such as the help block: it
 * keeps its address.
 */
export function namesNoStop(stops: readonly HTMLElement[]): boolean {
  const named = hashTarget();
  if (!named || stops.includes(named)) return false;
  // The browser has yet to go there.
  if (document.readyState !== 'complete' && scrollY === 0) return true;
  const { top, bottom } = named.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

const same = (one: number, other: number) => Math.abs(one - other) < 2;

/**
 * Returns the stop that the address named, until anything but the layout has moved the page; none
 * for a visit that keeps its place.
 */
export function openingStop(named: HTMLElement | undefined) {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // A return or a reload keeps the place where the reader was, and a script that came late that to
  // which the reader has moved. A browser may not know yet what kind of visit this is.
  const isNew =
    !document.documentElement.hasAttribute('data-moved') &&
    (visit?.type ?? 'navigate') === 'navigate';
  /** Where it was when last looked at. */
  let [top, y] = [0, 0];
  const opening = {
    stop: isNew ? named : undefined,
    /** Takes it for where it is: nothing but the layout has moved it. */
    stay(): void {
      if (opening.stop) [top, y] = [opening.stop.getBoundingClientRect().top, scrollY];
    },
    /**
     * Goes there again: the browser goes once, before the pictures have told their height, and
     * before late type has given the words theirs.
     */
    goAgain(): void {
      if (!opening.stop) return;
      const now = opening.stop.getBoundingClientRect().top;
      if (!same(now, restingTop(opening.stop))) {
        // The page was moved and its layout was not. Where both are, the browser follows the
        // layout, some only half of the way.
        if (!same(scrollY, y) && same(now + scrollY, top + y)) opening.stop = undefined;
        else opening.stop.scrollIntoView();
      }
      opening.stay();
    }
  };
  opening.stay();
  return opening;
}
