import { expect, it } from 'vitest';
import { wholeWords } from '../../src/locale/whole-words.ts';

it.each([
  ['kadar yang berbeda-beda', 'kadar yang berbeda-\u2060beda'],
  ['Garis putus-putus', 'Garis putus-\u2060putus'],
  ['technology-facilitated', 'technology-facilitated']
])('keeps the doubled word of “%s” on one line', (text, kept) => {
  expect(wholeWords(text)).toBe(kept);
});
