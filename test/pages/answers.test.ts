import { beforeAll, describe, expect, it } from 'vitest';
import { answersOf } from '../../src/pages/story/answers.ts';
import type { StoryPage } from '../../src/pages/story/story-page.ts';
import { languages } from '../../src/locale/languages.ts';
import type { OpenedStory } from '../../src/site/story/open-story.ts';
import { originsOf } from '../../src/site/story/story-page-of.ts';
import { openCommitted } from '../open-committed.ts';

let story: OpenedStory;
beforeAll(async () => {
  story = await openCommitted();
});

const pageOf = (language: (typeof languages)[number]): StoryPage => ({
  data: story.data,
  words: story.words[language],
  scenes: story.scenes,
  chapters: story.chapters[language],
  helplines: [],
  corrections: [],
  printed: Object.fromEntries(
    Object.entries(story.lock.claims).map(([id, locked]) => [id, locked[language]])
  ),
  origins: originsOf(story),
  history: story.history,
  pins: story.lock.pins,
  releases: [...Object.values(story.lock.pins), ...story.lock.kept].map(({ source, release }) => ({
    ...{
      source,
      release,
      title: source,
      publisher: source,
      credit: `Credit of ${source}`,
      tables: [],
      shown: false
    },
    ...{ indicatorCode: 'X', unit: 'percent' },
    licence: { name: 'x', path: 'https://example.org/' },
    raw: { name: 'x.csv', bytes: 1, sha256: 'x', origin: 'https://example.org/x.csv' }
  })),
  wordCount: 0,
  draft: true,
  reviewBy: null,
  home: '../'
});

describe.each(languages)('answersOf in %s', (language) => {
  it('answers each number once, as printed, with a source', () => {
    const page = pageOf(language);
    const answers = answersOf(page);
    const used = new Set(page.chapters.flatMap((chapter) => chapter.claims.map(({ id }) => id)));
    expect(new Set(answers.map(({ id }) => id))).toEqual(used);
    for (const answer of answers) {
      expect(answer.text).toContain(story.lock.claims[answer.id]?.[language]);
      expect(answer.what.length).toBeGreaterThan(20);
      expect(answer.sources.length).toBeGreaterThan(0);
      // No link if it would open a list of countries, or contains a banned word (S01, S14, S40).
      const [first, ...more] = answer.sources.map(({ href }) => href);
      if (/^(survey|dh|icmec|csac|nca-2021)-|^ukresp-\w+-2026$|^nca-2018$/.test(answer.id))
        expect(first).toBeNull();
      else expect(first).toMatch(/^(https?:|\.\.\/)/);
      for (const href of more) expect(href ?? '').not.toMatch(/\/tables\//);
    }
    // A bounded number always has its bound (V01).
    const bounds = {
      en: ['about 80,000', 'at least 300,000', 'almost one in three'],
      id: ['sekitar 80.000', 'sedikitnya 300.000', 'hampir satu dari tiga']
    };
    expect(
      ['nca-2018', 'nca-2020', 'dh-nottold'].map((id) => answers.find((one) => one.id === id)?.text)
    ).toEqual(bounds[language]);
  });

  it('links back to a place in the text', () => {
    const page = pageOf(language);
    const places = new Set(
      page.chapters.flatMap((chapter) => [chapter.id, ...chapter.steps.map(({ id }) => id)])
    );
    for (const answer of answersOf(page)) expect(places.has(answer.place)).toBe(true);
  });

  it('lists earlier releases of a series, and none for an estimate', () => {
    const answers = answersOf(pageOf(language));
    const world = answers.find(({ id }) => id === 'world-2010');
    expect(world?.past.at(0)).toContain('2018');
    expect(world?.past).toHaveLength(
      story.lock.kept.filter(({ source }) => source === 'wb-internet-users').length
    );
    expect(
      answers.filter(({ id }) => id.startsWith('nca-')).every(({ past }) => past.length === 0)
    ).toBe(true);
  });
});

it('refuses a number without a label', () => {
  const page = pageOf('en');
  const labels = Object.fromEntries(
    Object.entries(page.words.labels).filter(([key]) => key !== 'answer.nca-2018')
  );
  expect(() => answersOf({ ...page, words: { ...page.words, labels } })).toThrow(/nca/);
});
