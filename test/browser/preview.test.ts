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

it('leads through every change, with both pages scrolled to it, without script', async () => {
  await onPage(
    { javaScriptEnabled: false, viewport: { width: 1280, height: 800 } },
    async (page) => {
      const faults: string[] = [];
      page.on(
        'console',
        (message) => void (message.type() === 'error' && faults.push(message.text()))
      );
      await page.goto(`${server.url}changes/`);
      await page.getByRole('link', { name: 'Go through the changes' }).click();
      for (let number = 1; ; number++) {
        await expect
          .poll(() => page.getByRole('heading', { level: 1 }).textContent())
          .toBe(`Change ${number} of 4`);
        const draft = page.frameLocator('iframe[title="Draft"]');
        const marked = draft.locator(`#change-${((number - 1) % 2) + 1}`);
        await expect
          .poll(() =>
            marked.evaluate((element) => element.getBoundingClientRect().top < innerHeight)
          )
          .toBe(true);
        await expect
          .poll(() =>
            page.frameLocator('iframe[title="Readers see"]').locator('data').textContent()
          )
          .toBe('49%');
        const next = page.getByRole('link', { name: 'Next' });
        if ((await next.count()) === 0) {
          expect(number).toBe(4);
          break;
        }
        await next.click();
      }
      await page.getByRole('link', { name: 'Previous' }).click();
      await expect
        .poll(() => page.getByRole('heading', { level: 1 }).textContent())
        .toBe('Change 3 of 4');
      expect(faults).toEqual([]);
    }
  );
});
