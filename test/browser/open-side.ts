import type { Page } from 'playwright-core';
import { siteUrl } from './site.ts';

/**
 * Opens a page beside the story, or a card, at its path; the partner page once its own script has
 * added its chooser.
 */
export async function openSide(page: Page, path: string): Promise<void> {
  await page.goto(siteUrl(path));
  if (path.endsWith('/partners/'))
    await page.locator('#choose [data-preview] iframe').waitFor({ state: 'attached' });
}
