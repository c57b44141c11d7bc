import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/locale/languages.ts';
import { claims } from '../story/made-claims.ts';
import { releasesOf } from '../../src/story/lock.ts';
import { openCopy } from './open-copy.ts';
import { editedProject } from '../committed-project.ts';
import { openCommitted } from '../open-committed.ts';
import { faultsOf, placesOf, tagged } from './figure-words.ts';

const problemsOf = (text: string, language?: Language, heading = 'A heading') =>
  ['place', 'measure'].flatMap((kind) => faultsOf(kind, text, language, { heading }));
const idsIn = (text: string, language?: Language, heading?: string) =>
  problemsOf(text, language, heading).map(
    ({ kind, column }) => `${kind} ${/\$([\w-]+)/.exec(tagged(text).slice(column - 1))?.[1]}`
  );

describe('a figure under the name of another place', () => {
  it('is reported at its place', () => {
    const found = problemsOf('In France $gbr-2000 were online.');
    expect(found.map(({ message }) => message)).toMatchSnapshot();
  });

  it.each<[what: string, text: string, ids: string[], language?: Language]>([
    [
      'swapped with another',
      'In Indonesia it was $gbr-2018, in the UK $idn-2018.',
      ['gbr-2018', 'idn-2018']
    ],
    [
      'swapped with another',
      'Di Indonesia angkanya $gbr-2018, di Inggris Raya $idn-2018.',
      ['gbr-2018', 'idn-2018'],
      'id'
    ],
    ['that no figure is of', 'Di Prancis $gbr-2000.', ['gbr-2000'], 'id'],
    ['that is a part of the world', 'In Europe $world-2018 were online.', ['world-2018']],
    [
      'that was said after it',
      '$idn-2018 in the UK and $gbr-2018 in Indonesia.',
      ['idn-2018', 'gbr-2018']
    ],
    ['where another follows', 'In Indonesia it was $gbr-2018, in the UK more.', ['gbr-2018']],
    [
      'out of turn',
      'In Indonesia and the UK it was $gbr-2018 and $idn-2018.',
      ['gbr-2018', 'idn-2018']
    ],
    [
      'named in the sentence before',
      'We look at Indonesia. It stood at $world-2018.',
      ['world-2018']
    ],
    [
      'beside a body that only sounds like the world',
      'Of people in France, by the World Bank’s count, $world-2018.',
      ['world-2018']
    ],
    ['for a length of time', 'The UK took $span-idn years.', ['span-idn']],
    ['of a signal', 'In Indonesia a signal reached $coverage-2018.', ['coverage-2018']]
  ])('is refused: %s: “%s”', (_, text, ids, language) => {
    expect(idsIn(text, language)).toEqual(ids.map((id) => `place ${id}`));
  });

  it('is refused when only the heading names the other place', () => {
    expect(idsIn('It stood at $gbr-2018.', 'en', 'Indonesia passes one in ten')).toEqual([
      'place gbr-2018'
    ]);
    expect(idsIn('It stood at $idn-2018.', 'en', 'Indonesia passes one in ten')).toEqual([]);
  });

  it('is refused when no place is named, except for the world', () => {
    const [problem] = problemsOf('It stood at $gbr-2018.');
    expect(problem!.message).toMatchSnapshot();
    expect(problemsOf('It stood at $world-2018.')).toEqual([]);
  });

  it('asks for the name of a place that no language has', () => {
    const { GBR: _, ...places } = placesOf.en;
    const [problem] = faultsOf('place', 'In the UK $gbr-2018 were online.', 'en', {
      checks: { places }
    });
    expect(problem!.message).toMatchSnapshot();
  });

  it('is refused when a difference of two places names one of them', () => {
    expect(idsIn('Indonesia came $tenth-gap years later.')).toEqual(['place tenth-gap']);
    expect(idsIn('Indonesia came $tenth-gap years after the UK.')).toEqual([]);
  });
});

it.each<[text: string, language?: Language]>([
  ['It was between $world-2018 and $gbr-2018 in the UK.'],
  ['Of the world, a chad counting as one, $world-2018 were online.'],
  ['In the UK $gbr-2018, in Indonesia $idn-2018; $world-2018 of the world’s people.'],
  ['$idn-2018 in Indonesia and $gbr-2018 in the UK.'],
  ['Indonesia and the UK stood at $idn-2018 and $gbr-2018.'],
  ['By the World Bank’s release it was $world-2018.'],
  ['Menurut Bank Dunia, di Indonesia $idn-2018.', 'id'],
  ['Pada 2018 $world-2018 penduduk dunia memakai internet; di Indonesia $idn-2018.', 'id']
])('accepts “%s”', (text, language) => {
  expect(problemsOf(text, language)).toEqual([]);
});

