import { describe, expect, it } from 'vitest';
import { built, bytesSent } from './dist.ts';

describe('the scripts for partners’ pages', () => {
  it('are small: embed.js in 1 KB', () => {
    expect(bytesSent('embed/v1/embed.js')).toBeLessThanOrEqual(1024);
    expect(bytesSent('embed/v1/element.js')).toBeLessThanOrEqual(4096);
  });

  it.each(['embed.js', 'element.js'])(
    '%s asks for nothing, keeps nothing and runs nothing that it is sent',
    (name) => {
      const script = built(`embed/v1/${name}`);
      expect(script).not.toMatch(
        /\b(fetch|XMLHttpRequest|sendBeacon|import|localStorage|sessionStorage|cookie|eval|Function|innerHTML)\b/
      );
    }
  );

  it('know every card’s heights before anything is fetched', () => {
    const { cards } = JSON.parse(
      /const site=(\{.*?\}\}\}\});/.exec(built('embed/v1/element.js'))![1]!
    ) as { cards: object };
    expect(cards).toMatchObject({
      id: { speed: { title: expect.any(String), heights: { 320: expect.any(Number) } } },
      en: { world: {} }
    });
  });
});
