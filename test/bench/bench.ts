import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from 'd3';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { cardPath } from '../../src/cards/card.ts';
import { headersFor } from '../../src/site/headers.ts';
import { buildPacked } from '../../src/desk/output/build.ts';
import type { Desk } from '../../src/desk/cli/desk-io.ts';
import { withTemporaryFolder } from '../../src/desk/files/temporary-folder.ts';
import { launchChromium } from '../../src/desk/output/chromium.ts';
import { timeBareYears, timeLoop, timeScroll, timeYears } from './map-years.ts';
import { measureDesk } from './measure-desk.ts';
import { medianLoad, timeLoad, workToLoad, type PageLoad } from './page-load.ts';
import { serveFolder } from '../../src/desk/dev/serve-folder.ts';

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  isMobile: true,
  hasTouch: true
};
/** Chrome's Slow 4G: latency in milliseconds, throughput in bytes a second. */
const slow4g = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1.6e6 * 0.9) / 8,
  uploadThroughput: (750e3 * 0.9) / 8
};
const loadSlowdown = 4;
const loadRounds = 3;
/** Milliseconds for a measure, and for all of them. */
const patience = { one: 60_000, all: 220_000 };
/** A loop takes this much longer than at best where other processes take the machine's time. */
const loaded = 1.3;

type Kind = 'html' | 'css' | 'script' | 'font' | 'data' | 'other';
const kinds: Readonly<Record<string, Kind>> = {
  document: 'html',
  stylesheet: 'css',
  script: 'script',
  font: 'font',
  fetch: 'data',
  xhr: 'data'
};

const round = (value: number) => Math.round(value * 100) / 100;

async function onPhone<Result>(
  browser: Browser,
  use: (page: Page, session: CDPSession) => Promise<Result>
) {
  const context = await browser.newContext(phone);
  try {
    const page = await context.newPage();
    return await use(page, await context.newCDPSession(page));
  } finally {
    await context.close();
  }
}

