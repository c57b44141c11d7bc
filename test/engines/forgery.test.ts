import { EventEmitter, once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandbox } from '../../src/cards/embed/snippet.ts';
import { bench, useBench } from '../hosts/bench.ts';
import { hostileCard } from '../hosts/forgeries.ts';
import { engine, inWindow, until, useEngine, type EngineWindow } from './window.ts';

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

async function openPartner(window: EngineWindow) {
  await window.open(`${bench().partner.url}embed-js.html`);
  await until(
    window,
    () => document.readyState === 'complete' && document.getElementById('card') !== null,
    undefined,
    card
  );
  await until(window, () => 'terhubung' in globalThis);
}

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
