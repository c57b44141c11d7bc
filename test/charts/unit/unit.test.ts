import { describe, expect, it } from 'vitest';
import { demand } from '../../../src/charts/unit/figure.ts';
import { drawSquares } from '../../../src/charts/unit/draw.ts';
import { boundPhrase } from '../../../src/charts/phrases/ledger-phrases.ts';
import { unitEstimates } from '../../../src/story/data.ts';
import { assertComparable } from '../../../src/story/ledgers/estimate.ts';
import { languages } from '../../../src/locale/languages.ts';
import { drawnWords, pageRooms } from '../drawn-words.ts';
import { estimateOf } from '../estimate-of.ts';
import { storyData, storyWords } from '../story-data.ts';

const data = storyData();
const { estimates } = data;
const squaresIn = (markup: string) => markup.match(/h3v3h-3z/g)?.length ?? 0;
const room = { width: 288, measure: (text: string) => 7 * text.length };

const parts = (language: 'id' | 'en') =>
  demand.draw(data, storyWords(language), room).flatMap((part) =>
    'parts' in part && 'data' in part && part.data?.['part']
      ? [
          {
            said: drawnWords(part.parts),
            squares: part.parts.flatMap((one) =>
              'drawing' in one ? [squaresIn(one.drawing.markup)] : []
            )
          }
        ]
      : []
  );

describe('demand', () => {
  it('refuses a line or an axis for the NCA estimates', () => {
    const three = unitEstimates.map((id) => estimates[id]!);
    expect(() => assertComparable(three)).toThrow(/V04/);
  });

  it('notes that the press disagreed, and which estimates were not seen at the NCA', () => {
    const [first, second, third] = parts('en').map(({ said }) => said);
    expect(first).toMatch(/conservative.*“at least” or “up to”/s);
    expect(second).toContain('seen in a copy of the publisher');
    expect(third).toContain('seen in a secondary source');
  });

  it.each(languages)(
    'draws a square for 100 people of the first alone (V22, V41, %s)',
    (language) => {
      const words = storyWords(language);
      expect(parts(language).map(({ squares }) => squares)).toEqual([[800], [], []]);
      unitEstimates.forEach((id, at) =>
        expect(parts(language)[at]!.said).toContain(boundPhrase(estimates[id]!, words))
      );
      const marks = unitEstimates.map(
        (estimate) => demand.record(data, words, { estimate }).large[0]?.mark?.form
      );
      expect(marks).toEqual(['squares', undefined, undefined]);
    }
  );

  it.each(languages)(
    'notes on the share card that sources disagree about the bound (V05, %s)',
    (language) => {
      const beside = unitEstimates.map(
        (estimate) => demand.record(data, storyWords(language), { estimate }).large[0]?.beside
      );
      expect(beside[0]).toMatch(
        { id: /“sedikitnya” atau “hingga”/, en: /“at least” or “up to”/ }[language]
      );
      expect(beside.slice(1)).toEqual([undefined, undefined]);
    }
  );

  it('keeps its squares within the drawing at each width, the first among them', () => {
    for (const { width } of pageRooms) {
      const drawing = drawSquares(estimates['nca-2018']!, { width });
      const scale = Number(/scale\(([\d.]+)\)/.exec(drawing.markup)![1]);
      let [x, y, right, bottom] = [0, 0, 0, 0];
      const corners = new Set<string>();
      for (const [, kind, to, down] of drawing.markup.matchAll(/([Mm])(\d+) (\d+)/g)) {
        [x, y] = kind === 'M' ? [Number(to), Number(down)] : [x + Number(to), y + Number(down)];
        [right, bottom] = [Math.max(right, x + 3), Math.max(bottom, y + 3)];
        corners.add(`${x} ${y} 3`);
      }
      expect(right * scale).toBeCloseTo(drawing.width, 0);
      expect(bottom * scale).toBeLessThanOrEqual(drawing.height);
      const [start, side, whole] = /data-first="([\d ]+)"/.exec(drawing.markup)![1]!.split(' ');
      expect(corners).toContain(`${start} ${start} ${side}`);
      expect(Number(whole)).toBe(right);
    }
  });

  it.each(['about', 'over', 'nearly', 'exact'] as const)('draws the bound “%s”', (bound) => {
    const { markup } = drawSquares(estimateOf({ bound, value: 2000 }), room);
    expect(squaresIn(markup)).toBe(20);
  });

  it.each([
    ['at_least', { low: 2000 }],
    ['up_to', { high: 2000 }],
    ['range', { low: 2000, high: 3000 }]
  ] as const)('refuses the bound “%s”: squares show one number (V02)', (bound, numbers) => {
    expect(() => drawSquares(estimateOf({ id: 'open', bound, ...numbers }), room)).toThrow(/^open/);
  });

  it('refuses a figure that is not a whole number of squares, or needs too many (V41)', () => {
    const draw = (value: number) =>
      drawSquares(estimateOf({ id: 'odd', bound: 'about', value }), room);
    expect(() => draw(80_050)).toThrow(/^odd: 80050/);
    expect(() => draw(300_000)).toThrow(/2000/);
  });
});
