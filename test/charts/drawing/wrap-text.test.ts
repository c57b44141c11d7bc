import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeasureText } from '../../../src/charts/drawing/face.ts';
import { balanceText, fitText, wrapText } from '../../../src/charts/drawing/text-block.ts';

/** Every character is one em wide. */
const measure: MeasureText = (text, _face, size) => [...text].length * size;
const setting = { face: 'sans', size: 1 } as const;
const texts = fc
  .array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 })
  .map((words) => words.join(' '));
const widths = fc.integer({ min: 4, max: 60 });

describe('wrapText', () => {
  it('keeps the words in order and the lines within the width, except for wider words', () => {
    fc.assert(
      fc.property(texts, widths, (text, width) => {
        const lines = wrapText(text, width, setting, measure);
        expect(lines.join(' ')).toBe(text);
        for (const line of lines) expect(line.length <= width || !line.includes(' ')).toBe(true);
      })
    );
  });

  it('keeps a number and its unit on one line', () => {
    expect(wrapText('kira-kira 80.000\u00a0orang', 16, setting, measure)).toEqual([
      'kira-kira',
      '80.000\u00a0orang'
    ]);
  });

  it('keeps a date on one line', () => {
    const lines = ['Edisi 2021-2025,', '27 November 2026.', 'Satu'];
    for (const span of ['2021-2025', '2021-\u20602025'])
      expect(wrapText(`Edisi ${span}, 27 November 2026. Satu`, 20, setting, measure)).toEqual(
        lines
      );
  });
});

describe('balanceText', () => {
  it('takes as many lines as wrapText, and none longer', () => {
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
});

describe('fitText', () => {
  const box = { width: 20, most: 2, face: 'serif', sizes: [4, 2, 1] } as const;

  it('refuses a text that fits at no size', () => {
    expect(() => fitText('aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii', box, measure)).toThrow(
      /“aaaa.*does not fit 2 lines of 20/
    );
  });
});
