import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardDocument } from '../../src/cards/page/card-document.ts';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { headersFor } from '../../src/site/headers.ts';
import { onPage, useChromium } from '../browser/chromium.ts';

useChromium();

/** Posts whether script and style sheet apply. */
const speak = `addEventListener('load', () => parent.postMessage(getComputedStyle(document.body).color === 'rgb(1, 2, 3)' ? 'up' : 'bare', '*'))`;
const files = {
  'embed/v1/en/world.html': cardDocument({
    language: 'en',
    title: 'A card',
    body: '<p>A card</p>',
    styles: 'body{color:rgb(1,2,3)}',
    script: speak,
    canonical: '../../../en/',
    links: []
  }),
  'en/index.html': `<!doctype html><title>Story</title><style>body{color:rgb(1,2,3)}</style><script>${speak}</script>`
};

const around = (address: string) =>
  `<!doctype html><script>addEventListener("message", (event) => { document.title = event.data; })</script>` +
  `<iframe sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" src="${address}"></iframe>`;

let folder: string;
let site: FolderServer;
let partner: Server;
let partnerOrigin: string;
let partnerHeaders: Record<string, string> = {};
let partnerPage = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'terhubung-framing-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  site = await serveFolder(folder, { port: 0, headers: headersFor });
  partner = createServer((request, response) => {
    const headers = request.url === '/' ? partnerHeaders : {};
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers });
    response.end(request.url === '/' ? partnerPage : '');
  });
  await new Promise<void>((resolve) => partner.listen(0, 'localhost', resolve));
  partnerOrigin = `http://localhost:${(partner.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await site.close();
  await new Promise((resolve) => partner.close(resolve));
  await rm(folder, { recursive: true });
});

async function open(html: string, headers: Record<string, string> = {}) {
  partnerPage = html;
  partnerHeaders = headers;
  return visit(`${partnerOrigin}/`);
}

const visit = (address: string) =>
  onPage({}, async (page) => {
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(address);
    await expect
      .poll(async () => complaints.length > 0 || ['up', 'bare'].includes(await page.title()))
      .toBe(true);
    return { said: await page.title(), complaints };
  });

describe('a card', () => {
  const card = () => `${site.url}embed/v1/en/world.html`;
  const silent = { said: 'up', complaints: [] };

  it('works in a sandboxed frame of another origin, under its own policy and the header’s', async () => {
    expect(await open(around(card()))).toEqual(silent);
  });

  it('works in a cross-origin isolated page', async () => {
    const isolated = {
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Opener-Policy': 'same-origin'
    };
    expect(await open(around(card()), isolated)).toEqual(silent);
  });

  it('works in a draft that is opened from the disk', async () => {
    const draft = join(folder, 'draft.html');
    await writeFile(draft, around(card()));
    expect(await visit(pathToFileURL(draft).href)).toEqual(silent);
  });
});

describe('the story', () => {
  it('is framed by no other origin', async () => {
    const { said, complaints } = await open(around(`${site.url}en/`));
    expect(said).toBe('');
    expect(complaints.join()).toContain(`frame-ancestors 'self'`);
  });
});
