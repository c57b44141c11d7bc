import { describe, expect, it } from 'vitest';
import type { StoryRefused } from '../../src/story/problem.ts';
import { filling, lead, read } from './small-copy.ts';

const chapter = `---
title: The demand
---

{% lead %}
Since {% day "2018-10-08" /%} about {% $nca-2018 %} people. *Not* a trend.
It says <b>nothing</b> & "more" about {% term lang="id" %}anak{% /term %}: see [help](#help).
{% /lead %}

{% figure %}
## A *message* for {% $world-2018 %}

What is shown

A note on it.
{% /figure %}

{% step id="demand-2018" %}
### First, {% $world-2018 %}

Half the world, {% $world-2018 %}, is online. ${filling}
{% /step %}

{% after %}
## How {% #how %}

- One
- Two
{% /after %}
`;

describe('a chapter', () => {
  const { chapter: copy, problems } = read(chapter);

  it('is read without faults', () => {
    expect(problems).toEqual([]);
    expect(copy).toMatchObject({ id: 'demand', title: 'The demand' });
  });

  it('prints a claim as a data element without extra space, and a day in words', () => {
    expect(copy.lead).toContain(
      '<p>Since 8\u00a0October 2018 about <a class="ask" href="#n-nca-2018"><data class="claim" value="80000" data-claim="nca-2018">80,000</data></a> people. <em>Not</em> a trend.'
    );
  });

  it('escapes text, marks foreign words and keeps links', () => {
    expect(copy.lead).toContain(
      'It says &lt;b&gt;nothing&lt;/b&gt; &amp; &quot;more&quot; about <span lang="id">anak</span>: see <a href="#help">help</a>.</p>'
    );
  });

  it('renders message and subtitle as lines, notes as paragraphs', () => {
    expect(copy.figure).toEqual({
      title:
        'A <em>message</em> for <a class="ask" href="#n-world-2018"><data class="claim" value="49" data-claim="world-2018">49%</data></a>',
      subtitle: 'What is shown',
      notes: '<p>A note on it.</p>'
    });
  });

  it('has heading and text of each step as plain text', () => {
    expect(copy.steps).toHaveLength(1);
    expect(copy.steps[0]).toMatchObject({
      id: 'demand-2018',
      heading: 'First, 49%',
      text: `Half the world, 49%, is online. ${filling}`
    });
    expect(copy.steps[0]!.body).toMatch(
      /^<p>Half the world, <a [^>]*><data [^>]*>49%<\/data><\/a>, is online/
    );
  });

  it('keeps anchors of headings, and lists', () => {
    expect(copy.after).toBe('<h2 id="how">How </h2><ul><li>One</li><li>Two</li></ul>');
  });

  it('locates each claim', () => {
    expect(copy.claims).toEqual([
      { id: 'nca-2018', line: 6, column: 37, part: 'lead' },
      { id: 'world-2018', line: 11, column: 20, part: 'figure' },
      { id: 'world-2018', line: 19, column: 12, part: 'demand-2018' },
      { id: 'world-2018', line: 21, column: 17, part: 'demand-2018' }
    ]);
  });

  it('splits the text into sentences with their claims', () => {
    const sentences = copy.sentences.filter(({ part }) => part === 'lead');
    expect(sentences.map(({ text, line, claims }) => [text, line, claims])).toEqual([
      ['Since 8 October 2018 about 80,000 people.', 6, ['nca-2018']],
      ['Not a trend.', 6, []],
      ['It says <b>nothing</b> & "more" about anak: see help.', 7, []]
    ]);
  });
});

it('does not split a sentence inside a number', () => {
  expect(
    lead('About {% $nca-2018 %} people. Half is {% $world-2018 %}.', 'id').chapter.sentences.filter(
      ({ part }) => part === 'lead'
    )
  ).toHaveLength(2);
});

it('reads Windows line endings', () => {
  expect(read(chapter.replaceAll('\n', '\r\n')).chapter).toEqual(read(chapter).chapter);
});

