import { describe, expect, it } from 'vitest';
import { retryAfter } from '../../src/desk/store/s3-store.ts';

describe('retryAfter', () => {
  const now = new Date('2026-11-25T12:00:00Z');
  it.each<[string | undefined, number]>([
    [undefined, 0],
    ['', 0],
    ['0', 0],
    [' 120 ', 120_000],
    ['-5', 0],
    ['soon', 0],
    ['2027', 2_027_000],
    ['Wed, 25 Nov 2026 12:00:30 GMT', 30_000],
    ['Wed, 25 Nov 2026 11:00:00 GMT', 0],
    ['2026-11-25T12:00:30Z', 0]
  ])('%j is %i ms', (header, pause) => expect(retryAfter(header, now)).toBe(pause));
});
