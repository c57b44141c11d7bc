import { parseAddress } from './address.ts';
import { scrollTargetTop } from './sticky-scenes.ts';

/** The element that the hash names; a former id of a step names the step. */
export function hashTarget(): HTMLElement | null {
  const named = document.getElementById(parseAddress('', location.hash).stop);
  return named?.matches('[data-step] > span') ? named.parentElement : named;
}

/** Opens the rows around what the hash names; some browsers scroll to nothing instead. */
export function openRows() {
  const target = hashTarget();
  let opened = false;
  for (
    let row = target?.parentElement?.closest('details');
    row;
    row = row.parentElement?.closest('details')
  ) {
    opened ||= !row.open;
    row.open = true;
  }
  if (opened) target?.scrollIntoView();
}

/** True while the hash names something on screen without a stop in it, such as the help block. */
export function hashNamesOther(stops: readonly HTMLElement[]): boolean {
  const named = hashTarget();
  if (!named || stops.some((stop) => named.contains(stop))) return false;
  // The browser has not scrolled there yet.
  if (document.readyState !== 'complete' && scrollY === 0) return true;
  const { top, bottom } = named.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

const isClose = (one: number, other: number) => Math.abs(one - other) < 2;

/** The stop in the address until the reader moves the page; none for a reload or return. */
export function openingStop(named: HTMLElement | undefined) {
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // Otherwise the reader's place counts. Some browsers do not know the type of navigation yet.
  const isNew =
    !document.documentElement.hasAttribute('data-moved') &&
    (visit?.type ?? 'navigate') === 'navigate';
  /** Its top and the scroll offset at the last check. */
  let [top, y] = [0, 0];
  const opening = {
    stop: isNew ? named : undefined,
    /** Accepts its current place: only layout has moved it. */
    accept() {
      if (opening.stop) [top, y] = [opening.stop.getBoundingClientRect().top, scrollY];
    },
    /** Scrolls there again: late pictures and typefaces changed heights. */
    retry() {
      if (!opening.stop) return;
      const now = opening.stop.getBoundingClientRect().top;
      if (!isClose(now, scrollTargetTop(opening.stop))) {
        // The page moved and its layout did not. If both move, some browsers follow only half way.
        if (!isClose(scrollY, y) && isClose(now + scrollY, top + y)) opening.stop = undefined;
        else opening.stop.scrollIntoView();
      }
      opening.accept();
    }
  };
  opening.accept();
  return opening;
}
