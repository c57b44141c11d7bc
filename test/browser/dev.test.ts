import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevServer } from '../../src/desk/dev/dev-server.ts';
import type { FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { built, builtFiles, dist, wordsOf } from '../built/dist.ts';
import { copyProject, type ProjectCopy } from '../journeys/project-copy.ts';
import { share } from '../slice.ts';
import { onPage, useChromium } from './chromium.ts';

useChromium();
let project: ProjectCopy;
let server: FolderServer;
const root = join(import.meta.dirname, '..', '..');
beforeAll(async () => {
  project = await copyProject();
  server = await openDevServer({ root, project: project.root, port: 4300 });
});
afterAll(async () => {
  await server?.close();
  await project.remove();
});

const ask = (path: string) => fetch(server.url + path, { redirect: 'manual' });

/** Cards of the dev server hold styles that a build minifies, so that downloads differ in size. */
const withoutSizes = (text: string) => text.replace(/\d+([.,]\d+)?\s(kB|MB)|"bytes": \d+/g, 'size');

function saysTheSame(path: string, one: Uint8Array, other: Uint8Array): boolean {
  const [text, otherText] = [one, other].map((bytes) => Buffer.from(bytes).toString());
  if (path.endsWith('.html'))
    return withoutSizes(wordsOf(text!)) === withoutSizes(wordsOf(otherText!));
  if (path.endsWith('embeds.json')) return withoutSizes(text!) === withoutSizes(otherText!);
  if (!path.endsWith('.zip')) return Buffer.compare(one, other) === 0;
  const [entries, others] = [unzipSync(one), unzipSync(other)];
  return (
    Object.keys(entries).join() === Object.keys(others).join() &&
    Object.entries(entries).every(([name, bytes]) => saysTheSame(name, bytes, others[name]!))
  );
}

describe('the development server', () => {
  it('answers the paths that a build writes, with the same words, tables and pictures', async () => {
    // The names of scripts and styles are the build's.
    const paths = builtFiles().filter(
      (path) => !path.startsWith('assets/') && !/\.(br|gz)$/.test(path)
    );
    expect(paths.length).toBeGreaterThan(500);
    const other: string[] = [];
    for (const path of share(paths, 400)) {
      const answer = await ask(path);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const same = saysTheSame(path, bytes, await readFile(join(dist, path)));
      if (answer.status !== 200 || !same) other.push(`${answer.status} ${path}`);
    }
    expect(other).toEqual([]);
  }, 300_000);

  it('redirects a folder, has a page for wrong addresses, and answers oEmbed by width', async () => {
    const folder = await ask('en/methods?plain');
    expect([folder.status, folder.headers.get('location')]).toEqual([307, '/en/methods/?plain']);
    const missing = await ask('nowhere/');
    expect(missing.status).toBe(404);
    expect(wordsOf(await missing.text())).toBe(wordsOf(built('404.html')));
    const narrow = await ask('embed/v1/oembed/en/world.json?maxwidth=500');
    expect(await narrow.text()).toBe(built('embed/v1/oembed/en/world.480.json'));
  });

  it('runs the story with its styles, scripts and figures, within the policy', () =>
    onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(`${server.url}en/#world-2018`);
      const driven = page.locator('[data-figure="world"] button[aria-disabled]').first();
      await driven.waitFor({ state: 'attached' });
      expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
      expect(errors).toEqual([]);
    }));

  it('takes the next free port', async () => {
    const other = await openDevServer({ root, project: project.root, port: server.port });
    expect(other.port).toBe(server.port + 1);
    await other.close();
  });
});
