import { describe, expect, it } from 'vitest';
import { dateProblems } from '../../src/copy/rules/figures/dates.ts';
import { figureProblems } from '../../src/copy/rules/figures/figures.ts';
import { type ReadChapter, readChapter } from '../../src/copy/read-chapter.ts';
import type { RuleChecks } from '../../src/copy/rules/copy-rules.ts';
import type { Language } from '../../src/locale/languages.ts';
import { releasesOf, computeClaims } from '../../src/story/lock.ts';
import { openCopy } from './open-copy.ts';
import { caseRows } from '../case-rows.ts';
import { openCommitted, committedProject } from '../open-committed.ts';
import { openEdition } from '../../src/story/edition.ts';
import { claims, claimsOf, smallParts } from '../story/small-edition.ts';
import { placesOf, tagged, wordings } from './figure-words.ts';
import { lead, print, read } from './small-copy.ts';

const made = claimsOf(
  { id: 'world-2018', year: '2018', value: 'share(WLD, year)' },
  { id: 'world-now', year: 'newest(WLD)', value: 'share(WLD, year)' },
  {
    id: 'then-2016',
    year: '2016',
    value: 'share(WLD, year, wb-internet-users/2018-08-28)',
    source: 'wb-internet-users/2018-08-28'
  },
  { id: 'half', unit: 'year', value: 'year_reached(WLD, 50)' },
  { id: 'span', unit: 'years', value: '3' }
);
const computed = computeClaims(made, openEdition(smallParts()));
const releases = releasesOf({
  pins: {
    'internet-use': { source: 'wb-internet-users', release: '2024-11', sha256: '' }
  } as never,
  kept: [{ source: 'wb-internet-users', release: '2018-08-28', sha256: '' }]
});

function yearProblems(read: ReadChapter, own: Partial<RuleChecks> = {}) {
  const { language } = read;
  const checks = {
    claims: made,
    computed,
    releases,
    names: [],
    places: placesOf[language],
    ledgerPlaces: placesOf.en,
    wording: wordings[language],
    ...own
  };
  const beside = figureProblems(read, checks).filter(({ kind }) => kind === 'year');
  return [...beside, ...dateProblems(read, checks)];
}

function problemsOf(text: string, language: Language = 'en') {
  const printer = {
    ...print,
    claim: (id: string) => {
      const now = computed.get(id);
      return now?.ok
        ? { ok: true as const, text: now.locked.en, value: '1', year: now.locked.year }
        : undefined;
    }
  };
  const source = `---\ntitle: A title\n---\n\n{% lead %}\n${tagged(text)}\n{% /lead %}\n`;
  const read = readChapter(
    source,
    { id: 'world', file: `data/copy/${language}/world.md`, language },
    printer
  );
  return yearProblems(read, { names: ['since 2017'] });
}

const rowsOf = (kind: 'year' | 'release') =>
  caseRows<'of' | 'language' | 'fault' | 'text'>('wording/years')
    .filter((row) => row.of === kind)
    .map((row) => ({ ...row, language: row.language as Language }));
const faulty = (kind: 'year' | 'release') =>
  rowsOf(kind)
    .filter(({ fault }) => fault)
    .map(({ fault, text, language }) => [fault, text, language] as const);
const sound = (kind: 'year' | 'release') =>
  rowsOf(kind)
    .filter(({ fault }) => !fault)
    .map(({ text, language }) => [text, language] as const);

describe('a figure of a year', () => {
  it.each(faulty('year'))('%s is reported at its place: “%s”', (_, text, language) => {
    const found = problemsOf(text, language).filter(({ kind }) => kind === 'year');
    expect(found[0]!.message).toMatchSnapshot();
  });

  it.each(sound('year'))('is accepted: “%s”', (text, language) => {
    expect(problemsOf(text, language)).toEqual([]);
  });
});

describe('a typed year', () => {
  it('is reported when no figure of its paragraph has it', () => {
    const found = problemsOf('By 2023 most were online.');
    expect(found.map(({ message }) => message)).toMatchSnapshot();
  });

  it.each([
    ['a date that stays', 'In {% day "2022" /%} the inquiry ended.'],
    ['a month', 'It spoke in October 2018, on 8 October 2018 to be exact.'],
    ['a declared phrase', 'Since 2017 there is more.']
  ])('is accepted as %s', (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});

it('does not report the year of a figure without a value', () => {
  const lost = computeClaims(
    claimsOf({ id: 'world-1995', year: '1995', value: 'share(WLD, year)' }),
    openEdition(smallParts())
  );
  const chapter = lead(tagged('In 1995 it was $world-1995.'));
  expect(lost.get('world-1995')).toMatchObject({ ok: false });
  expect(yearProblems(chapter, { computed: lost })).toEqual([]);
});

describe('a step of the map', () => {
  const step = (text: string) =>
    read(
      `---\ntitle: A title\n---\n\n{% step id="world-2010" %}\n### A heading\n\n${text}\n{% /step %}\n`,
      'en',
      'world'
    );
  const problems = (text: string, year: number) =>
    yearProblems(step(text), { mapYears: new Map([['world-2010', year]]) });

  it('is reported at its words when they name another year than its map', () => {
    const found = problems('In {% day "2010" /%} much was new.', 2012);
    expect(found.map(({ message }) => message)).toMatchSnapshot();
  });

  it.each([
    'In {% day "2012" /%} much was new.',
    'From {% day "2010" /%} to {% day "2012" /%} much was new.'
  ])('is accepted: “%s”', (text) => {
    expect(problems(text, 2012)).toEqual([]);
  });
});

describe('a release', () => {
  it.each(faulty('release'))(
    'named %s is reported when it is not the one shown: “%s”',
    (_, text, language) => {
      const [problem] = problemsOf(text, language).filter(({ kind }) => kind === 'release');
      expect(problem!.message).toMatchSnapshot();
    }
  );

  it.each(sound('release'))('is accepted when its figures are from it: “%s”', (text, language) => {
    expect(problemsOf(text, language).filter(({ kind }) => kind === 'release')).toEqual([]);
  });
});

it('refuses the year of a claim without one, and a release that is not kept', () => {
  const problems = lead(
    '{% year "nobody" /%} and {% release "wb-internet-users/2030-01-01" /%}.'
  ).problems;
  expect(problems.map(({ kind, line, column }) => [kind, line, column])).toEqual([
    ['unknown-name', 6, 1],
    ['unknown-name', 6, 26]
  ]);
});

it('finds no fault in the committed story, nor after another release is pinned', async () => {
  const story = await openCommitted();
  const edition = { computed: story.computed, releases: releasesOf(story.lock) };
  expect(openCopy(committedProject, story.scenes, claims, edition).problems).toEqual([]);
  const later = new Map([...edition.releases, ['internet-use', '2026-07-13'] as const]);
  const { problems } = openCopy(committedProject, story.scenes, claims, {
    ...edition,
    releases: later
  });
  expect(problems.filter(({ kind }) => kind === 'release')).toEqual([]);
});
