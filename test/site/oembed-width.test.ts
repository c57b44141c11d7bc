import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardWidths } from '../../src/cards/embed/card-heights.ts';
import { oembedFile } from '../../src/site/server-config/edge/paths.js';
import { oembedWidthPatterns } from '../../src/site/server-config/nginx.ts';

describe('oembedFile', () => {
  it.each([
    [null, 'en/world.json'],
    ['', 'en/world.json'],
    ['wide', 'en/world.json'],
    ['-1', 'en/world.json'],
    ['1e3', 'en/world.json'],
    ['0', 'en/world.320.json'],
    ['319', 'en/world.320.json'],
    ['320', 'en/world.320.json'],
    ['479', 'en/world.320.json'],
    ['480', 'en/world.480.json'],
    ['640', 'en/world.640.json'],
    ['99999999999999999999', 'en/world.640.json']
  ])('gives for maxwidth %s the file %s', (maxwidth, path) =>
    expect(oembedFile('en/world.json', maxwidth)).toBe(path)
  );
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
          expect(width === undefined ? 'a.xml' : `a.${width}.xml`).toBe(
            oembedFile('a.xml', maxwidth)
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
