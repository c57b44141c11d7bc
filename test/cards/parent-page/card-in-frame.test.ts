import { describe, expect, it } from 'vitest';
import { cardsFolder, once } from '../../../src/cards/parent-page/once.ts';
import { cardInFrame } from '../../../src/cards/parent-page/resize-frames.ts';

const tokens = (...list: string[]) =>
  ({ length: list.length, contains: (token: string) => list.includes(token) }) as DOMTokenList;
const home = 'https://story.example/embed/v1/';
const frame = (src: string, ...sandbox: string[]) =>
  cardInFrame({ src, sandbox: tokens(...sandbox) }, home);

describe('the card in a frame', () => {
  it.each([
    [`${home}en/world.html`, 'world'],
    [`${home}id/story.html?theme=dark#?secret=abc`, 'story'],
    [`${home}editions/2026-11-25.2/en/since.html`, 'since']
  ])('is known by the address %s', (src, id) => {
    expect(frame(src)).toEqual({ id, origin: 'https://story.example' });
  });

  it.each([
    'https://story.example.evil.example/embed/v1/en/world.html',
    'https://evil.example/?https://story.example/embed/v1/en/world.html',
    'https://story.example/embed/v2/en/world.html',
    `${home}en/world.htm`,
    `${home}en/../../../other.html`,
    `${home}partner/world.html`,
    `${home}embeds.json`,
    'about:blank',
    ''
  ])('is none where the address is “%s”', (src) => {
    expect(frame(src)).toBeUndefined();
  });

  it('of any site counts where the script’s own is not known', () => {
    const { id, origin } = cardInFrame(
      { src: 'http://localhost:4173/sub/embed/v1/en/world.html', sandbox: tokens() },
      ''
    )!;
    expect([id, origin]).toEqual(['world', 'http://localhost:4173']);
  });

  it('has no origin on a disk', () => {
    expect(
      cardInFrame({ src: 'file:///C:/pack/embed/v1/en/world.html', sandbox: tokens() }, '')
    ).toEqual({ id: 'world', origin: 'null' });
  });

  it('has no origin in a sandbox that leaves it none', () => {
    expect(frame(`${home}en/world.html`, 'allow-scripts')?.origin).toBe('null');
    expect(frame(`${home}en/world.html`, 'allow-scripts', 'allow-same-origin')?.origin).toBe(
      'https://story.example'
    );
  });
});

describe('where the cards lie, by the running script', () => {
  it.each([
    ['https://story.example/embed/v1/embed.js', home],
    ['https://story.example/embed/v1/element.js?v=2', home],
    ['https://cdn.example/partner/bundle.js', ''],
    ['', '']
  ])('%s', (src, expected) => {
    expect(cardsFolder({ src } as HTMLScriptElement)).toBe(expected);
  });

  it('is not known in a module, nor in a script that stands in the page', () => {
    expect(cardsFolder(null)).toBe('');
  });
});

describe('a script of a partner’s page', () => {
  it('starts once, also where an element has its name, and anew when it was stopped', () => {
    const done: string[] = [];
    const start = () => (done.push('start'), () => void done.push('stop'));
    const page = { terhubung: {} } as Window;
    once(page, start);
    once(page, start);
    page.terhubung!.stop();
    once(page, start);
    expect(done).toEqual(['start', 'stop', 'start']);
  });
});
