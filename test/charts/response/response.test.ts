import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import Chart from '../../../src/charts/response/Chart.svelte';
import { responseFrame } from '../../../src/charts/response/frame.ts';
import { storyData } from '../story-data.ts';
import { storyWords } from '../story-words.ts';

const data = storyData();
const html = (language: 'id' | 'en') =>
  render(Chart, { props: { data, words: storyWords(language), idPrefix: 'x' } }).body;

describe('responseFrame', () => {
  it('gives each kind of number its own panel and zero-based axis', () => {
    const panels = responseFrame(data);
    expect(
      panels.map(({ kind, points }) =>
        [kind, ...points.map(({ year, value }) => `${year}: ${value}`)].join(' ')
      )
    ).toEqual([
      'arrests 2018: 400 2020: 500 2022: 800 2026: 1000',
      'safeguarded 2018: 500 2020: 700 2022: 1200 2026: 1200'
    ]);
    for (const { ticks, points, max } of panels) {
      expect(ticks[0]).toEqual({ value: 0, y: 0 });
      for (const point of points) {
        expect(point.y).toBeCloseTo(point.value / max);
        expect(point.y).toBeLessThan(1);
        expect(point.x).toBeGreaterThan(0);
        expect(point.x).toBeLessThan(1);
      }
    }
  });

  it('refuses statements of different kinds in one panel', () => {
    const arrests = data.estimates['ukresp-arrests-2020']!;
    const odd = { ...arrests, series: 'childlight_2024', measureKind: 'children' };
    expect(() =>
      responseFrame(storyData({ estimates: { ...data.estimates, 'ukresp-arrests-2020': odd } }))
    ).toThrow(/ukresp-arrests-2020/);
  });
});

describe('response chart', () => {
  it('never joins points: every path is a dot, a grid line or a drop line', () => {
    const paths = [...html('en').matchAll(/ d="([^"]+)"/g)].map((match) => match[1]);
    expect(paths.length).toBeGreaterThan(16);
    for (const path of paths) expect(path).toMatch(/^M[\d.]+ [\d.]+(h0|h100|V[\d.]+)$/);
  });

  it('draws the statements of 2026 hollow, with a key', () => {
    expect(html('en').match(/class="hollow"/g)).toHaveLength(2);
    expect(html('en')).toContain('seen in a press report');
    expect(html('id')).toContain('pemberitaan');
  });
});
