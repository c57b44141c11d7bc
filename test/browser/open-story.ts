import type { Page } from 'playwright-core';
import { atRest } from './reading.ts';
import { siteUrl } from './site.ts';

export async function loadControls(page: Page) {
  await page.locator('#speed [role="status"]').waitFor({ state: 'attached' });
  await page.locator('#place').scrollIntoViewIfNeeded();
  await page.locator('#place select').first().waitFor();
}

export async function openStory(page: Page, language: string) {
  await page.goto(siteUrl(`${language}/`));
  await page.mouse.wheel(0, 1);
  await loadControls(page);
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  await atRest(page);
}
