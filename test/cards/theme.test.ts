import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  contrast,
  ownColours,
  readTheme,
  legibleTheme,
  type ColourScheme
} from '../../src/cards/client/theme.ts';

const themes: ColourScheme[] = ['light', 'dark'];

describe('readTheme', () => {
  it.each([
    ['?theme=dark', { theme: 'dark' }],
    ['?theme=auto', {}],
    ['?theme=Dark', {}],
    [
      '?paper=fff&ink=%23112233&accent=0A7',
      { paper: '#ffffff', ink: '#112233', accent: '#00aa77' }
    ],
    ['?paper=ffff&ink=red&accent=url(x)', {}],
    ['?paper=1234567&ink=12345g', {}],
    ['?initialWidth=400&childId=map&help=IDN', {}],
    ['', {}]
  ])('%s', (query, look) => {
    expect(readTheme(query)).toEqual(look);
  });

  it('gives only colours, whatever the query', () => {
    const value = fc.oneof(
      fc.string(),
      fc.stringMatching(/^#?[\da-f]{1,8}$/),
      fc.constantFrom('red', 'red;}')
    );
    fc.assert(
      fc.property(
        fc.record({
          paper: value,
          ink: value,
          accent: value,
          theme: value
        }),
        (asked) => {
          const { properties } = legibleTheme(
            readTheme(`?${new URLSearchParams(asked).toString()}`),
            'light'
          );
          for (const [name, given] of Object.entries(properties)) {
            expect(name).toMatch(/^--terhubung-(paper|ink|accent)$/);
            expect(given).toMatch(/^#[\da-f]{6}$/);
          }
        }
      ),
      { seed: 20181008, numRuns: 300 }
    );
  });
});

describe('legibleTheme', () => {
  it('uses the colours of colours.css', () => {
    const [light = '', dark = ''] = readFileSync('src/pages/styles/colours.css', 'utf8').split(
      'prefers-color-scheme: dark'
    );
    const coloursIn = (css: string) =>
      Object.fromEntries(
        Object.entries({ paper: 'paper', ink: 'ink', soft: 'ink-soft' }).map(([name, token]) => [
          name,
          new RegExp(`--${token}: (#[\\da-f]{6})`).exec(css)?.[1]
        ])
      );
    expect({ light: coloursIn(light), dark: coloursIn(dark) }).toEqual(ownColours);
  });

  it.each([
    ['dark ink on the card’s paper', { ink: '#002244' }, 'light', { ink: '#002244' }],
    ['pale ink on the card’s paper', { ink: '#cccccc' }, 'light', {}],
    ['the same by night', { ink: '#cccccc' }, 'dark', { ink: '#cccccc' }],
    [
      'paper and ink that belong together',
      { paper: '#002244', ink: '#ffffff' },
      'dark',
      { paper: '#002244', ink: '#ffffff' }
    ],
    [
      'ink that vanishes on its paper',
      { paper: '#ffffff', ink: '#eeeeee' },
      'light',
      { paper: '#ffffff' }
    ],
    ['paper on which no ink of the card’s is read', { paper: '#808080' }, 'light', {}],
    [
      'paper on which the card’s softer ink is not read',
      { paper: '#bbbbbb' },
      'light',
      { paper: '#bbbbbb', ink: '#1d2529' }
    ],
    [
      'an accent of 4.4 to 1',
      { accent: '#7a7a7a', paper: '#ffffff' },
      'light',
      { paper: '#ffffff' }
    ],
    [
      'an accent of 4.5 to 1',
      { accent: '#767676', paper: '#ffffff' },
      'light',
      { paper: '#ffffff', accent: '#767676' }
    ]
  ] as const)('%s', (_, look, reader, kept) => {
    expect(legibleTheme(look, reader).properties).toEqual(
      Object.fromEntries(
        Object.entries(kept).map(([name, value]) => [`--terhubung-${name}`, value])
      )
    );
  });

  it('always has enough contrast', () => {
    const colour = fc.option(
      fc.nat(0xffffff).map((value) => `#${value.toString(16).padStart(6, '0')}`),
      { nil: undefined }
    );
    fc.assert(
      fc.property(
        colour,
        colour,
        colour,
        fc.constantFrom(...themes),
        (paper, ink, accent, reader) => {
          const look = Object.fromEntries(
            Object.entries({ paper, ink, accent }).filter(([, value]) => value !== undefined)
          );
          const { theme, properties: worn } = legibleTheme(look, reader);
          const own = ownColours[theme ?? reader];
          const ground = worn['--terhubung-paper'] ?? own.paper;
          expect(contrast(worn['--terhubung-ink'] ?? own.ink, ground)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(worn['--terhubung-ink'] ?? own.soft, ground)).toBeGreaterThanOrEqual(4.5);
          const chosen = worn['--terhubung-accent'];
          if (chosen) expect(contrast(chosen, ground)).toBeGreaterThanOrEqual(4.5);
        }
      ),
      { seed: 20181008, numRuns: 500 }
    );
  });

  it.each([
    [{}, undefined],
    [{ theme: 'dark' as const }, 'dark'],
    [{ paper: '#ffffff' }, 'light'],
    [{ paper: '#112233' }, 'dark'],
    [{ paper: '#808080', theme: 'light' as const }, 'light'],
    [{ paper: '#808080' }, undefined],
    [{ paper: '#ffffff', theme: 'dark' as const }, 'light']
  ])('%j gives the colour scheme %s', (look, theme) => {
    for (const reader of themes) expect(legibleTheme(look, reader).theme).toBe(theme);
  });

  it.each([
    ['#000000', '#ffffff', 21],
    ['#777777', '#ffffff', 4.48],
    ['#0000ff', '#ffffff', 8.59]
  ])('%s and %s have the contrast %f', (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBeCloseTo(ratio, 2);
  });
});
