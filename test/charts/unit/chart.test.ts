import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/unit/Chart.svelte';
import { unitEstimates } from '../../../src/charts/unit/frame.ts';
import { unitRecord } from '../../../src/charts/unit/record.ts';
import { assertComparable } from '../../../src/story/ledgers/comparability.ts';
import { languages } from '../../../src/locale/languages.ts';
import { storyData } from '../story-data.ts';
import { storyWords } from '../story-words.ts';

const data = storyData();
const html = (language: 'id' | 'en') =>
  render(Chart, { props: { data, words: storyWords(language), idPrefix: 'x' } }).body;
const cards = (language: 'id' | 'en') => html(language).split('data-estimate=').slice(1);

describe('unit chart', () => {
  it('refuses a line or an axis for the NCA estimates', () => {
    const three = unitEstimates.map((id) => data.estimates[id]!);
    expect(() => assertComparable(three, 'line')).toThrow(/nca-2018 and nca-2020/);
    expect(() => assertComparable(three, 'axis')).toThrow(/share an axis/);
  });

  it('notes that the press disagreed, and which estimates were not seen at the NCA', () => {
    expect(cards('en')[0]).toMatch(/conservative.*“at least” or “up to”/s);
    expect(cards('en')[1]).toContain('seen in a copy of the publisher');
    expect(cards('en')[2]).toContain('seen in a secondary source');
  });

  it('marks an open bound with arrows and a label', () => {
    expect(cards('en')[1]?.match(/class="arrow"/g)).toHaveLength(3);
    expect(cards('en')[1]).toContain('or more');
    for (const closed of [0, 2]) expect(cards('en')[closed]).not.toContain('class="arrow"');
  });

  it('marks an open bound on the share card, too (V02)', () => {
    const arrows = unitEstimates.map((estimate) => {
      const mark = unitRecord(data, storyWords('en'), { estimate }).large[0]?.mark;
      return mark?.form === 'squares'
        ? mark.paths.filter(({ d }) => !d.endsWith('z')).length
        : undefined;
    });
    expect(arrows).toEqual([0, 3, 0]);
  });

  it.each(languages)(
    'notes on the share card that sources disagree about the bound (V05, %s)',
    (language) => {
      const beside = unitEstimates.map(
        (estimate) => unitRecord(data, storyWords(language), { estimate }).large[0]?.beside
      );
      expect(beside[0]).toMatch(
        { id: /“sedikitnya” atau “hingga”/, en: /“at least” or “up to”/ }[language]
      );
      expect(beside.slice(1)).toEqual([undefined, undefined]);
    }
  );
});
