import { expect, it } from 'vitest';
import { built, bytesSent } from './dist.ts';

it('embed.js is 1 KB, asks for nothing, keeps nothing and runs nothing that it is sent', () => {
  expect(bytesSent('embed/v1/embed.js')).toBeLessThanOrEqual(1024);
  expect(built('embed/v1/embed.js')).not.toMatch(
    /\b(fetch|XMLHttpRequest|sendBeacon|import|localStorage|sessionStorage|cookie|eval|Function|innerHTML)\b/
  );
});
