import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/locale/languages.ts';
import { claims } from '../story/small-edition.ts';
import { releasesOf } from '../../src/story/lock.ts';
import { caseRows } from '../case-rows.ts';
import { openCopy } from './open-copy.ts';
import { editedProject, openCommitted } from '../open-committed.ts';
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

it.each(caseRows<'language' | 'faults' | 'text'>('wording/places'))(
  'finds in “$text”: $faults',
  ({ language, faults, text }) => {
    expect(idsIn(text, language as Language).join('; ')).toBe(faults);
  }
);

describe('a share of use in words about coverage, or the reverse', () => {
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