async function weigh(page: Page, url: string) {
  const bytes: Record<Kind, number> = { html: 0, css: 0, script: 0, font: 0, data: 0, other: 0 };
  const origins: string[] = [];
  const sizes: Promise<void>[] = [];
  page.on('response', (response) => {
    const request = response.request();
    if (!/^https?:/.test(request.url())) return;
    origins.push(new URL(request.url()).origin);
    sizes.push(
      response
        .headerValue('content-length')
        .then(
          (length) => void (bytes[kinds[request.resourceType()] ?? 'other'] += Number(length ?? 0))
        )
    );
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  await page.waitForTimeout(1000);
  await Promise.all(sizes);
  const home = new URL(url).origin;
  return {
    bytes: { ...bytes, total: Object.values(bytes).reduce((sum, part) => sum + part, 0) },
    requests: origins.length,
    otherOriginRequests: origins.filter((origin) => origin !== home).length
  };
}

async function timeLoads(browser: Browser, urls: Readonly<Record<string, string>>) {
  const loads: Record<string, PageLoad[]> = {};
  const works: Record<string, number[]> = {};
  for (let i = 0; i < loadRounds; i++)
    for (const [name, url] of Object.entries(urls)) {
      const load = onPhone(browser, async (page, session) => {
        await session.send('Network.enable');
        await session.send('Network.emulateNetworkConditions', slow4g);
        await session.send('Emulation.setCPUThrottlingRate', { rate: loadSlowdown });
        return timeLoad(page, url);
      });
      (loads[name] ??= []).push(await load);
      (works[name] ??= []).push(
        await onPhone(browser, (page, session) => workToLoad(page, session, url))
      );
    }
  return Object.fromEntries(
    Object.keys(urls).map((name) => [
      name,
      { ...medianLoad(loads[name]!), workToLoadMs: round(median(works[name]!)!) }
    ])
  );
}

export async function command(_argv: string[], desk: Desk) {
  return withTemporaryFolder(join(desk.root, 'build'), '.tmp-bench', async (folder) => {
    const site = join(folder, 'site');
    desk.err('Building the edition …');
    await buildPacked(desk.root, site);
    await measure(site, desk);
    return 0;
  });
}

async function measure(site: string, desk: Desk) {
  const story = await serveFolder(site, { port: 0, headers: headersFor });
  const browser = await launchChromium();
  const until = performance.now() + patience.all;
  /** A measure that does not end or fails is left out, so that the others are printed. */
  async function of<Measured>(name: string, measured: () => Promise<Measured>) {
    desk.err(`Measuring ${name} …`);
    const left = Math.max(0, Math.min(patience.one, until - performance.now()));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no end in ${Math.round(left / 1000)} s`)), left);
    });
    try {
      return await Promise.race([measured(), late]);
    } catch (error) {
      desk.err(`Could not measure ${name}: ${String(error)}. Try again on a machine at rest.`);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
  const phoneOf = <Measured>(
    name: string,
    measured: (page: Page, session: CDPSession) => Promise<Measured>
  ) => of(name, () => onPhone(browser, measured));
  const page = `${story.url}id/`;
  const opened = `${page}#world-2018`;
  const card = `${story.url}${cardPath('id', 'world')}`;
  try {
    const before = await phoneOf('the machine', timeLoop);
    const scroll = await phoneOf('the scroll', (...on) => timeScroll(...on, page));
    const weight = await phoneOf('the bytes', (on) => weigh(on, page));
    const loads = await of('the loads', () =>
      timeLoads(browser, { top: page, 'world-2018': opened })
    );
    const inStory = await phoneOf('the years in the story', (...on) =>
      timeYears(...on, opened, '.choropleth')
    );
    const alone = await phoneOf('the years on the card', (...on) =>
      timeYears(...on, card, '.map-card')
    );
    const bareD3 = await phoneOf('the years of d3', (...on) => timeBareYears(...on, card));

    const atDesk = await of('the desk', () => measureDesk(desk.root, tmpdir()));
    const after = await phoneOf('the machine again', timeLoop);
    const { top, 'world-2018': below } = loads ?? {};
    const share = (one?: number, other?: number) => one && other && round(one / other);
    const limits = (
      [
        ['largest paint applied, ms', top?.largestPaintMs, 1000],
        ['blocking, ms', top?.blockingMs, 60],
        ['shift', top?.layoutShift, 0.01],
        ['map at #world-2018, ms', below?.mapMs, 1300],
        ['blocking at #world-2018, ms', below?.blockingMs, 60],
        ['shift at #world-2018', below?.layoutShift, 0.01],
        ['bytes before the first scroll', weight?.bytes.total, 110_000],
        ['requests before the first scroll', weight?.requests, 6],
        ['HTML, bytes', weight?.bytes.html, 60_000],
        ['scroll, median ms', scroll?.median, 5.5],
        ['scroll, 95th ms', scroll?.p95, 24],
        ['scroll, longest ms', scroll?.longest, 130],
        ['year of the map: card / d3', share(alone, bareD3), 1.25],
        ['year of the map: story / card', share(inStory, alone), 1.3]
      ] as const
    ).map(([what, value, limit]) => ({
      what,
      value: value ?? null,
      limit,
      holds: value === undefined ? null : value <= limit
    }));
    const load = Math.max(before ?? 1, after ?? 1);
    if (load > loaded)
      desk.err(
        `The machine is loaded: a loop takes ${load} times as long as at best, so times are too long.`
      );
    desk.out(
      JSON.stringify(
        {
          conditions: {
            viewport: '390×844 at 3×',
            loads: `slow 4G (${slow4g.latency} ms, ${(slow4g.downloadThroughput * 8) / 1e6} Mbit/s), CPU ${loadSlowdown}× slower; work to load as the machine is; medians of ${loadRounds}`,
            frames: 'processor time of the main thread, times 4',
            machine: { before, after, isLoaded: load > loaded },
            browser: browser.version()
          },
          limits,
          ...weight,
          loads,

          mapYearMs: { inStory, alone, bareD3 },
          scrollFrameMs: scroll,
          desk: atDesk
        },
        null,
        2
      )
    );
  } finally {
    await browser.close();
    await story.close();
  }
}
