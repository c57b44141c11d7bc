import { describe, expect, it } from 'vitest';
import { typedNumbers, strayBindings } from '../../src/copy/rules/stray-bindings.ts';
import { brokenPromises, tooPrecise } from '../../src/copy/rules/check-copy.ts';
import {
  refusedWords,
  headingLengths,
  namedOnce,
  sentenceLengths
} from '../../src/copy/rules/wording.ts';
import { languageParity, stepOrder } from '../../src/copy/rules/parity.ts';
import type { ComputedClaim } from '../../src/story/lock.ts';
import { claims } from '../story/small-edition.ts';
import { faultsOf } from './figure-words.ts';
import { lead, read, ruling } from './small-copy.ts';

describe('a typed number', () => {
  const names = ['4G', 'SAPA 129', 'under 18'];

  const typed = [
    'Some 80 people.',
    'Some ½ of them.',
    'Some ４７ people.',
    'Some 80,000 people.',
    'It is 2018% now.',
    'Since 1959.',
    'Until 2101.',
    'Call 129 now.',
    'A 4Gx net.',
    'For $2018.',
    'Half is {% $world-2018 %} or 50.'
  ];

  it.each(typed)('is refused at its place: “%s”', (text) => {
    expect(typedNumbers(lead(text), names).map(({ message }) => message)).toMatchSnapshot();
  });

  it.each([
    'In 2018 and mid-2022, from 1990 to 2023.',
    'A 4G signal, and SAPA 129.',
    'A child is anyone under 18.',
    'About {% $nca-2018 %} people on {% day "2018-10-08" /%}.'
  ])('is accepted: “%s”', (text) => {
    expect(typedNumbers(lead(text), names)).toEqual([]);
  });

  it('is refused in a title, a heading and a step too', () => {
    const text = `---\ntitle: The 5 laws\n---\n\n{% step id="a" %}\n### Of 6\n\nAnd 7.\n{% /step %}\n`;
    expect(typedNumbers(read(text), names).map(({ line, column }) => [line, column])).toEqual([
      [2, 12],
      [6, 8],
      [8, 5]
    ]);
  });
});

it('a figure that is about something has at most three significant digits', () => {
  const about = (value: number): ReadonlyMap<string, ComputedClaim> => {
    const claim = { ...claims.get('nca-2018')!, bound: 'about' as const };
    const locked = { value, id: String(value), en: String(value) };
    return new Map([[claim.id, { ok: true, claim, value, locked, holds: true }]]);
  };
  expect(tooPrecise(about(82_100))).toEqual([]);
  const [problem, ...more] = tooPrecise(about(82_109));
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ kind: 'precision', file: 'data/story/claims.csv', rule: 'V01' });
  expect(problem!.message.replace(/:\d+:/, ':1:')).toMatchSnapshot();
});

describe('a bounded estimate keeps its bound', () => {
  const unbound = (text: string, of = claims) =>
    faultsOf('bound', text, 'en', {
      checks: { wording: ruling('x'), claims: of }
    });
  it.each([
    'There are about $nca-2018 people.',
    'Around $nca-2018 people.',
    'From $nca-2021-low to $nca-2021-high people.',
    'The world is at $world-2018.'
  ])('is kept in “%s”', (text) => {
    expect(unbound(text)).toEqual([]);
  });

  it.each([
    ['without its word', 'There are $nca-2018 people.'],
    ['with the word too far off', 'About this we know only one thing: $nca-2018 people.'],
    ['with another bound', 'There are at least $nca-2018 people.'],
    ['with its word in the next sentence', 'There are $nca-2018. About that we know little.'],
    ['of a range without its other end', 'Up to $nca-2021-high people.'],
    ['of a range with another', 'At least $nca-2021-low to $nca-2021-high people.'],
    ['of a range in two sentences', 'From $nca-2021-low. To $nca-2021-high.']
  ])('a number %s is refused', (_, text) => {
    expect(unbound(text).map(({ message }) => message)).toMatchSnapshot();
  });

  it('needs a word for each of two numbers', () => {
    expect(
      unbound('About $ukresp-arrests-2018 arrests and $ukresp-safeguarded-2018 children.')
    ).toHaveLength(1);
    const own =
      'About $ukresp-arrests-2018 arrests and more than $ukresp-safeguarded-2018 children.';
    expect(unbound(own)).toEqual([]);
  });

  it('accepts a word after the number', () => {
    expect(unbound('It is $nca-2020 or more.')).toEqual([]);
    expect(unbound('It is $nca-2020.')).toHaveLength(1);
  });

  it('ignores a word that joins two exact numbers', () => {
    const exact = new Map(
      ['nca-2018', 'world-2018'].map((id) => [
        id,
        { ...claims.get('nca-2018')!, id, bound: 'exact' as const }
      ])
    );
    expect(unbound('It went from $nca-2018 up to $world-2018.', exact)).toEqual([]);
    expect(unbound('It went from $nca-2018, then up to $world-2018.', exact)).toHaveLength(1);
  });

  it('refuses a bound on an exact number', () => {
    const exact = new Map([['nca-2018', { ...claims.get('nca-2018')!, bound: 'exact' as const }]]);
    expect(unbound('About half said so: $nca-2018.', exact)).toEqual([]);
    for (const text of ['There are about $nca-2018 people.', 'It is $nca-2018 or more.']) {
      expect(unbound(text, exact).map(({ message }) => message)).toMatchSnapshot();
    }
  });
});

