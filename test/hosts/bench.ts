import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { HeightTable } from '../../src/cards/embed/card-heights.ts';
import { heightAt } from '../cards/height-at.ts';
import { readHeightTable } from '../../src/cards/embed/read-height-table.ts';
import type { Card } from '../../src/cards/card.ts';
import type { Language } from '../../src/locale/languages.ts';
import { openHostBench, type HostBench } from './host-pages.ts';
import { onPage } from '../browser/chromium.ts';
import { drawn } from '../browser/reading.ts';
import { repeatsNothing } from './repeats-nothing.ts';

const root = join(import.meta.dirname, '..', '..');
let opened: HostBench | undefined;
let heights: HeightTable;

export function useBench() {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'terhubung-hosts-'));
    opened = await openHostBench(root, folder);
    heights = readHeightTable(await readFile(join(root, 'data', 'card-heights.json'), 'utf8'));
  });
  afterAll(async () => {
    await opened?.close();
    await rm(folder, { recursive: true, force: true });
  });
}

export function bench() {
  if (!opened) throw new Error('call useBench() at the top of the test file');
  return opened;
}

export interface Watched {
  errors: string[];
  messages(): Promise<number>;
  shift(): Promise<number>;
}

interface Scope {
  __messages: number;
  __shift: number;
}

/** A card's second message would undo what a forged one has changed, so it sends one. */
export async function watch(page: Page, repeats = false): Promise<Watched> {
  if (!repeats) await page.addInitScript(repeatsNothing);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.addInitScript(() => {
    const scope = window as unknown as Scope;
    Object.assign(scope, { __messages: 0, __shift: 0 });
    addEventListener('message', () => (scope.__messages += 1));
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        scope.__shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const read = (name: keyof Scope) =>
    page.evaluate((key) => (window as unknown as Scope)[key], name);
  return { errors, messages: () => read('__messages'), shift: () => read('__shift') };
}

const cardAddress =
  /\/embed\/v1\/(?:editions\/[^/]+\/)?(?<language>[a-z]{2})\/(?<card>[a-z]+)\.html/;

export async function cardFrames(page: Page) {
  const frames: Frame[] = [];
  for (const element of await page.$$('iframe[src*="/embed/v1/"]')) {
    const frame = await element.contentFrame();
    await frame!.waitForURL(cardAddress);
    frames.push(frame!);
  }
  return frames;
}

export async function sizeOf(frame: Frame) {
  const { language, card } = cardAddress.exec(frame.url())!.groups as {
    language: Language;
    card: Card;
  };
  const element = await frame.frameElement();
  const { width, height } = await element.evaluate((node) => {
    const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(
      node as HTMLElement
    );
    const { clientWidth, clientHeight } = node as HTMLElement;
    return {
      width: clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight),
      height: clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom)
    };
  });
  return { width, height, known: heightAt(heights[language][card], width) };
}

export async function quiet(page: Page, watched: Watched, frames = 10) {
  for (let before = -1; ;) {
    const now = await watched.messages();
    if (now === before) return now;
    if (now > 1000) throw new Error(`${now} messages and no end`);
    before = now;
    await drawn(page, frames);
  }
}

export const atRest =
  (device: Parameters<typeof onPage>[0]) =>
  (name: string, use: (page: Page, watched: Watched) => Promise<void>) =>
    onPage(device, async (page) => {
      const watched = await watch(page);
      await page.goto(`${bench().partner.url}${name}.html`);
      await cardFrames(page);
      await quiet(page, watched);
      await use(page, watched);
      expect(watched.errors).toEqual([]);
    });
