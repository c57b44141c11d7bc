import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readLock } from '../../src/story/lock.ts';
import { axeFaults } from '../browser/axe.ts';
import { onPage, useChromium } from '../browser/chromium.ts';
import { endRepairs, newRelease, source, writeDelivery } from './delivery.ts';
import { openWindow, type OpenWindow } from './open-window.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';
import { watch } from './walk.ts';

useChromium();

let project: ProjectCopy;
let url = '';
let desk: OpenWindow;

beforeAll(async () => {
  project = await copyProject();
  await writeDelivery(project, { iso3: 'IDN', year: 2024, value: 41 });
  await endRepairs(project);
  desk = await openWindow(project);
  url = desk.url;
});
afterAll(async () => {
  await desk.close();
  await project.remove();
});

async function look(page: Page) {
  await page.setInputFiles('input[type=file]', join(project.root, 'delivery.csv'));
  await page.getByRole('button', { name: 'Look at it', exact: true }).click();
  await page.getByRole('heading', { name: 'delivery.csv' }).waitFor();
}

it('has no fault that axe finds, and nothing wider than the page at 200 % or 320 px', () =>
  onPage({ viewport: { width: 1024, height: 768 } }, async (page) => {
    const { errors, origins } = watch(page);
    await page.goto(url, { waitUntil: 'load' });
    const views = page.getByRole('navigation').getByRole('link');
    const bar = await views.evaluateAll((links) =>
      links.map((link) => (link as HTMLAnchorElement).href)
    );
    await look(page);
    const drafted = `${url}en/follow-up?since=data/edition.lock.json`;
    const addresses = [
      page.url(),
      ...bar,
      `${url}en/changes?release=${source}/2024-05-30`,
      drafted
    ];
    for (const address of [...addresses, ...addresses.map((it) => it.replace('/en/', '/id/'))]) {
      await page.goto(address, { waitUntil: 'load' });
      expect(await axeFaults(page), address).toEqual([]);
      for (const [width, size] of [
        [1024, '200%'],
        [320, '100%']
      ] as const) {
        await page.setViewportSize({ width, height: 768 });
        const over = await page.evaluate((size) => {
          document.documentElement.style.fontSize = size;
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        }, size);
        expect([address, width, over]).toEqual([address, width, 0]);
      }
    }
    expect(errors).toEqual([]);
    expect([...origins]).toEqual([new URL(url).origin]);
  }));

it('takes a file and pins it without a script, by what the story uses', () =>
  onPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(url, { waitUntil: 'load' });
    await look(page);
    const doubted = page.getByRole('row', { name: 'Indonesia 2024' });
    await expect.poll(() => doubted.innerText()).toMatch(/72\.\d+\s+41\s.*idn-now/s);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Keep this release' }).click();
    const figure = page.getByRole('article', { name: 'idn-now' });
    await expect.poll(() => figure.innerText()).toMatch(/73%.*41%/s);
    expect(await page.getByRole('listitem').first().innerText()).toContain(newRelease);
    await page.getByText(/^Values of the release/).click();
    const moved = page.getByRole('table', { name: 'Largest revisions' }).getByRole('row');
    expect(await moved.first().innerText()).toContain('Indonesia, 2024');
    await page.getByRole('button', { name: 'Pin this release' }).click();
    await page.getByRole('status').getByText('edition lock').waitFor();
    const { pins } = readLock(await project.read('data/edition.lock.json'));
    expect(pins['internet-use']).toMatchObject({ source, release: newRelease });
  }));

it('undoes the pin and the take by their names, and says what a release still needs', () =>
  onPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${url}en/publish`, { waitUntil: 'load' });
    const named = `Undo the pin of internet-use=${source}/${newRelease}`;
    await page.getByRole('button', { name: named }).click();
    await page.getByRole('button', { name: `Undo the take of ${source}/${newRelease}` }).click();
    await page.getByRole('status').getByText('Undone: the take of').waitFor();
    const { pins } = readLock(await project.read('data/edition.lock.json'));
    expect(pins['internet-use'].release).not.toBe(newRelease);
    expect(await page.getByRole('button', { name: /^Undo/ }).count()).toBe(0);
    await page.getByText(/\d+ faults$/).click();
    expect(await page.getByRole('listitem').count()).toBeGreaterThan(5);
  }));
