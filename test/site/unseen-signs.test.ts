import { describe, expect, it } from 'vitest';
import { unseenSigns } from '../../src/site/story/project-text.ts';

const found = (text: string, file = 'data/copy/en/world.md') =>
  unseenSigns(text, file).map(
    (one) =>
      `${one.line}:${one.column} ${/U\+\w+|&.*;/.exec(one.wrong)![0]} after ${/“(.*?)”/.exec(one.wrong)?.[1] ?? ''}`
  );

describe('invisible characters', () => {
  it.each<[string, string, string]>([
    ['a space of no width', 'It is no\u200bt.', '1:9 U+200B after It is no'],
    ['a hyphen that may be', 'One.\nMany no\u00adne.', '2:8 U+00AD after Many no'],
    ['a mark that turns words round', 'must\u202e act', '1:5 U+202E after must'],
    ['a letter of another script', 'The N\u0421A', '1:6 U+0421 after The N'],
    ['a letter of mathematics', 'o\ud835\udc27ly', '1:2 U+1D427 after o'],
    ['a letter of full width', '\uff41ll', '1:1 U+FF41 after '],
    ['a digit of another script', '\u0665 of ten', '1:1 U+0665 after '],
    ['a space that is none of ours', '29\u2009May', '1:3 U+2009 after 29'],
    ['a code of a page', 'no&shy;ne', '1:3 &shy; after no'],
    ['a code by number', 'no&#8203;ne', '1:3 &#8203; after no']
  ])('%s is a fault at its place', (_, text, said) => {
    expect(found(text)).toEqual([said]);
  });

  it('are found as JSON escapes', () => {
    expect(found('{ "a": "no\\u200Bne &shy;" }', 'data/corrections.json')).toEqual([
      '1:11 U+200B after { "a": "no'
    ]);
  });

  it.each([
    'Côte d’Ivoire, Åland, São Tomé: “40%” – £5 × 2 · …',
    '{% $span-gbr %}&nbsp;years',
    'a\u00a0b',
    'one\r\n\ttwo',
    'a \\u00a0 b',
    '≥ 5 points, 2 km², ½'
  ])('are not in “%s”', (text) => {
    expect(found(text)).toEqual([]);
  });
});
