import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandbox } from '../../src/cards/embed/snippet.ts';
import { bench, useBench } from '../hosts/bench.ts';
import { forged, hostileCard } from '../hosts/forgeries.ts';
import { share } from '../slice.ts';
import { engine, errorsOf, inWindow, until, useEngine, type EngineWindow } from './window.ts';

useEngine();
useBench();

const wide = { width: 900, height: 700 };

/** A site of another origin that records requests, and serves the hostile card. */
let stranger: Server;
let strangers: string;
const asked: string[] = [];
const told = new EventEmitter();
beforeAll(async () => {
  stranger = createServer((request, response) => {
    const path = request.url ?? '';
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    if (path === '/hostile.html') response.end(hostileCard(strangers));
    else {
      if (!told.emit(path) && path !== '/favicon.ico' && path !== '/quiet.html') asked.push(path);
      response.end('<title>A stranger</title><link rel="icon" href="data:,">');
    }
  });
  await new Promise<void>((resolve) => stranger.listen(0, 'localhost', resolve));
  strangers = `http://localhost:${(stranger.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  stranger.closeAllConnections();
  await new Promise((resolve) => stranger.close(resolve));
});

const card = 'iframe[src*="/embed/v1/en/speed.html"]';
const height = (window: EngineWindow) =>
  window.evaluate((frame) => document.querySelector(frame)!.clientHeight, card);

async function openPartner(window: EngineWindow): Promise<void> {
  await window.open(`${bench().partner.url}embed-js.html`);
  await until(
    window,
    () => document.readyState === 'complete' && document.getElementById('card') !== null,
    undefined,
    card
  );
  await until(window, () => 'terhubung' in globalThis);
}

async function send(
  window: EngineWindow,
  messages: readonly unknown[],
  frame?: string
): Promise<void> {
  await window.evaluate(() => {
    addEventListener('message', ({ data }) => {
      if (data === 'the last') document.documentElement.dataset['told'] = '';
    });
    delete document.documentElement.dataset['told'];
  });
  await window.evaluate(
    (all) => [...all, 'the last'].forEach((message) => parent.postMessage(message, '*')),
    messages,
    frame
  );
  await until(window, () => 'told' in document.documentElement.dataset);
  await window.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  );
}

describe('a page that runs embed.js', () => {
  const siblings = [
    ['a sibling of another origin', () => `${strangers}quiet.html`],
    ['a sibling of the card’s origin', () => `${bench().site.url}embed/v1/embeds.json`],
    ['a sibling of the page’s own origin', () => `${bench().partner.url}article.css`],
    ['a sibling that holds another card', () => `${bench().site.url}embed/v1/en/response.html`]
  ] as const;
  it.each(share(siblings, siblings.length, engine === 'firefox' ? 0 : 1))(
    'is not resized or scrolled by %s, or by itself, in any protocol',
    (_, address) =>
      inWindow(wide, async (window) => {
        await openPartner(window);
        await window.evaluate(
          (src) =>
            new Promise<void>((resolve) => {
              const frame = Object.assign(document.createElement('iframe'), { src, id: 'sibling' });
              frame.addEventListener('load', () => resolve());
              document.body.append(frame);
            }),
          address()
        );
        const look = () => ({ address: location.href, scroll: scrollY });
        const before = { height: await height(window), ...(await window.evaluate(look)) };
        await send(window, forged('speed'), '#sibling');
        await send(window, forged('speed'));
        expect({ height: await height(window), ...(await window.evaluate(look)) }).toEqual(before);
        expect(await errorsOf(window)).toEqual([]);
      })
  );

  it('believes the card itself within bounds, under its name', () =>
    inWindow(wide, async (window) => {
      await openPartner(window);
      const before = await height(window);
      await send(window, forged('since'), card);
      expect(await height(window)).toBe(before);
      await send(window, [{ type: 'terhubung:height', id: 'speed', height: 1200 }], card);
      expect(await height(window)).toBe(1200);
      await send(window, [{ type: 'terhubung:height', id: 'speed', height: 9001 }], card);
      expect(await height(window)).toBe(1200);
    }));
});

describe('a card in the snippet’s frame', () => {
  it('cannot navigate the page or open windows, though its file was replaced by a hostile one', () =>
    inWindow(wide, async (window) => {
      await openPartner(window);
      const address = await window.evaluate(() => location.href);
      expect(
        await window.evaluate(
          (frame) => document.querySelector(frame)!.getAttribute('sandbox'),
          card
        )
      ).toBe(sandbox);
      const [tried, touched] = [once(told, '/tried'), once(told, '/touched')];
      await window.evaluate(
        ({ frame, src }) => {
          const element = document.querySelector<HTMLIFrameElement>(frame)!;
          element.id = 'hostile';
          element.src = src;
        },
        { frame: card, src: `${strangers}hostile.html` }
      );
      await until(
        window,
        () => location.pathname === '/hostile.html' && document.readyState === 'complete',
        undefined,
        '#hostile'
      );
      await window.evaluate(() => postMessage('begin', '*'), undefined, '#hostile');
      await tried;
      await window.click('body', '#hostile');
      await touched;
      expect(await window.evaluate(() => location.href)).toBe(address);
      // WebKit's driver blocks no windows.
      if (engine === 'webkit') return;
      expect(await window.windows()).toBe(1);
      expect(asked).toEqual([]);
    }));
});
