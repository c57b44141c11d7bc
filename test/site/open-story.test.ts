import { describe, expect, it } from 'vitest';
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
});
