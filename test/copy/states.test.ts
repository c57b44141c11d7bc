import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/copy/read-words.ts';
import { filling, read } from './small-copy.ts';

const chapter = (title: string, heading: string, step = 'A step') =>
  read(
    `---\ntitle: ${title}\n---\n\n{% figure %}\n## ${heading}\n\nWhat is shown\n{% /figure %}\n\n` +
      `{% step id="a" %}\n### ${step}\n\n${filling}\n{% /step %}\n`
  );

describe('a heading that states a claim', () => {
  it('prints its words alone, and carries the claims of the tag', () => {
    const read = chapter(
      'About half {% states $world-2018 %}',
      'Half, and more. Half {% states $world-2018 $nca-2018 %}',
      'Some {% states $nca-2018 %}'
    );
    expect(read.problems).toEqual([]);
    expect(read.chapter.title).toBe('About half');
    expect(read.chapter.figure?.title).toBe('Half, and more. Half');
    expect(read.chapter.steps[0]?.heading).toBe('Some');
    expect(read.names).toMatchObject([{ name: 'a' }]);
    const stated = read.chapter.sentences.filter(({ claims }) => claims.length > 0);
    expect(stated.map(({ text, line, claims }) => ({ text, line, claims }))).toEqual([
      { text: 'About half', line: 2, claims: ['world-2018'] },
      { text: 'Half, and more. Half', line: 6, claims: ['world-2018', 'nca-2018'] },
      { text: 'Some', line: 12, claims: ['nca-2018'] }
    ]);
  });

  it.each([
    ['an unknown claim', 'Half {% states $world-2081 %}', 'unknown-claim'],
    ['a claim without a value', 'Half {% states $gbr-2023 %}', 'no-value'],
    ['a tag that does not end the heading', 'Half {% states $world-2018 %} is', 'grammar'],
    ['a tag without a claim', 'Half {% states world-2018 %}', 'grammar']
  ])('is refused with %s', (_, heading, kind) => {
    expect(chapter('A title', heading).problems).toMatchObject([{ kind, line: 6 }]);
  });

  it('is no part of a paragraph', () => {
    const { problems } = read(
      '---\ntitle: A title\n---\n\n{% lead %}\nHalf {% states $world-2018 %}\n{% /lead %}\n'
    );
    expect(problems).toMatchObject([{ kind: 'grammar', line: 6, column: 6 }]);
  });
});

it('a label prints its words alone, and carries the claims of its tag', () => {
  const labels = { a: 'About half {% states $world-2018 $nca-2018 %}', b: 'A label' };
  const words = readWords('en', {
    labels: [{ file: 'words.json', text: JSON.stringify(labels) }],
    countries: { file: 'countries.json', text: '{}' }
  });
  expect(words.labels).toEqual({ a: 'About half', b: 'A label' });
  expect(words.states).toEqual({ a: ['world-2018', 'nca-2018'] });
});
