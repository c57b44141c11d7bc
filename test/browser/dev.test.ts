import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevServer } from '../../src/desk/dev/dev-server.ts';
import type { FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { languages } from '../../src/locale/languages.ts';
import { built, builtFiles, dist, wordsOf } from '../built/dist.ts';
import { long, share } from '../slice.ts';
import { onPage, useChromium, useOnePage } from './chromium.ts';

const root = join(import.meta.dirname, '..', '..');

useChromium();
/** What an editor changes, in a place of its own; the code is the project's. */
let project = '';
let server: FolderServer;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'terhubung-dev-'));
  await cp(join(root, 'data'), join(project, 'data'), { recursive: true });
  await cp(join(root, 'LICENSE'), join(project, 'LICENSE'));
  server = await openDevServer({ root, project, port: 4300 });
});
afterAll(async () => {
  await server?.close();
  await rm(project, { recursive: true, force: true });
});

const ask = (path: string) => fetch(server.url + path, { redirect: 'manual' });
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

/**
 * How large the downloads are: a card holds its styles as they are written, where a build makes
 * them smaller.
 */
const withoutSizes = (text: string) => text.replace(/\d+([.,]\d+)?\s(kB|MB)|"bytes": \d+/g, 'size');

/**
 * Whether two answers for a path are the same to a reader: pages in their words, archives in what
 * lies in them, all else to the byte.
 */
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
  it(`answers ${long ? 'every' : 'one in four hundred'} of the paths that a build writes with the same words, tables and pictures`, async () => {
    // Scripts and styles of readers have names that the build makes; here they are asked for as
    // they stand in the project.
    const paths = builtFiles().filter(
      (path) => !path.startsWith('assets/') && !/\.(br|gz)$/.test(path)
    );
    expect(paths.length).toBeGreaterThan(500);
    const other: string[] = [];
    for (const path of share(paths, 400)) {
      const answer = await ask(path);
      const bytes = await bytesOf(answer);
      const same = saysTheSame(path, bytes, await readFile(join(dist, path)));
      if (answer.status !== 200 || !same) other.push(`${answer.status} ${path}`);
    }
    expect(other).toEqual([]);
  }, 300_000);

  it('leads a folder to its page, a wrong address to the page that says so, and an oEmbed width to its answer', async () => {
    const folder = await ask('en/methods?plain');
    expect([folder.status, folder.headers.get('location')]).toEqual([307, '/en/methods/?plain']);
    const missing = await ask('nowhere/');
    expect([missing.status, wordsOf(await missing.text())]).toEqual([
      404,
      wordsOf(built('404.html'))
    ]);
    const narrow = await ask('embed/v1/oembed/en/world.json?maxwidth=500');
    expect(await narrow.text()).toBe(built('embed/v1/oembed/en/world.480.json'));
  });

  it.each(share(languages, 2, 1))(
    'runs the story (%s) with its styles, its scripts and its figures, breaking no policy',
    async (language) => {
      await onPage({ viewport: { width: 390, height: 844 } }, async (page) => {
        const complaints: string[] = [];
        page.on(
          'console',
          (message) => void (message.type() === 'error' && complaints.push(message.text()))
        );
        page.on('pageerror', (error) => complaints.push(error.message));
        await page.goto(`${server.url}${language}/#world-2018`);
        await page.locator('[data-figure="world"] button').first().waitFor();
        expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
        expect(complaints).toEqual([]);
      });
    }
  );

  it('takes the next port where one is taken', async () => {
    const other = await openDevServer({ root, project, port: server.port });
    try {
      expect(other.port).toBe(server.port + 1);
    } finally {
      await other.close();
    }
  });
});

/** What is said over a page; undefined while it says nothing. */
const said = (page: Page) =>
  page
    .evaluate(
      () =>
        document.querySelector('terhubung-faults')?.shadowRoot?.querySelector('section')?.innerText
    )
    // The page is just being loaded again.
    .catch(() => 'loading');

describe('a change of the words', () => {
  const file = () => join(project, 'data/copy/en/opening.md');
  const placeOf = (text: string, mark: string) => {
    const before = text.slice(0, text.indexOf(mark)).split('\n');
    return `data/copy/en/opening.md:${before.length}:${before.at(-1)!.length + 1}`;
  };

  /** One page, over which nothing is said when a test comes to it. */
  const openedPage = useOnePage({ viewport: { width: 1280, height: 800 } }, async (page, again) => {
    if (!again) await page.goto(`${server.url}en/`);
    expect(await said(page)).toBeUndefined();
  });

  it('is seen in an open page; a claim that is unknown is shown over it with its place, until it is mended', async () => {
    const text = await readFile(file(), 'utf8');
    const lead = /\{% lead %\}\n(\w+)/.exec(text)!;
    const at = lead.index + lead[0].length;
    const withInLead = (words: string) => `${text.slice(0, at)} ${words}${text.slice(at)}`;
    await openedPage(async (page) => {
      await writeFile(file(), withInLead('(says an editor)'));
      await page.getByText(`${lead[1]} (says an editor)`).first().waitFor();

      const broken = withInLead('{% $world-2081 %}');
      await writeFile(file(), broken);
      await expect.poll(() => said(page)).toContain('world-2081');
      const over = (await said(page))!;
      expect(over).toContain(placeOf(broken, '$world-2081').replace(/:\d+$/, ':'));
      expect(await page.getByRole('alert').innerText()).toBe(over);
      // The page is there to read and to scroll, below what is said.
      expect(wordsOf(await page.locator('main').innerHTML()).length).toBeGreaterThan(5000);
      expect(
        await page.evaluate(
          () =>
            document.querySelector('terhubung-faults')!.getBoundingClientRect().top >
            innerHeight / 2
        )
      ).toBe(true);

      await writeFile(file(), text);
      await expect.poll(() => said(page)).toBeUndefined();
    });
  }, 240_000);

  it('that leaves nothing to read is shown over what was last read', async () => {
    const words = join(project, 'data/copy/en/words.json');
    const text = await readFile(words, 'utf8');
    await openedPage(async (page) => {
      await writeFile(words, text.replace('{', '{,'));
      await expect.poll(() => said(page)).toMatch(/data\/copy\/en\/words\.json:\d+:\d+/);
      expect(wordsOf(await page.locator('main').innerHTML()).length).toBeGreaterThan(5000);
      // It goes out of the way when it is told to, and is put back for what follows.
      const over = await page.$('terhubung-faults');
      await page.getByRole('button', { name: 'Close' }).click();
      expect(await said(page)).toBeUndefined();
      await over!.evaluate((faults) => document.body.append(faults));
      await writeFile(words, text);
      await expect.poll(() => said(page)).toBeUndefined();
    });
  });
});