describe('a share of use in words about coverage, or the reverse', () => {
  it.each<[text: string, ids: string[], language?: Language]>([
    [
      '3G reached $world-2018 of the world; $coverage-2018 used it.',
      ['world-2018', 'coverage-2018']
    ],
    [
      'Sinyal menjangkau $world-2018 penduduk dunia; yang memakai internet $coverage-2018.',
      ['world-2018', 'coverage-2018'],
      'id'
    ],
    ['In Indonesia $idn-coverage-2018 were online.', ['idn-coverage-2018']]
  ])('is refused: “%s”', (text, ids, language) => {
    expect(idsIn(text, language)).toEqual(ids.map((id) => `measure ${id}`));
  });

  it.each<[text: string, ids: string[], language?: Language]>([
    ['In 2018 $world-2018 of the world’s people were not yet online.', ['world-2018']],
    [
      'No 3G signal reached $coverage-2018 of the world; $world-2018 used the internet.',
      ['coverage-2018']
    ],
    ['Not within range of a signal: $coverage-2018 of the world.', ['coverage-2018']],
    ['Separuh penduduk dunia belum memakai internet: $world-2018.', ['world-2018'], 'id'],
    [
      'Sinyal belum menjangkau $coverage-2018 penduduk dunia; yang terhubung $world-2018.',
      ['coverage-2018'],
      'id'
    ]
  ])('is refused when the words deny it: “%s”', (text, ids, language) => {
    expect(idsIn(text, language)).toEqual(ids.map((id) => `measure ${id}`));
  });

  it.each<[text: string, language?: Language]>([
    ['In 2018 $world-2018 of the world’s people used the internet, and many did not use it daily.'],
    ['The world stood at $world-2018, while many were offline.'],
    ['Only $world-2018 of the world’s people were not offline.'],
    ['People without a signal are few: coverage reached $coverage-2018 of the world.'],
    ['Belum sampai separuh penduduk dunia memakai internet: $world-2018.', 'id']
  ])('is accepted when the words deny something else: “%s”', (text, language) => {
    expect(problemsOf(text, language)).toEqual([]);
  });

  it('says what is wrong and how to fix it', () => {
    const texts = [
      'In Indonesia $idn-coverage-2018 were online.',
      'Not within range of a signal: $coverage-2018 of the world.'
    ];
    expect(texts.map((text) => problemsOf(text)[0]!.message)).toMatchSnapshot();
  });

  it('is accepted when the words fit or say both', () => {
    expect(
      problemsOf('3G reached $coverage-2018 of the world; $world-2018 used the internet.')
    ).toEqual([]);
    expect(problemsOf('Coverage was larger than use: $coverage-2018 against $world-2018.')).toEqual(
      []
    );
  });
});

it('takes the place of an estimate from the ledger, which a sentence need not name', () => {
  expect(idsIn('Around $nca-2018 people in Indonesia presented a threat.')).toEqual([
    'place nca-2018'
  ]);
  expect(idsIn('Di Inggris Raya, $csac-girls anak perempuan.', 'id')).toEqual(['place csac-girls']);
  expect(problemsOf('Di Inggris dan Wales, $csac-girls anak perempuan.', 'id')).toEqual([]);
  expect(problemsOf('Around $nca-2018 people in the UK presented a threat.')).toEqual([]);
  expect(problemsOf('The NCA spoke of $nca-2018 people.')).toEqual([]);
  expect(problemsOf('In Indonesia, $dh-helpline in a hundred children called.')).toEqual([]);
});

it('reports a swap in the committed story, in one language', async () => {
  const story = await openCommitted();
  const file = 'data/copy/en/world.md';
  const swapped = {
    '$gbr-2018 %}; in Indonesia, {% $idn-2018': '$idn-2018 %}; in Indonesia, {% $gbr-2018',
    'about half were': 'about a fifth were'
  };
  const { problems } = openCopy(editedProject(file, swapped), story.scenes, claims, {
    computed: story.computed,
    releases: releasesOf(story.lock)
  });
  expect(
    problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => [problem.kind, problem.file])
  ).toEqual([
    ['place', file],
    ['place', file],
    ['promise', file]
  ]);
});
