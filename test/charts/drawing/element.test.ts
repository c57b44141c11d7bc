import { describe, expect, it } from 'vitest';
import { colours } from '../../../src/charts/drawing/colours.ts';
import { drawing, element, textLine, textLines } from '../../../src/charts/drawing/element.ts';
import type { Face } from '../../../src/charts/drawing/face.ts';

const style = { x: 10, y: 20.123_456, face: 'sans', size: 14, fill: colours.ink } as const;

describe('a drawing', () => {
  it('escapes text', () => {
    expect(textLine('A & B < "C" > D', style)).toContain(
      '>A &amp; B &lt; &quot;C&quot; &gt; D</text>'
    );
  });

  it('falls back to fonts of about the same width, as not all viewers know textLength', () => {
    const families = (face: Face) =>
      /font-family="([^"]*)"/.exec(textLine('x', { ...style, face }))?.[1];
    expect(families('sans')).toMatch(/^'Terhubung Sans',.*,Arial,system-ui,sans-serif$/);
    expect(families('serif')).toMatch(/,Georgia,'Times New Roman',serif$/);
  });

  it('rounds numbers to two decimals and leaves out undefined attributes', () => {
    expect(element('path', { d: 'M0 0', x: 1 / 3, fill: undefined })).toBe(
      '<path d="M0 0" x="0.33"/>'
    );
  });

  it('spaces lines evenly from the first baseline', () => {
    const baselines = [
      ...textLines(['a', 'b', 'c'], 20, { ...style, y: 30 }).matchAll(/ y="([\d.]+)"/g)
    ].map(([, y]) => Number(y));
    expect(baselines).toEqual([30, 50, 70]);
  });

  it('has a text alternative and a language', () => {
    const svg = drawing(
      { width: 20, height: 10, language: 'id', name: 'Nama <satu>', description: 'Isi' },
      element('g', {})
    );
    expect(svg).toContain(
      'viewBox="0 0 20 10" lang="id" role="img" aria-labelledby="name description"'
    );
    expect(svg).toContain(
      '<title id="name">Nama &lt;satu&gt;</title><desc id="description">Isi</desc>'
    );
  });
});
