import { beforeEach, describe, expect, it } from 'vitest';
import { postHeight } from '../../src/cards/client/post-height.ts';

/** A page's window as far as a card needs it; `fire` plays the browser. */
function frame(rest = '') {
  const listeners = new Map<string, ((event: object) => void)[]>();
  const sent: unknown[] = [];
  const host = { postMessage: (message: unknown, target: string) => sent.push([message, target]) };
  const later: (() => void)[] = [];
  let resized = () => {};
  const size = { width: 480, height: 699.2 };
  const card = {
    dataset: { card: 'world' },
    getBoundingClientRect: () => size,
    addEventListener: (_: string, listener: (event: object) => void) =>
      listeners.set('press', [listener])
  };
  const window = {
    parent: host as object,
    location: new URL(`https://story.example/embed/v1/en/world.html${rest}`),
    ResizeObserver: class {
      constructor(callback: () => void) {
        resized = callback;
      }
      observe(what: unknown) {
        expect(what).toBe(card);
      }
    },
    setTimeout: (run: () => void) => later.push(run),
    addEventListener: (type: string, listener: (event: object) => void) =>
      listeners.set(type, [...(listeners.get(type) ?? []), listener])
  };
  return {
    size,
    window,
    start: () =>
      postHeight(window as unknown as Window & typeof globalThis, card as unknown as HTMLElement),
    fire: (type: string, event: object = {}) =>
      listeners.get(type)?.forEach((listener) => listener(event)),
    ask: (data: unknown, source: object = host) =>
      listeners.get('message')?.forEach((listener) => listener({ data, source })),
    /** Lets all the time pass that a card waits for. */
    wait: () => later.splice(0).forEach((run) => run()),
    resize: (height: number) => {
      size.height = height;
      resized();
    },
    /** What was sent since the last call. */
    taken: () => sent.splice(0) as [unknown, string][]
  };
}

let at: ReturnType<typeof frame>;
beforeEach(() => {
  at = frame();
  at.start();
});
const heights = (messages: [unknown, string][]) =>
  messages.map(([message]) => /\d{2,}(?=\D*$)/.exec(JSON.stringify(message))?.[0]);

describe('a card in a frame', () => {
  it('tells its height in whole pixels once loaded, in the dialects that need no question', () => {
    at.fire('load');
    const told = at.taken();
    expect(heights(told)).toEqual(['700', '700', '700', '700']);
    expect(told.every(([, target]) => target === '*')).toBe(true);
  });

  it('tells it some times more, and no more, to a page that begins to listen late', () => {
    at.fire('load');
    const told = at.taken();
    at.resize(820);
    at.taken();
    at.wait();
    expect(heights(at.taken())).toEqual(Array.from({ length: told.length * 3 }, () => '820'));
    at.wait();
    expect(at.taken()).toEqual([]);
  });

  it('tells it again when it changes and not when only the width does', () => {
    at.resize(699.2);
    expect(at.taken()).toHaveLength(4);
    at.size.width = 640;
    at.resize(699.2);
    expect(at.taken()).toEqual([]);
    at.resize(820);
    expect(heights(at.taken())).toEqual(['820', '820', '820', '820']);
  });

  it('hands a pressed link to WordPress, whose frames open nothing, and to no other page', () => {
    const link = { href: 'https://story.example/en/#world' };
    const press = () =>
      at.fire('press', {
        target: { closest: (selector: string) => (selector === 'a[target]' ? link : null) }
      });
    press();
    expect(at.taken()).toEqual([]);
    at = frame('#?secret=aB3');
    at.start();
    press();
    expect(at.taken()).toEqual([[{ message: 'link', value: link.href, secret: 'aB3' }, '*']]);
    at.fire('press', { target: { closest: () => null } });
    expect(at.taken()).toEqual([]);
  });

  it('answers a host that asks late in its own dialect, and keeps to it', () => {
    at.ask({ type: 'iframe-child-init' });
    expect(at.taken().map(([message]) => message)).toEqual([
      { type: 'iframe-resized', width: 480, height: 700 }
    ]);
    at.resize(820);
    expect(at.taken().map(([message]) => message)).toContainEqual({
      type: 'iframe-resized',
      width: 480,
      height: 820
    });
  });

  it('greets iframe-resizer once', () => {
    const settings = '[iFrameSizer]frame0:8:false:false';
    at.ask(settings);
    at.ask(settings);
    at.resize(820);
    const told = at.taken().filter(([message]) => String(message).startsWith('[iFrameSizer]'));
    expect(told.map(([message]) => message)).toEqual([
      '[iFrameSizer]frame0:700:480:init',
      '[iFrameSizer]frame0:700:480:resizeObserver',
      '[iFrameSizer]frame0:820:480:resizeObserver'
    ]);
    at = frame();
    at.start();
    at.ask(settings);
    at.resize(820);
    expect(at.taken().map(([message]) => message)).toContain(
      '[iFrameSizer]frame0:820:480:resizeObserver'
    );
  });

  it('answers nobody but the page around it', () => {
    at.ask({ type: 'terhubung:ask' }, {});
    at.ask({ type: 'terhubung:ask' }, at.window);
    expect(at.taken()).toEqual([]);
    at.ask({ type: 'terhubung:ask' });
    expect(at.taken()).toHaveLength(1);
  });

  it('stops where a host sends back all that it hears', () => {
    at.ask({ sentinel: 'amp', type: 'frames-init' });
    at.fire('load');
    let messages = at.taken();
    for (let round = 0; round < 3; round += 1) {
      for (const [message] of messages) at.ask(message);
      messages = at.taken();
    }
    expect(messages).toEqual([]);
  });

  it('says nothing while it is not shown', () => {
    at.resize(0);
    at.fire('load');
    expect(at.taken()).toEqual([]);
  });

  it('tells WordPress when the secret comes after the card', () => {
    at.fire('load');
    at.taken();
    at.window.location = new URL(`${at.window.location.href}#?secret=abc`);
    at.fire('hashchange');
    expect(at.taken().map(([message]) => message)).toContainEqual({
      message: 'height',
      value: 700,
      secret: 'abc'
    });
  });
});

describe('a card on its own', () => {
  it('tells nobody, itself least of all', () => {
    const alone = frame();
    alone.window.parent = alone.window;
    alone.start();
    alone.fire('load');
    alone.ask({ type: 'terhubung:ask' }, alone.window);
    expect(alone.taken()).toEqual([]);
  });
});
