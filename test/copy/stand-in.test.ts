import { describe, expect, it } from 'vitest';
import type { Printer } from '../../src/copy/passage.ts';
import { readChapter } from '../../src/copy/read-chapter.ts';
import type { JudgedSentence, StandIns } from '../../src/copy/stand-in.ts';

const print: Printer = {
  claim: (id) =>
    id.startsWith('late')
      ? { ok: false, why: 'later' }
      : { ok: true, text: '49%', value: '49', year: 2018 },
  release: () => '2024-11'
};
const seen: JudgedSentence[] = [];
const standIns: StandIns = {
  sentence: (sentence) => {
    seen.push(sentence);
    const late =
      sentence.claims.some((id) => id.startsWith('late')) ||
      sentence.days.some((day) => day > '2018') ||
      / 2023\b/.test(sentence.words);
    return late ? 'Not yet.' : undefined;
  },
  heading: 'Later',
  figureTitle: 'As it stood',
  figureSubtitle: 'What was out'
};
const read = (body: string) =>
  readChapter(
    `---\ntitle: A title\n---\n\n${body}`,
    { id: 'world', file: 'data/copy/en/world.md', language: 'en' },
    print,
    standIns
  ).chapter;
const lead = (text: string) =>
  read(`{% lead %}\n${text}\n{% /lead %}\n`).lead.replace(
    /<a [^>]*>|<\/a>|<data[^>]*>|<\/data>/g,
    ''
  );

describe('words that rest on something later', () => {
  it.each([
    ['nothing later', 'One. Two: {% $a %}. Three.', '<p>One. Two: 49%. Three.</p>'],
    ['the last sentence', 'One. Two: {% $late %}.', '<p>One. Not yet.</p>'],
    [
      'a sentence in the middle takes what leans on it',
      'One. Two: {% $late %}. Three.',
      '<p>One. Not yet.</p>'
    ],
    ['the first sentence', 'One: {% $late %}. Two.', '<p>Not yet.</p>'],
    ['a day', 'One. Two on {% day "2019-01-02" /%}. Three.', '<p>One. Not yet.</p>'],
    ['a year', 'One. Two in 2023. Three.', '<p>One. Not yet.</p>'],
    [
      'after emphasis, a link and a foreign term',
      '*One* and [two](#help) and {% term lang="id" %}tiga{% /term %}. Then {% $late %}.',
      '<p><em>One</em> and two and <span lang="id">tiga</span>. Not yet.</p>'
    ],
    ['inside emphasis', 'One. *Two {% $late %}. Three.*', '<p>One. Not yet.</p>'],
    ['over lines', 'One\nand more. Two\nof {% $late %}.', '<p>One and more. Not yet.</p>'],
    ['another paragraph stays', 'One {% $late %}.\n\nTwo.', '<p>Not yet.</p><p>Two.</p>']
  ])('%s', (_, text, html) => {
    expect(lead(text).replace(/\s+/g, ' ')).toBe(html);
  });

  it('are judged by their own words, claims and days', () => {
    seen.length = 0;
    lead('One in 2016 {% $a %}. Two on {% day "2018-10-08" /%}, {% $b %} and {% $c %}.');
    expect(seen).toMatchObject([
      { words: 'One in 2016  .', claims: ['a'], days: [] },
      { claims: ['b', 'c'], days: ['2018-10-08'] }
    ]);
  });
});

const step = (text: string) =>
  read(`{% step id="s" %}\n### Two in three\n\n${text}\n{% /step %}\n`).steps[0];

it('a step of which nothing is left gives up its heading too', () => {
  expect(step('In all {% $late %}. More.')).toMatchObject({ heading: 'Later', text: 'Not yet.' });
  expect(step('Some. In all {% $late %}. More.')).toMatchObject({
    heading: 'Two in three',
    text: 'Some. Not yet.'
  });
});

it('a figure gives up its message, and its subtitle where that names something later', () => {
  const figure = (subtitle: string) =>
    read(`{% figure %}\n## In one generation\n\n${subtitle}\n\nA note.\n{% /figure %}\n`).figure;
  expect(figure('Share of people, 1990 to 2016')).toMatchObject({
    title: 'As it stood',
    subtitle: 'Share of people, 1990 to 2016'
  });
  expect(figure('Share of people, 1990 to 2023')).toMatchObject({
    title: 'As it stood',
    subtitle: 'What was out',
    notes: '<p>A note.</p>'
  });
});

it('leaves no claim in the chapter that the edition does not have', () => {
  const { claims, sentences } = read('{% lead %}\nOne {% $a %}. Two {% $late-b %}.\n{% /lead %}\n');
  expect(claims.map(({ id }) => id)).toEqual(['a']);
  expect(sentences.map(({ text }) => text)).toEqual(['A title', 'One 49%.', 'Not yet.']);
});