describe('a fault of form is reported at its place', () => {
  const tall = `---\ntitle: A title\n---\n\n`;
  it.each([
    ['an unknown claim', lead('Some {% $nobody %} here.')],
    ['a claim without a value', lead('The UK is at {% $gbr-2023 %}.')],
    ['an unknown tag', read(`${tall}{% banner %}\nHello.\n{% /banner %}\n`)],
    ['text outside every tag', read(`${tall}Hello.\n`)],
    ['a second lead', read(`${tall}{% lead %}\nA.\n{% /lead %}\n\n{% lead %}\nB.\n{% /lead %}\n`)],
    [
      'a step of two paragraphs',
      read(`${tall}{% step id="a" %}\n### A\n\nOne.\n\nTwo.\n{% /step %}\n`)
    ],
    ['a step without a heading', read(`${tall}{% step id="a" %}\n${filling}\n{% /step %}\n`)],
    ['a figure without a message', read(`${tall}{% figure %}\nOnly a line.\n{% /figure %}\n`)],
    ['a foreign word over two paragraphs', lead('A {% term lang="en" %}long\n\nword{% /term %}.')],
    ['a foreign word on a line of its own', lead('A.\n\n{% term lang="en" %}\nlong\n{% /term %}')],
    ['a day that is no date', lead('On {% day "8 October" /%} it was.')],
    ['a table', lead('| a | b |\n|---|---|\n| c | d |')],
    ['a picture', lead('![a child](child.jpg)')],
    ['a fenced block', lead('```\ncode\n```')],
    ['a heading of the page’s level', lead('# Big')],
    ['an address of another kind', lead('See [this](mailto:a@example.org).')],
    ['an insecure address', lead('See [this](http://example.org).')],
    ['no frontmatter', read('{% lead %}\nA.\n{% /lead %}\n')],
    ['no title', read('---\n\n---\n')],
    ['another line in the frontmatter', read('---\ntitle: A\nauthor: me\n---\n')]
  ])('%s', (_, { problems }) => {
    expect(problems.map(({ message }) => message)).toMatchSnapshot();
  });

  it('but not for trailing spaces in the frontmatter', () => {
    expect(
      read(`${tall.replaceAll('\n', '  \n')}{% lead %}\nHello.\n{% /lead %}\n`).chapter.title
    ).toBe('A title');
  });

  it('finds the column of a claim on a later line of a paragraph', () => {
    expect(lead('First line,\nthen *some* {% $nobody %}.').problems[0]).toMatchObject({
      line: 7,
      column: 13
    });
  });
});

it('reports a split paragraph of a step once, and still reads all its words', () => {
  const parted = chapter.replace(', is online. ', ', is online.\n\n');
  const { problems, passages, chapter: copy } = read(parted);
  expect(problems).toMatchObject([{ kind: 'grammar', line: 23 }]);
  const said = (of: typeof passages) => of.map(({ text }) => text).join(' ');
  expect(said(passages)).toBe(said(read(chapter).passages));
  expect(copy.steps[0]?.text).toContain('Half the world, 49%, is online. These words');
});

it('warns about a step that is too short or too long', () => {
  const step = (words: string) =>
    read(`---\ntitle: A\n---\n\n{% step id="a" %}\n### A\n\n${words}\n{% /step %}\n`).problems;
  expect(step('Too short.')).toMatchObject([{ severity: 'warning', kind: 'step-length', line: 5 }]);
  expect(step(`${filling} ${filling}`)).toMatchObject([
    { severity: 'warning', kind: 'step-length' }
  ]);
});

function refusedBy(work: () => unknown) {
  try {
    work();
  } catch (error) {
    return (error as StoryRefused).problems;
  }
  return [];
}

describe('a broken tag', () => {
  const tags = [
    '{% world-2018 %}',
    '{% wrld-2018 %}',
    '{% $world-2018 .',
    '{% $world-2018 }',
    '{% year “world-2018” /%}',
    '{% year "world-2018" %}',
    '{% day 2018-10-08 /%}',
    '{% yaer "world-2018" /%}',
    '{% %}',
    '{% / %}',
    '{% banner a=1 %}',
    '{% lead',
    '{%'
  ];
  const broken = (tag: string) =>
    lead(`Online were ${tag} and {% $nobody %}.\nMore {% $noone %}.`).problems;

  it.each(tags)('is refused at its place, and the rest is still read: %s', (tag) => {
    expect(broken(tag).map(({ message }) => message)).toMatchSnapshot();
  });

  it.each([
    ['an end of another part', '{% lead %}\nA.\n{% /after %}\n'],
    ['a part left open', '{% lead %}\nA.\n\n{% after %}\nB.\n{% /after %}\n'],
    ['a step without an id', '{% step %}\n### A\n\nB.\n{% /step %}\n'],
    ['a part left open at the end', '{% lead %}\nA.\n'],
    ['an end without a beginning', '{% lead %}\nA.\n{% /lead %}\n\n{% /after %}\n'],
    ['a foreign word left open', '{% lead %}\nA {% term lang="id" %}anak.\n{% /lead %}\n'],
    ['a misspelt end', '{% lead %}\nA.\n{% /laed %}\n']
  ])('keeps a chapter from being read: %s', (_, text) => {
    const problems = refusedBy(() => read(`---\ntitle: A title\n---\n\n${text}`));
    expect(problems.map(({ message }) => message)).toMatchSnapshot();
  });

  it('suggests the nearest claim for an unknown one', () => {
    expect(lead('Online were {% $world-2081 %}.').problems[0]?.message).toContain('$world-2018');
  });
});
