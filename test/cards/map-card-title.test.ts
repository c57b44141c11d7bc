import { expect, it } from 'vitest';
import { speak } from '../../src/copy/words.ts';
import { languages } from '../../src/locale/languages.ts';
import { newestYear } from '../../src/story/newest-year.ts';
import { openCommitted } from '../open-committed.ts';

const { data, chapters, words } = await openCommitted();

it.each(languages)(
  'the title of the coverage card is the step’s heading for the year it opens on (%s)',
  (language) => {
    const opensOn = data.coverage && newestYear(data.coverage);
    const { step } = data.stops.find(
      ({ layer, year }) => layer === 'coverage-3g' && year === opensOn
    )!;
    const world = chapters[language].find(({ id }) => id === 'world')!;
    expect(speak(words[language], 'card.coverage.title')).toBe(
      world.steps.find(({ id }) => id === step)!.heading
    );
  }
);
