import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { openStory } from '../../src/site/story/open-story.ts';
import { committedProject } from '../committed-project.ts';
import { openCommitted } from '../open-committed.ts';

const story = await openCommitted();

describe('the committed story', () => {
  it('has no problems', () => {
    expect(
      story.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)
    ).toEqual([]);
    expect(story.pins).toEqual([]);
    expect(story.claims).toEqual([]);
  });

  it('prints the main figures', () => {
    const printed = Object.fromEntries(
      Object.entries(story.lock.claims).map(([id, claim]) => [id, [claim.id, claim.en]])
    );
    expect(printed).toMatchObject({
      'nca-2018': ['80.000', '80,000'],
      'world-early-1990': ['0,05%', '0.05%'],
      'world-2018': ['49%', '49%'],
      'idn-2000': ['0,9%', '0.9%'],
      'parties-2018': ['173', '173'],
      'revised-2016-total': ['201', '201'],
      'revised-2016-changed': ['86', '86'],
      'revised-2016-big': ['39', '39'],
      'revised-2016-big-down': ['22', '22'],
      'revised-2016-big-up': ['17', '17'],
      'revised-2016-world-then': ['45,8%', '45.8%'],
      'revised-2016-world-now': ['43,6%', '43.6%']
    });
  });

  it('has the same scenes and steps in every language', () => {
    const steps = languages.map((language) =>
      story.chapters[language].map(({ id, steps }) => [id, steps.map((step) => step.id)])
    );
    expect(steps[1]).toEqual(steps[0]);
  });

  it('has every World Bank economy and the publisher’s world total', () => {
    expect(story.data.internetUse.economies).toHaveLength(217);
    expect(story.data.internetUse.years.slice(0, 1)).toEqual([1990]);
    expect(story.data.coverage?.years.slice(0, 1)).toEqual([2010]);
    expect(story.data.internetUse.world.at(-1)).toBeGreaterThan(60);
  });
});

it('opened with the release of 2018, names the changed sentences in each language', () => {
  const then = openStory(committedProject, {
    pins: { 'internet-use': { source: 'wb-internet-users', release: '2018-08-28' } }
  });
  for (const language of languages) {
    const changed = then.sentences.filter((sentence) => sentence.language === language);
    expect(changed.length).toBeGreaterThan(5);
    for (const { before, after } of changed) expect(after).not.toBe(before);
  }
  expect(
    then.problems.some(({ kind, wrong }) => kind === 'no-value' && wrong.includes('world-2018'))
  ).toBe(true);
});
