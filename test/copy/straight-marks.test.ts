import { describe, expect, it } from 'vitest';
import { straightQuotes } from '../../src/copy/rules/wording.ts';
import { lead } from './small-copy.ts';

const found = (text: string) =>
  lead(text).passages.flatMap((passage) =>
    straightQuotes(passage.text, 'en.md', passage.locate).map(({ line, column }) => [line, column])
  );

describe('marks of quotation', () => {
  it('are print’s, “so” and ‘so’', () => {
    expect(found('The world’s “about half”.')).toEqual([]);
  });

  it('are found at their place when they are a typewriter’s', () => {
    expect(found('The world\'s and\na "half".')).toEqual([
      [6, 10],
      [7, 3],
      [7, 8]
    ]);
  });

  it.each(['It is <!-- not --> so.', 'It is <b hidden>not</b> so.'])(
    'are joined by tags, which a page would show or hide: %s',
    (text) => {
      const [first] = straightQuotes(text, 'a.json', (offset) => ({ line: 1, column: offset + 1 }));
      expect(first).toMatchObject({ kind: 'typography', column: 7 });
    }
  );

  it('are reported with what to write', () => {
    const at = (offset: number) => ({ line: 1, column: offset + 1 });
    const said = ['The world\'s "half".', 'It is <b>so</b>.'].flatMap((text) =>
      straightQuotes(text, 'a.json', at).map(({ message }) => message)
    );
    expect(said).toMatchSnapshot();
  });

  it('are no signs for less', () => {
    expect(found('Under “<1”, <0.1 points.')).toEqual([]);
  });

  it('are not looked for in what copy writes as a tag', () => {
    expect(found('On {% day "2018-10-08" /%}.')).toEqual([]);
  });
});
