import { describe, expect, it } from 'vitest';
import { articles } from '../../src/chapters/chapter.ts';
import { countWords } from '../../src/copy/passage.ts';
import { countStory, storyLength, storyLimits } from '../../src/copy/rules/wording.ts';
import { languages } from '../../src/locale/languages.ts';
import { releasesOf, type ComputedClaim } from '../../src/story/lock.ts';
import { openCopy } from './open-copy.ts';
import { committedProject, openCommitted } from '../open-committed.ts';
import { claims } from '../story/small-edition.ts';
import { read } from './small-copy.ts';

const story = await openCommitted();
const chapters = story.scenes;
const computed = new Map(
  [...claims.values()].flatMap((claim): [string, ComputedClaim][] => {
    const locked = story.lock.claims[claim.id];
    return locked
      ? [[claim.id, { claim, ok: true, value: Number(locked.value), locked, holds: true }]]
      : [];
  })
);
const copy = openCopy(committedProject, chapters, claims, {
  computed,
  releases: releasesOf(story.lock)
});

describe.each(languages)('the words of the story (%s)', (language) => {
  const scenes = copy.chapters[language].filter(({ chapter }) =>
    chapters.some(({ id }) => id === chapter.id)
  );

  it('number 900 to 1,100 in headings, leads and steps', () => {
    expect(scenes.map(({ chapter }) => chapter.id)).toEqual(chapters.map(({ id }) => id));
    expect(countStory(scenes)).toBeGreaterThanOrEqual(storyLimits.least);
    expect(countStory(scenes)).toBeLessThanOrEqual(storyLimits.most);
  });

  it('number 12 to 40 in each step', () => {
    const steps = scenes.flatMap(({ chapter }) =>
      chapter.steps.map(({ id, text }) => ({ id, words: countWords(text) }))
    );
    expect(steps.length).toBe(
      chapters.reduce((sum, scene) => sum + ('steps' in scene ? scene.steps.length : 0), 0)
    );
    expect(steps.filter(({ words }) => words < 12 || words > 40)).toEqual([]);
  });

  it('break no rule, nor do labels, names and the other pages', () => {
    expect(copy.chapters[language].length).toBe(chapters.length + articles.length);
    expect(copy.problems.map(({ message }) => message)).toEqual([]);
  });

  it('define “child” and explain old terms (S12, S13)', () => {
    const text = copy.chapters[language]
      .flatMap(({ passages }) => passages.map((passage) => passage.text))
      .join(' ');
    expect(text).toMatch(
      { id: /anak adalah setiap orang di bawah 18 tahun/i, en: /a child is anyone under 18/i }[
        language
      ]
    );
    expect(text).toMatch({ id: /memakai istilah lama/, en: /keeps terms of its time/ }[language]);
  });
});

describe('English', () => {
  /** Accurate to about one syllable in ten words, enough for a grade. */
  const syllables = (word: string) => {
    const letters = word.toLowerCase().replace(/[^a-z]/g, '');
    return (
      letters
        .replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '')
        .replace(/^y/, '')
        .match(/[aeiouy]{1,2}/g)?.length ?? 1
    );
  };

  it('needs at most nine years of school in each scene (A21; Kincaid et al. 1975)', () => {
    for (const { chapter } of copy.chapters.en) {
      const sentences = chapter.sentences.filter(({ text }) => countWords(text) > 4);
      const words = sentences.flatMap(({ text }) => text.match(/[\p{L}\p{N}]\S*/gu) ?? []);
      const grade =
        0.39 * (words.length / sentences.length) +
        11.8 * (words.reduce((sum, word) => sum + syllables(word), 0) / words.length) -
        15.59;
      expect({ scene: chapter.id, easy: grade <= 9, grade }).toMatchObject({ easy: true });
    }
  });
});

describe('the length of a story', () => {
  const scene = (words: number) =>
    read(`---\ntitle: A\n---\n\n{% lead %}\n${'word '.repeat(words).trim()}.\n{% /lead %}\n`);

  it('is a warning above 1,100 words', () => {
    expect(storyLength([scene(600), scene(498)])).toEqual([]);
    expect(storyLength([scene(500), scene(599)])).toMatchObject([
      {
        severity: 'warning',
        kind: 'story-length',
        file: 'data/copy/en/demand.md',
        line: 1,
        column: 1
      }
    ]);
    expect(storyLength([scene(500), scene(599)])[0]!.message).toMatchSnapshot();
  });
});
