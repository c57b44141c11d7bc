import { describe, expect, it } from 'vitest';
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
  ])('is found by the address %s', (src, id) => {
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
  ])('is undefined for the address “%s”', (src) => {
    expect(frame(src)).toBeUndefined();
  });

  it('may be of any site when the script’s own is unknown', () => {
    const { id, origin } = cardInFrame(
      { src: 'http://localhost:4173/sub/embed/v1/en/world.html', sandbox: tokens() },
      ''
    )!;
    expect([id, origin]).toEqual(['world', 'http://localhost:4173']);
  });

  it('has no origin on a disk', () => {
    expect(cardInFrame({ src: 'file:///C:/kit/world/card.html', sandbox: tokens() }, '')).toEqual({
      id: 'world',
      origin: 'null'
    });
  });

  it('has no origin in a sandbox without allow-same-origin', () => {
    expect(frame(`${home}en/world.html`, 'allow-scripts')?.origin).toBe('null');
    expect(frame(`${home}en/world.html`, 'allow-scripts', 'allow-same-origin')?.origin).toBe(
      'https://story.example'
    );
  });
});
