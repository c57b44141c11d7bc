import { describe, expect, it } from 'vitest';
import { colours } from '../../../src/charts/drawing/colours.ts';
import { drawing, element, textLine, textLines } from '../../../src/charts/drawing/element.ts';
import { faces } from '../../../src/charts/drawing/face.ts';

const style = { x: 10, y: 20.123_456, face: 'sans', size: 14, fill: colours.ink } as const;

describe('a drawing', () => {
  it('holds words as text, whatever signs are in them', () => {
    expect(textLine('A & B < "C" > D', style)).toContain(
      '>A &amp; B &lt; &quot;C&quot; &gt; D</text>'
    );
  });

  it('keeps quotation marks of its families apart from those of the attribute', () => {
    const families = /font-family="([^"]*)"/.exec(textLine('x', style))?.[1];
    expect(families).toMatch(/^'Terhubung Sans',.*sans-serif$/);
  });

  it('names faces of known widths before whatever a device has: not all programs hold a line to its length', () => {
    expect(faces.sans.family).toMatch(/,Arial,system-ui,sans-serif$/);
    expect(faces['sans-bold'].family).toBe(faces.sans.family);
    expect(faces.serif.family).toMatch(/,Georgia,'Times New Roman',serif$/);
  });

  it('writes places to two decimals and leaves out what is not set', () => {
    expect(element('path', { d: 'M0 0', x: 1 / 3, fill: undefined })).toBe(
      '<path d="M0 0" x="0.33"/>'
    );
  });

  it('sets lines at even distances from the first baseline', () => {
    const baselines = [
      ...textLines(['a', 'b', 'c'], 20, { ...style, y: 30 }).matchAll(/ y="([\d.]+)"/g)
    ].map(([, y]) => Number(y));
    expect(baselines).toEqual([30, 50, 70]);
  });

  it('carries its text alternative and its language', () => {
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
