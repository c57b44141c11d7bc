import { describe, expect, it } from 'vitest';
import { mapCardYears } from '../../src/cards/map/map-card-data.ts';
import { type StoryData, newestYear } from '../../src/story/data.ts';
import { committedStory } from '../charts/committed-story.ts';

const data = await committedStory();
const stopping = (...years: number[]): StoryData => ({
  ...data,
  stops: years.map((year) => ({ step: `world-${year}`, layer: 'internet-use', year }))
});
const newest = newestYear(data.internetUse);

describe('the years of a map card', () => {
  it('include the stops of the story, the first, the newest and the year of the warning', () => {
    expect(mapCardYears(stopping(2005), 'internet-use')).toEqual(
      expect.arrayContaining([1990, 2005, 2018, newest])
    );
    const years = mapCardYears(data, 'internet-use');
    for (const { layer, year } of data.stops)
      if (layer === 'internet-use') expect(years).toContain(year);
  });

  it('are at most five', () => {
    const years = mapCardYears(stopping(1995, 1996, 2000, 2005, 2010, 2015), 'internet-use');
    expect(years).toHaveLength(5);
    expect([years[0], years.at(-1)]).toEqual([1990, newest]);
    expect(years).toEqual([...years].sort((one, other) => one - other));
  });
});
