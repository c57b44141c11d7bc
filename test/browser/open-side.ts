import type { Page } from 'playwright-core';
import { siteUrl } from './chromium.ts';

/** Opens a side page or card, the partner page once its script has run. */
export async function openSide(page: Page, path: string) {
  await page.goto(siteUrl(path));
  if (path.endsWith('/partners/'))
    await page.locator('#choose [data-preview] iframe').waitFor({ state: 'attached' });
}
