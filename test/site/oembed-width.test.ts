import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardWidths } from '../../src/cards/embed/card-heights.ts';
import { oembedFile } from '../../src/site/server-config/edge/paths.js';
import { oembedWidthPatterns } from '../../src/site/server-config/nginx.ts';
import { widthCases } from '../hosts/sample-site.ts';

describe('oembedFile', () => {
  it.each(widthCases)('answers oEmbed%s by the file of width “%s”', (query, width) => {
    const asked = new URLSearchParams(query).get('maxwidth');
    expect(oembedFile('en/world.json', asked)).toBe(`en/world${width}.json`);
  });
});

describe('oembedWidthPatterns', () => {
  it('agree with oembedFile', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.nat({ max: 1500 }).map(String),
          fc.nat().map(String),
          fc.stringMatching(/^0{0,3}\d{0,5}[a-z.-]?$/)
        ),
        (maxwidth) => {
          const width = oembedWidthPatterns().find(({ pattern }) =>
            new RegExp(`^${pattern}$`).test(maxwidth)
          )?.width;
          expect(width === undefined ? 'a.json' : `a.${width}.json`).toBe(
            oembedFile('a.json', maxwidth)
          );
        }
      ),
      { seed: 7, numRuns: 2000 }
    );
  });

  it('need known widths of three digits that end in 0', () => {
    for (const width of cardWidths) expect(String(width)).toMatch(/^[1-8]\d0$/);
  });
});
