import { median, quantile } from 'd3';
import type { CDPSession, Page } from 'playwright-core';
import { mainThreadWork, traceWhile } from './main-thread.ts';

const round = (value: number) => Math.round(value * 100) / 100;
/**
 * The phone's processor is this much slower. Multiplied: Chromium's own throttle also multiplies the
 * time that other processes take, so its numbers double on a loaded machine.
 */
const slowdown = 4;

const summary = (work: readonly number[]) => ({
  median: round(median(work)!),
  p95: round(quantile(work, 0.95)!),
  longest: round(Math.max(...work))
});

export async function timeYears(page: Page, session: CDPSession, url: string, root: string) {
  await page.goto(url, { waitUntil: 'load' });
  await page.locator(`${root} .map-list`).waitFor({ state: 'attached' });
  return years(session, () =>
    page.evaluate(async (root) => {
      const [previous, , next] = document.querySelectorAll<HTMLButtonElement>(
        `${root} .map-steps button`
      ) as unknown as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement];
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      const isAtEnd = (button: HTMLButtonElement) =>
        button.getAttribute('aria-disabled') === 'true';
      for (; !isAtEnd(previous); await frame()) previous.click();
      await new Promise((resolve) => setTimeout(resolve, 800));
      let count = 0;
      for (; !isAtEnd(next); count += 1) {
        performance.mark(`year ${count}:start`);
        next.click();
        await frame();
        await frame();
        performance.mark(`year ${count}:end`);
      }
      return count;
    }, root)
  );
}

async function years(session: CDPSession, play: () => Promise<number>) {
  const { events, value: count } = await traceWhile(session, play);
  const spans = Array.from({ length: count }, (_, index) => `year ${index}`);
  return round(slowdown * median(mainThreadWork(events, spans))!);
}

/** The same marks, looks, texts and years as the map's card, drawn by d3 alone. */
export async function timeBareYears(page: Page, session: CDPSession, cardUrl: string) {
  await page.goto(cardUrl, { waitUntil: 'load' });
  await page.waitForSelector('.map-card.live');
  const { svg, drawn } = await page.evaluate(async () => {
    const [previous, , next] = document.querySelectorAll<HTMLButtonElement>(
      '.map-card .map-steps button'
    ) as unknown as [HTMLButtonElement, HTMLButtonElement, HTMLButtonElement];
    const map = document.querySelector('.choropleth-map svg')!;
    const marks = [...map.querySelectorAll('.map-s, .map-f')];
    const texts = [
      ...document.querySelectorAll('.map-card :is([data-map-year], [data-map-world], .map-count)')
    ];
    while (previous.getAttribute('aria-disabled') !== 'true') previous.click();
    const drawn: { looks: [string, string][]; said: string[] }[] = [];
    for (let isLast = false; !isLast; next.click()) {
      isLast = next.getAttribute('aria-disabled') === 'true';
      const looks = marks.map((mark): [string, string] => {
        const { fill, stroke } = getComputedStyle(mark);
        return [fill, stroke];
      });
      drawn.push({ looks, said: texts.map(({ textContent }) => textContent) });
    }
    // The rules of the style sheet as attributes.
    for (const mark of map.querySelectorAll('path, use'))
      for (const name of [
        'fill',
        'stroke',
        'stroke-width',
        'stroke-linecap',
        'stroke-linejoin',
        'stroke-dasharray',
        'paint-order',
        'vector-effect'
      ])
        mark.setAttribute(name, getComputedStyle(mark).getPropertyValue(name));
    return { svg: map.outerHTML + '<p></p>'.repeat(texts.length), drawn };
  });
  await page.goto('about:blank');
  await page.setContent(svg);
  await page.addScriptTag({ path: 'node_modules/d3/dist/d3.min.js' });
  return years(session, () =>
    page.evaluate(async (drawn) => {
      const { d3 } = window as unknown as { d3: typeof import('d3') };
      const marks = d3.selectAll('.map-s, .map-f');
      const texts = d3.selectAll('p');
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      for (const [index, { looks, said }] of drawn.entries()) {
        performance.mark(`year ${index}:start`);
        marks
          .data(looks)
          .attr('fill', ([fill]) => fill)
          .attr('stroke', ([, stroke]) => stroke);
        texts.data(said).text((text) => text);
        await frame();
        await frame();
        performance.mark(`year ${index}:end`);
      }
      return drawn.length;
    }, drawn)
  );
}

export async function timeScroll(page: Page, session: CDPSession, url: string) {
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForSelector('[data-alive]', { state: 'attached' });
  const { events, value: count } = await traceWhile(session, () =>
    page.evaluate(async () => {
      let count = 0;
      const end = () => scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
      for (; !end(); count += 1) {
        performance.mark(`scroll ${count}:start`);
        scrollBy({ top: 24, behavior: 'instant' });
        await new Promise((resolve) => requestAnimationFrame(resolve));
        performance.mark(`scroll ${count}:end`);
      }
      return count;
    })
  );
  const spans = Array.from({ length: count }, (_, index) => `scroll ${index}`);
  const work = mainThreadWork(events, spans);
  return { frames: count, ...summary(work.map((ms) => slowdown * ms)) };
}

/** Times one loop again and again: how much longer it takes than at best, by its median. */
export async function timeLoop(page: Page, session: CDPSession) {
  const count = 60;
  const { events } = await traceWhile(session, () =>
    page.evaluate(async (count) => {
      for (let i = 0, sum = 0; i < count && sum < Infinity; i++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        performance.mark(`loop ${i}:start`);
        for (let k = 0; k < 1e6; k++) sum += Math.sqrt(k ^ i);
        performance.mark(`loop ${i}:end`);
      }
    }, count)
  );
  const work = mainThreadWork(
    events,
    Array.from({ length: count }, (_, index) => `loop ${index}`)
  );
  return round(median(work)! / Math.min(...work));
}
