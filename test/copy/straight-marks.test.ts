import { describe, expect, it } from 'vitest';
import { straightQuotes } from '../../src/copy/rules/wording.ts';
import { plainPassage } from '../../src/copy/passage.ts';
import { lead } from './small-copy.ts';

const found = (text: string) =>
  straightQuotes(lead(text)).map(({ line, column }) => [line, column]);

describe('quotation marks and tags', () => {
  it('are accepted when curved', () => {
    expect(found('The world’s “about half”.')).toEqual([]);
  });

  it('are found at their place when straight', () => {
    expect(found('The world\'s and\na "half".')).toEqual([
      [6, 10],
      [7, 3],
      [7, 8]
    ]);
  });

  it.each(['The world\'s "half".', 'It is <!-- not --> so.', 'It is <b hidden>not</b> so.'])(
    'are refused, HTML tags too: %s',
    (text) => {
      const locate = (offset: number) => ({ line: 1, column: offset + 1 });
      const found = straightQuotes({
        file: 'a.json',
        passages: [plainPassage(text, '', locate)]
      });
      expect(found.map(({ message }) => message)).toMatchSnapshot();
    }
  );

  it('are not confused with “less than”', () => {
    expect(found('Under “<1”, <0.1 points.')).toEqual([]);
  });

  it('are ignored inside Markdoc tags', () => {
    expect(found('On {% day "2018-10-08" /%}.')).toEqual([]);
  });
});
