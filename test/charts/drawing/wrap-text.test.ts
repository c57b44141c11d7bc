import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeasureText } from '../../../src/charts/drawing/face.ts';
import {
  balanceText,
  fitText,
  unlonelyLines,
  wrapText
} from '../../../src/charts/drawing/wrap-text.ts';

/** Every sign is one em wide. */
const measure: MeasureText = (text, _face, size) => [...text].length * size;
const setting = { face: 'sans', size: 1 } as const;
const texts = fc
  .array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 })
  .map((words) => words.join(' '));
const widths = fc.integer({ min: 4, max: 60 });

describe('wrapText', () => {
  it('keeps every word in order and every line in the box, unless a word alone is wider', () => {
    fc.assert(
      fc.property(texts, widths, (text, width) => {
        const lines = wrapText(text, width, setting, measure);
        expect(lines.join(' ')).toBe(text);
        for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
      })
    );
  });

  it('does not part a number from its unit', () => {
    expect(wrapText('kira-kira 80.000\u00a0orang', 16, setting, measure)).toEqual([
      'kira-kira',
      '80.000\u00a0orang'
    ]);
  });

  it('does not part the day, the month and the year of a date', () => {
    const lines = ['Edisi 2021-2025,', '27 November 2026.', 'Satu'];
    for (const span of ['2021-2025', '2021-\u20602025'])
      expect(wrapText(`Edisi ${span}, 27 November 2026. Satu`, 20, setting, measure)).toEqual(
        lines
      );
  });
});

describe('balanceText', () => {
  it('takes as many lines as the plain wrapping and makes none of them longer than the box', () => {
    fc.assert(
      fc.property(texts, widths, (text, width) => {
        const plain = wrapText(text, width, setting, measure);
        const even = balanceText(text, width, setting, measure);
        expect(even.length).toBe(plain.length);
        expect(even.join(' ')).toBe(text);
        const longest = (lines: string[]) => Math.max(...lines.map((line) => line.length));
        expect(longest(even)).toBeLessThanOrEqual(longest(plain));
      })
    );
  });

  it('leaves no single word on the last line of a title', () => {
    expect(balanceText('aaaa bbbb cccc dd', 14, setting, measure)).toEqual([
      'aaaa bbbb',
      'cccc dd'
    ]);
  });
});

describe('unlonelyLines', () => {
  it('evens out a text whose last line would be left with next to nothing, and no other', () => {
    expect(unlonelyLines('aaaa bbbb cccc dd', 14, setting, measure)).toEqual([
      'aaaa bbbb',
      'cccc dd'
    ]);
    expect(unlonelyLines('aaaa bbbb cccc dddd', 14, setting, measure)).toEqual([
      'aaaa bbbb cccc',
      'dddd'
    ]);
  });
});

describe('fitText', () => {
  const box = { width: 20, most: 2, face: 'serif', sizes: [4, 2, 1] } as const;

  it('takes the largest size at which the lines suffice', () => {
    expect(fitText('aaaa bbbb', box, measure)).toEqual({ size: 4, lines: ['aaaa', 'bbbb'] });
    expect(fitText('aaaa bbbb cccc', box, measure).size).toBe(2);
  });

  it('names a text that is too long at every size', () => {
    expect(() => fitText('aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii', box, measure)).toThrow(
      /“aaaa.*does not fit 2 lines of 20/
    );
  });
});
