import { median } from 'd3';
import type { CDPSession, Page } from 'playwright-core';
import { mainThreadWork, traceWhile } from './main-thread.ts';

export interface PageLoad {
  firstPaintMs: number;
  largestPaintMs: number;
  blockingMs: number;
  layoutShift: number;
  /** Until the first frame with the map in the right year, if it is in the window. */
  mapMs?: number;
}

interface Watched {
  __load?: {
    first: number;
    largest: number;
    shift: number;
    map?: number;
    tasks: { start: number; end: number }[];
  };
}

/** Milliseconds up to which a task does not block (https://web.dev/articles/tbt). */
const longTask = 50;
/** Milliseconds after the load for late files and scripts. */
const restAfterLoad = 2500;

export async function timeLoad(page: Page, url: string): Promise<PageLoad> {
  await page.addInitScript(() => {
    const seen: NonNullable<Watched['__load']> = { first: 0, largest: 0, shift: 0, tasks: [] };
    (window as unknown as Watched).__load = seen;
    const watch = (type: string, tell: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(tell)).observe({
        type,
        buffered: true
      });
    watch('paint', ({ name, startTime }) => {
      if (name === 'first-contentful-paint') seen.first = startTime;
    });
    watch('largest-contentful-paint', ({ startTime }) => (seen.largest = startTime));
    watch(
      'layout-shift',
      (entry) => (seen.shift += (entry as PerformanceEntry & { value: number }).value)
    );
    watch('longtask', ({ startTime, duration }) =>
      seen.tasks.push({ start: startTime, end: startTime + duration })
    );
    const look = () => {
      const map = document.querySelector('[data-figure="world"] svg');
      const box = map?.getBoundingClientRect();
      // Until it is of that year it lies there unseen (standards R18).
      const isShown = box && box.height > 0 && box.top < innerHeight && box.bottom > 0;
      if (isShown && getComputedStyle(map!.closest('.picture')!).opacity === '1') {
        // This frame is painted when the next task runs.
        requestAnimationFrame(() => setTimeout(() => (seen.map = performance.now())));
      } else requestAnimationFrame(look);
    };
    // Each look asks for a frame, and so for work that a reader at the top does not have.
    if (location.hash) requestAnimationFrame(look);
  });
  await page.goto(url, { waitUntil: 'load', timeout: 60_000 });
  await page.waitForTimeout(restAfterLoad);
  const { first, largest, shift, map, tasks } = await page.evaluate(
    () => (window as unknown as Required<Watched>).__load
  );
  return {
    firstPaintMs: first,
    largestPaintMs: largest,
    blockingMs: tasks.reduce(
      (sum, { start, end }) => sum + Math.max(0, end - Math.max(start, first) - longTask),
      0
    ),
    layoutShift: shift,
    ...(map === undefined ? {} : { mapMs: map })
  };
}

export async function workToLoad(page: Page, session: CDPSession, url: string) {
  // A new process might start before the trace.
  await page.goto(new URL('/robots.txt', url).href);
  await page.addInitScript(() => {
    performance.mark('load:start');
    const end = () =>
      setTimeout(() =>
        document.documentElement.matches('.js:not([data-alive])')
          ? end()
          : performance.mark('load:end')
      );
    addEventListener('load', end);
  });
  const { events } = await traceWhile(session, async () => {
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForFunction(() => performance.getEntriesByName('load:end').length > 0);
  });
  return mainThreadWork(events, ['load'])[0]!;
}

export function medianLoad(loads: readonly PageLoad[]) {
  const names = ['firstPaintMs', 'largestPaintMs', 'blockingMs', 'layoutShift', 'mapMs'] as const;
  return Object.fromEntries(
    names.flatMap((name) => {
      const middle = median(loads, (load) => load[name]);
      return middle === undefined ? [] : [[name, Math.round(middle * 10_000) / 10_000]];
    })
  ) as unknown as PageLoad;
}
