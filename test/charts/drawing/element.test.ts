import { describe, expect, it } from 'vitest';
import { colours, drawing, element, textLine } from '../../../src/charts/drawing/element.ts';

const style = { x: 10, y: 20.123_456, face: 'sans', size: 14, fill: colours.ink } as const;

describe('a drawing', () => {
  it('escapes text', () => {
    expect(textLine('A & B < "C" > D', style)).toContain(
      '>A &amp; B &lt; &quot;C&quot; &gt; D</text>'
    );
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
