import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/unit/Chart.svelte';
import { boundPhrase } from '../../../src/charts/phrases/bound-phrase.ts';
import { unitEstimates } from '../../../src/charts/unit/frame.ts';
import { unitPoster } from '../../../src/charts/unit/poster.ts';
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

  it.each(languages)(
    'keeps one unit of marks in the scene: later figures are text (V41, %s)',
    (language) => {
      const words = storyWords(language);
      // All that can be seen: squares, and bounds in words (V02).
      const drawn = cards(language).map((card) => [
        card.match(/<path[^>]* d="(M0 0h3[^"]*)"/)?.[1]?.match(/z/g)?.length ?? 0,
        /class="figure">([^<]*)</.exec(card)?.[1]
      ]);
      const three = unitEstimates.map((id) => boundPhrase(data.estimates[id]!, words));
      expect(drawn).toEqual([
        [800, three[0]],
        [0, three[1]],
        [0, three[2]]
      ]);
      for (const card of cards(language).slice(1)) expect(card).not.toMatch(/<svg|class="key"/);
    }
  );

  it('draws no mark for them on the share card, the poster and in the table, either (V41)', () => {
    const words = storyWords('en');
    const marks = unitEstimates.map(
      (estimate) => unitRecord(data, words, { estimate }).large[0]?.mark?.form
    );
    expect(marks).toEqual(['squares', undefined, undefined]);
    const { markup } = unitPoster(data, words, (text, _, size) => text.length * size * 0.5);
    expect(markup.match(/h3v3h-3z/g)).toHaveLength(800);
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
