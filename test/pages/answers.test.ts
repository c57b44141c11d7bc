import { describe, expect, it } from 'vitest';
import { answersOf } from '../../src/pages/story/answers.ts';
import { languages } from '../../src/locale/languages.ts';
import { openCommitted } from '../open-committed.ts';
import { committedPage } from './committed-page.ts';

const { lock } = await openCommitted();

describe.each(languages)('answersOf in %s', async (language) => {
  const page = await committedPage(language);
  const answers = answersOf(page);

  it('answers each number once, as printed, with a source', () => {
    const used = new Set(page.chapters.flatMap((chapter) => chapter.claims.map(({ id }) => id)));
    expect(new Set(answers.map(({ id }) => id))).toEqual(used);
    for (const answer of answers) {
      expect(answer.text).toContain(lock.claims[answer.id]?.[language]);
      expect(answer.what.length).toBeGreaterThan(20);
      expect(answer.sources.length).toBeGreaterThan(0);
      // No link if it would open a list of countries, or contains a banned word (S01, S14, S40).
      const [first, ...more] = answer.sources.map(({ href }) => href);
      if (
        /^(survey|dh|icmec|itu|csac|vkpp|nca-2021)-|^ukresp-|^nca-2018$|^nca-2020$/.test(answer.id)
      )
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
    const places = new Set(
      page.chapters.flatMap((chapter) => [chapter.id, ...chapter.steps.map(({ id }) => id)])
    );
    for (const answer of answers) expect(places.has(answer.place)).toBe(true);
  });

  it('lists earlier releases of a series, and none for an estimate', () => {
    const world = answers.find(({ id }) => id === 'world-2010');
    expect(world?.past.at(0)).toContain('2018');
    expect(world?.past).toHaveLength(
      lock.kept.filter(({ source }) => source === 'wb-internet-users').length
    );
    expect(
      answers.filter(({ id }) => id.startsWith('nca-')).every(({ past }) => past.length === 0)
    ).toBe(true);
  });
});

it('refuses a number without a label', async () => {
  const page = await committedPage('en');
  const labels = Object.fromEntries(
    Object.entries(page.words.labels).filter(([key]) => key !== 'answer.nca-2018')
  );
  expect(() => answersOf({ ...page, words: { ...page.words, labels } })).toThrow(/nca/);
});
