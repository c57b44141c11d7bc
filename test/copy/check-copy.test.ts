import { describe, expect, it } from 'vitest';
import { typedNumbers, strayBindings } from '../../src/copy/rules/stray-bindings.ts';
import { brokenPromises, tooPrecise } from '../../src/copy/rules/check-copy.ts';
import {
  chapterWording,
  headingLengths,
  namedOnce,
  sentenceLengths
} from '../../src/copy/rules/wording.ts';
import { languageParity, stepOrder } from '../../src/copy/rules/parity.ts';
import type { ComputedClaim } from '../../src/story/lock.ts';
import { claims } from '../story/made-claims.ts';
import { faultsOf } from './figure-words.ts';
import { lead, read, ruling } from './small-copy.ts';

describe('a typed number', () => {
  const names = ['4G', 'SAPA 129', 'under 18'];

  const typed: [name: string, text: string, column: number][] = [
    ['a number', 'Some 80 people.', 6],
    ['a fraction of one sign', 'Some ½ of them.', 6],
    ['a number in wide digits', 'Some ４７ people.', 6],
    ['a number with marks', 'Some 80,000 people.', 6],
    ['a percentage', 'It is 49% now.', 7],
    ['a year that is a percentage', 'It is 2018% now.', 7],
    ['a year before there was a net', 'Since 1959.', 7],
    ['a year too far off', 'Until 2101.', 7],
    ['a part of a name', 'Call 129 now.', 6],
    ['a name that goes on', 'A 4Gx net.', 3],
    ['a price', 'For $2018.', 6],
    ['a number after a claim', 'Half is {% $world-2018 %} or 50.', 30]
  ];

  it.each(typed)('%s is refused', (_, text, column) => {
    expect(typedNumbers(lead(text), names)).toMatchObject([
      { kind: 'bare-digit', line: 6, column, rule: 'D06' }
    ]);
  });

  it('says what is wrong and how to fix it', () => {
    expect(typed.map(([, text]) => typedNumbers(lead(text), names)[0]!.message)).toMatchSnapshot();
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

  const loose: [name: string, text: string][] = [
    ['without its word', 'There are $nca-2018 people.'],
    ['with the word too far off', 'About this we know only one thing: $nca-2018 people.'],
    ['with another bound', 'There are at least $nca-2018 people.'],
    ['with its word in the next sentence', 'There are $nca-2018. About that we know little.'],
    ['of a range without its other end', 'Up to $nca-2021-high people.'],
    ['of a range with another', 'At least $nca-2021-low to $nca-2021-high people.'],
    ['of a range in two sentences', 'From $nca-2021-low. To $nca-2021-high.']
  ];

  it.each(loose)('a number %s is refused', (_, text) => {
    expect(unbound(text)[0]).toMatchObject({
      kind: 'bound',
      line: 8,
      rule: 'V01'
    });
  });

  it('says what is wrong and how to fix it', () => {
    const said = loose.map(([name, text]) => [name, unbound(text).map(({ message }) => message)]);
    expect(Object.fromEntries(said)).toMatchSnapshot();
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
      const problems = unbound(text, exact);
      expect(problems).toMatchObject([{ kind: 'bound', line: 8, rule: 'V01' }]);
      expect(problems[0]!.message).toMatchSnapshot();
    }
  });
});

describe('a broken promise', () => {
  const computed = (
    holds: boolean,
    claim = claims.get('world-2018')!
  ): Map<string, ComputedClaim> =>
    new Map([
      [
        'world-2018',
        { claim, ok: true, value: 60, locked: { value: 60, id: '60%', en: '60%' }, holds }
      ]
    ]);

  it('is reported with the sentence, the number and the promise', () => {
    const [problem] = brokenPromises(
      lead('Hello. About half is online: {% $world-2018 %}.'),
      computed(false)
    );
    expect(problem).toMatchObject({
      kind: 'promise',
      line: 6,
      column: 8,
      rule: 'D06'
    });
    expect(problem!.message).toMatchSnapshot();
  });

  it('lists the conditions when there are several', () => {
    const claim = claims.get('world-2018')!;
    const two = { ...claim, written: { ...claim.written, holds: 'value > 50 and year = 2018' } };
    const [problem] = brokenPromises(
      lead('About half is online: {% $world-2018 %}.'),
      computed(false, two)
    );
    expect(problem!.message).toMatchSnapshot();
  });

  it('is silent while it holds', () => {
    expect(
      brokenPromises(lead('About half is online: {% $world-2018 %}.'), computed(true))
    ).toEqual([]);
  });
});

describe('refused words', () => {
  it('are found as whole words in any case', () => {
    const problems = chapterWording(lead('The Predators act.'), ruling('predators?'));
    expect(problems).toMatchObject([{ kind: 'wording', line: 6, column: 5, rule: 'S14' }]);
    expect(problems[0]!.message).toMatchSnapshot();
    expect(chapterWording(lead('Predatory is another word.'), ruling('predators?'))).toEqual([]);
  });

  it('are allowed inside a declared name only', () => {
    const wording = ruling('pusat', { allowed: 'Pusat Internasional' });
    expect(chapterWording(lead('Pusat Internasional membaca.', 'id'), wording)).toEqual([]);
    expect(chapterWording(lead('Pusat Internasional dan pusat lain.', 'id'), wording)).toHaveLength(
      1
    );
  });

  it('depend on a nearby word or claim when the rule has `near`', () => {
    const wording = ruling('\\w*fold', { near: 'NCA|nca-\\d{4}' });
    expect(chapterWording(lead('It rose eightfold.'), wording)).toEqual([]);
    expect(chapterWording(lead('The NCA saw it rise eightfold.'), wording)).toHaveLength(1);
    expect(chapterWording(lead('From {% $nca-2018 %} it rose eightfold.'), wording)).toHaveLength(
      1
    );
  });

  it('are found across markup', () => {
    expect(chapterWording(lead('Not *child* porn.'), ruling('child porn'))).toHaveLength(1);
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

  const differences: [name: string, en: string, id: string, place: string][] = [
    [
      'a claim that one lacks',
      step('a', 'It is {% $world-2018 %}.'),
      step('a', 'Here.'),
      'en/demand.md:8:7'
    ],
    [
      'a claim in another step',
      step('a', '{% $world-2018 %}.') + step('b', 'Here.'),
      step('a', 'Here.') + step('b', '{% $world-2018 %}.'),
      'en/demand.md:8:1'
    ],
    [
      'a day that one lacks',
      step('a', 'Here.'),
      step('a', 'On {% day "2018-10-08" /%}.'),
      'id/demand.md:8:4'
    ],
    [
      'a step that one lacks',
      step('a', 'Here.') + step('b', 'There.'),
      step('a', 'Here.'),
      'en/demand.md:12:5'
    ],
    ['a lead that one lacks', `{% lead %}\nA.\n{% /lead %}\n`, '', 'en/demand.md:6:1']
  ];

  it.each(differences)('differ by %s', (_, en, id, place) => {
    const places = both(en, id).map(({ kind, file, line, column }) => [
      kind,
      `${file.replace('data/copy/', '')}:${line}:${column}`
    ]);
    expect(places).toContainEqual(['parity', place]);
  });

  it('say what differs and how to fix it', () => {
    const said = differences.map(([name, en, id]) => [
      name,
      both(en, id).map(({ message }) => message)
    ]);
    expect(Object.fromEntries(said)).toMatchSnapshot();
  });

  const wrongSteps: [name: string, text: string, line: number][] = [
    ['a step that the scene does not have', step('a', 'x') + step('c', 'x'), 11],
    ['steps in another order', step('b', 'x') + step('a', 'x'), 5],
    ['a step too few', step('a', 'x'), 5],
    ['a step too many', step('a', 'x') + step('b', 'x') + step('c', 'x'), 17]
  ];
  const stepFaults = (text: string) => stepOrder(read(`---\ntitle: A\n---\n\n${text}`), ['a', 'b']);

  it.each(wrongSteps)('are refused with %s', (_, text, line) => {
    expect(stepFaults(text)).toMatchObject([{ kind: 'steps', line, column: 1 }]);
  });

  it('say which step is wrong and how to fix it', () => {
    const said = wrongSteps.map(([name, text]) => [name, stepFaults(text)[0]!.message]);
    expect(Object.fromEntries(said)).toMatchSnapshot();
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
    ['a second time', `${step}{% after %}\nKenya again.\n{% /after %}\n`, 12],
    ['in a heading', '{% step id="a" %}\n### In Kenya\n\nHere.\n{% /step %}\n', 6],
    ['in a figure', '{% figure %}\n## A\n\nB\n\nNot Kenya.\n{% /figure %}\n', 10]
  ])('is refused %s', (_, text, line) => {
    expect(found(text)).toMatchObject([{ kind: 'named-country', line, rule: 'S07' }]);
    expect(found(text)[0]!.message).toMatchSnapshot();
  });

  it('is refused in any other scene', () => {
    expect(namedOnce([lead('In Kenya.')], ['Kenya'], () => false)).toHaveLength(1);
  });
});

describe('a broken binding', () => {
  const known = new Set(['world-2018', 'nca-2018']);

  const strays: [name: string, text: string, column: number][] = [
    ['with braces alone', 'Online were { $world-2018 }.', 13],
    ['with two braces', 'Online were {{ $world-2018 }}.', 13],
    ['between percent signs', 'Online were %world-2018%.', 13],
    ['after a dollar sign', 'Online were $world-2018.', 13],
    ['without any sign', 'Online were world-2018.', 13],
    ['behind which a second percent sign stands', 'Online {% $world-2018 %}% were.', 8],
    ['whose end was left', 'Online {% $world-2018 %} %} were.', 26],
    ['of which a brace was left', 'About {% $nca-2018 %} { people.', 23]
  ];

  it.each(strays)('%s is refused at its place', (_, text, column) => {
    expect(strayBindings(lead(text), known)).toMatchObject([
      { kind: 'stray-binding', file: 'data/copy/en/demand.md', line: 6, column, rule: 'D06' }
    ]);
    expect(typedNumbers(lead(text), [])).toEqual([]);
  });

  it('says what is wrong and how to fix it', () => {
    const said = strays.map(([name, text]) => [name, strayBindings(lead(text), known)[0]!.message]);
    expect(Object.fromEntries(said)).toMatchSnapshot();
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