describe('a broken promise', () => {
  const broken = (holds: boolean, conditions: string) => {
    const made = claims.get('world-2018')!;
    const claim = { ...made, written: { ...made.written, holds: conditions } };
    const locked = { value: 60, id: '60%', en: '60%' };
    const computed: ComputedClaim = { claim, ok: true, value: 60, locked, holds };
    return brokenPromises(
      lead('Hello. About half is online: {% $world-2018 %}.'),
      new Map([['world-2018', computed]])
    ).map(({ message }) => message);
  };

  it('is reported with the sentence, the number and each condition of the promise', () => {
    expect(broken(false, 'value between 45 to 53')).toMatchSnapshot();
    expect(broken(false, 'value > 50 and year = 2018')).toMatchSnapshot();
    expect(broken(true, 'value between 45 to 53')).toEqual([]);
  });
});

describe('refused words', () => {
  it('are found as whole words in any case', () => {
    const problems = refusedWords(lead('The Predators act.'), ruling('predators?'));
    expect(problems).toMatchObject([{ kind: 'wording', line: 6, column: 5, rule: 'S14' }]);
    expect(problems[0]!.message).toMatchSnapshot();
    expect(refusedWords(lead('Predatory is another word.'), ruling('predators?'))).toEqual([]);
  });

  it('are allowed inside a declared name only', () => {
    const wording = ruling('pusat', { allowed: 'Pusat Internasional' });
    expect(refusedWords(lead('Pusat Internasional membaca.', 'id'), wording)).toEqual([]);
    expect(refusedWords(lead('Pusat Internasional dan pusat lain.', 'id'), wording)).toHaveLength(
      1
    );
  });

  it('depend on a nearby word or claim when the rule has `near`', () => {
    const wording = ruling('\\w*fold', { near: 'NCA|nca-\\d{4}' });
    expect(refusedWords(lead('It rose eightfold.'), wording)).toEqual([]);
    expect(refusedWords(lead('The NCA saw it rise eightfold.'), wording)).toHaveLength(1);
    expect(refusedWords(lead('From {% $nca-2018 %} it rose eightfold.'), wording)).toHaveLength(1);
  });

  it('are found across markup', () => {
    expect(refusedWords(lead('Not *child* porn.'), ruling('child porn'))).toHaveLength(1);
  });
});

describe('the length of sentences', () => {
  const limited = { ...ruling('x'), sentences: { average: 5, longest: 8 } };
  it('is limited for each sentence and on average', () => {
    const long = [lead('One two three four five six seven eight nine.')];
    const problems = sentenceLengths(long, 'id', limited);
    expect(problems.map(({ kind, line, rule }) => [kind, line, rule])).toEqual([
      ['sentence-length', 6, 'A21'],
      ['sentence-length', 6, 'A21']
    ]);
    expect(problems.map(({ message }) => message)).toMatchSnapshot();
    expect(sentenceLengths([lead('One two three. Four five.')], 'id', limited)).toEqual([]);
  });

  it('has no limit in a language without one', () => {
    expect(
      sentenceLengths([lead('One two three four five six seven eight nine.')], 'en', ruling('x'))
    ).toEqual([]);
  });
});

