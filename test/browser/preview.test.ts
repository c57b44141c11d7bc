import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writePreview } from '../../src/desk/review/preview.ts';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { headersFor } from '../../src/site/headers.ts';
import { numberSite } from '../desk/preview-site.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();
let root = '';
let server: FolderServer;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-preview-'));
  await numberSite(join(root, 'seen'), '49%');
  await writePreview(join(root, 'preview'), {
    now: { site: join(root, 'seen'), name: '2026-01-02' },
    fillDraft: (folder) => numberSite(folder, '61%'),
    problems: [],
    texts: []
  });
  server = await serveFolder(join(root, 'preview'), { port: 0, headers: headersFor });
});
afterAll(async () => {
  await server.close();
  await rm(root, { recursive: true, force: true });
});

it('opens every change, with both pages scrolled to it', async () => {
  await onPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
    const faults: string[] = [];
    page.on(
      'console',
      (message) => void (message.type() === 'error' && faults.push(message.text()))
    );
    await page.goto(`${server.url}changes/`);
    const changes = page.locator('details');
    await expect.poll(() => changes.count()).toBe(4);
    for (let at = 0; at < 4; at++) {
      const change = changes.nth(at);
      await change.locator('summary').click();
      const marked = change
        .frameLocator('iframe[title="Draft"]')
        .locator(`#change-${(at % 2) + 1}`);
      await expect
        .poll(() => marked.evaluate((element) => element.getBoundingClientRect().top < innerHeight))
        .toBe(true);
      const seen = change.frameLocator('iframe[title="Readers see"]').locator('data');
      await expect.poll(() => seen.textContent()).toBe('49%');
    }
    expect(faults).toEqual([]);
  });
});
