import { describe, expect, it } from 'vitest';
import { progressText, readingMinutes, scrolledShare } from '../../src/scroll/progress.ts';

describe('readingMinutes', () => {
  it.each([
    [0, 1],
    [200, 1],
    [201, 2],
    [1700, 9]
  ])('%i words: %i', (words, minutes) => expect(readingMinutes(words)).toBe(minutes));
});

describe('progressText', () => {
  it.each([
    ['{at} of {of}', 2, '3 of 7'],
    ['{at} dari {of}', 0, '1 dari 7'],
    ['{at} of {of}', -1, '1 of 7'],
    ['{of}/{at}', 6, '7/7']
  ])('%s at %i: %s', (template, index, text) =>
    expect(progressText(template, index, 7)).toBe(text)
  );
});

describe('scrolledShare', () => {
  it.each([
    [0, 5000, 800, 0],
    [4200, 5000, 800, 1],
    [2100, 5000, 800, 0.5],
    [-60, 5000, 800, 0],
    [9000, 5000, 800, 1],
    [0, 500, 800, 1]
  ])('%i of %i in %i: %d', (scrolled, page, window, share) =>
    expect(scrolledShare(scrolled, page, window)).toBe(share)
  );
});
