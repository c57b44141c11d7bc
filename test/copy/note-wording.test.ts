import { describe, expect, it } from 'vitest';
import { noteWording } from '../../src/copy/rules/wording.ts';
import { ruling } from './small-copy.ts';

describe('a text without markup', () => {
  it('is held to the rules of words and marks, each fault at its line and column', () => {
    const found = noteWording("One\r\n a hub\n\nit's", 'archive.txt', ruling('hubs?'));
    expect(found.map(({ kind, line, column }) => [kind, line, column])).toEqual([
      ['wording', 2, 4],
      ['typography', 4, 3]
    ]);
  });
});