describe('two languages', () => {
  const step = (id: string, text: string) =>
    `{% step id="${id}" %}\n### A\n\n${text}\n{% /step %}\n\n`;
  const both = (en: string, id: string) =>
    languageParity(
      [read(`---\ntitle: A\n---\n\n${id}`, 'id')],
      [read(`---\ntitle: A\n---\n\n${en}`, 'en')],
      { id: {}, en: {} }
    );

  it('agree when each part has the same claims and days, in any order', () => {
    const a = step('a', 'On {% day "2018-10-08" /%} {% $world-2018 %} and about {% $nca-2018 %}.');
    const b = step(
      'a',
      'About {% $nca-2018 %}, {% $world-2018 %}, {% $world-2018 %} on {% day "2018-10-08" /%}.'
    );
    expect(both(a, b)).toEqual([]);
  });

  it.each([
    ['a claim that one lacks', step('a', 'It is {% $world-2018 %}.'), step('a', 'Here.')],
    [
      'a claim in another step',
      step('a', '{% $world-2018 %}.') + step('b', 'Here.'),
      step('a', 'Here.') + step('b', '{% $world-2018 %}.')
    ],
    ['a day that one lacks', step('a', 'Here.'), step('a', 'On {% day "2018-10-08" /%}.')],
    ['a step that one lacks', step('a', 'Here.') + step('b', 'There.'), step('a', 'Here.')],
    ['a lead that one lacks', `{% lead %}\nA.\n{% /lead %}\n`, '']
  ])('differ by %s', (_, en, id) => {
    expect(both(en, id).map(({ message }) => message)).toMatchSnapshot();
  });

  it.each([
    ['a step that the scene does not have', step('a', 'x') + step('c', 'x')],
    ['steps in another order', step('b', 'x') + step('a', 'x')],
    ['a step too few', step('a', 'x')],
    ['a step too many', step('a', 'x') + step('b', 'x') + step('c', 'x')]
  ])('are refused with %s', (_, text) => {
    const problems = stepOrder(read(`---\ntitle: A\n---\n\n${text}`), ['a', 'b']);
    expect(problems.map(({ message }) => message)).toMatchSnapshot();
  });
});

describe('a country that the 2018 report named', () => {
  const found = (text: string) =>
    namedOnce(
      [read(`---\ntitle: A\n---\n\n${text}`)],
      ['Kenya', 'Viet Nam'],
      (id) => id === 'demand'
    );
  const step = '{% step id="a" %}\n### A\n\nIt named Kenya and Viet Nam.\n{% /step %}\n\n';

  it('may be named once in running text of a scene that also names the payers’ country', () => {
    expect(found(step)).toEqual([]);
  });

  it.each([
    ['a second time', `${step}{% after %}\nKenya again.\n{% /after %}\n`],
    ['in a heading', '{% step id="a" %}\n### In Kenya\n\nHere.\n{% /step %}\n'],
    ['in a figure', '{% figure %}\n## A\n\nB\n\nNot Kenya.\n{% /figure %}\n']
  ])('is refused %s', (_, text) => {
    expect(found(text).map(({ message }) => message)).toMatchSnapshot();
  });

  it('is refused in any other scene', () => {
    expect(namedOnce([lead('In Kenya.')], ['Kenya'], () => false)).toHaveLength(1);
  });
});

describe('a broken binding', () => {
  const known = new Set(['world-2018', 'nca-2018']);

  it.each([
    'Online were { $world-2018 }.',
    'Online were {{ $world-2018 }}.',
    'Online were %world-2018%.',
    'Online were $world-2018.',
    'Online were world-2018.',
    'Online {% $world-2018 %}% were.',
    'Online {% $world-2018 %} %} were.',
    'About {% $nca-2018 %} { people.'
  ])('is refused at its place: “%s”', (text) => {
    expect(strayBindings(lead(text), known).map(({ message }) => message)).toMatchSnapshot();
    expect(typedNumbers(lead(text), [])).toEqual([]);
  });

  it('is refused in a title, a heading and a link too', () => {
    const text = `---\ntitle: Half, {% $world-2018 %}\n---\n\n{% step id="a" %}\n### Of {$world-2018}\n\nAnd [$nca-2018](#help).\n{% /step %}\n`;
    expect(strayBindings(read(text), known).map(({ line, column }) => [line, column])).toEqual([
      [2, 14],
      [6, 8],
      [8, 6]
    ]);
  });

  it.each([
    'About {% $nca-2018 %} people, {% $world-2018 %} of them.',
    'A price of US$ is none.',
    'A follow-up of 3G.'
  ])('does not include “%s”', (text) => {
    expect(strayBindings(lead(text), known)).toEqual([]);
  });
});

it('warns of a heading of a scene with more than nine words', () => {
  const chapter = (heading: string) =>
    read(`---\ntitle: A\n---\n\n{% figure %}\n## ${heading}\n\nWhat is shown\n{% /figure %}\n`);
  expect(headingLengths(chapter('One two three four five six seven eight nine'))).toEqual([]);
  expect(headingLengths(chapter('One two three four five six seven eight nine ten'))).toMatchObject(
    [{ severity: 'warning', kind: 'heading-length', line: 6 }]
  );
});
