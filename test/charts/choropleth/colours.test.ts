import { readFileSync } from 'node:fs';
import { lab, rgb } from 'd3';
import { describe, expect, it } from 'vitest';
import { contrastOf as contrast } from '../../browser/contrast.ts';

const [day = '', night = ''] = readFileSync('src/pages/styles/colours.css', 'utf8').split(
  'prefers-color-scheme: dark'
);

function colour(css: string, name: string) {
  const hex = new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(css)?.[1];
  if (!hex) throw new Error(`no colour --${name}`);
  return hex;
}

const linear = (channel: number) =>
  channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
const gamma = (channel: number) =>
  255 * (channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055);

/** Matrices on linear RGB: Machado, Oliveira and Fernandes (2009), severity 1. */
const deficiencies = {
  protanopia: [
    0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998
  ],
  deuteranopia: [
    0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881
  ],
  tritanopia: [
    1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039
  ]
};
const clamp = (value: number) => Math.min(1, Math.max(0, value));
const seenWith = (hex: string, matrix: number[]) => {
  const { r, g, b } = rgb(hex);
  const channels = [linear(r), linear(g), linear(b)];
  const [red, green, blue] = [0, 3, 6].map((row) =>
    gamma(clamp(channels.reduce((sum, value, i) => sum + value * (matrix[row + i] ?? 0), 0)))
  ) as [number, number, number];
  return rgb(red, green, blue);
};
const distance = (a: ReturnType<typeof rgb>, b: ReturnType<typeof rgb>) => {
  const [one, other] = [lab(a), lab(b)];
  return Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b);
};

describe.each([
  ['light', day],
  ['dark', night]
])('the %s palette', (_, css) => {
  const classes = ['k0', 'k1', 'k2', 'k3', 'k4', 'k5'].map((name) => colour(css, name));
  const [paper, edge, missing] = ['paper', 'map-edge', 'missing-line'].map((name) =>
    colour(css, name)
  ) as [string, string, string];
  const others = ['ink', 'ink-soft', 'warm-edge', 'c3', 'c4'].map(
    (name) => [name, colour(css, name)] as const
  );

  describe('the six classes (V19)', () => {
    it('differ more and more from the background in lightness', () => {
      const away = classes.map((hex) => Math.abs(lab(hex).l - lab(paper).l));
      for (let i = 1; i < away.length; i++)
        expect((away[i] ?? 0) - (away[i - 1] ?? 0)).toBeGreaterThan(10);
    });

    it.each(Object.entries(deficiencies))('can be told apart with %s', (_, matrix) => {
      for (let i = 1; i < classes.length; i++) {
        expect(
          distance(seenWith(classes[i - 1] ?? '', matrix), seenWith(classes[i] ?? '', matrix))
        ).toBeGreaterThan(10);
      }
    });

    it('contain no red (V20)', () => {
      for (const hex of classes) expect(rgb(hex).r).toBeLessThan(rgb(hex).g);
    });
  });

  it('gives every class an outline with a contrast of 3:1 to fill and background (V21)', () => {
    for (const hex of [...classes.slice(0, 3), paper])
      expect(contrast(hex, edge)).toBeGreaterThanOrEqual(3);
    for (const hex of classes.slice(3)) expect(contrast(hex, paper)).toBeGreaterThanOrEqual(3);
  });

  it('gives the lowest class a contrast of 1.2:1 to the paper (V14)', () =>
    expect(contrast(classes[0]!, paper)).toBeGreaterThanOrEqual(1.2));

  it('prints the legend with a contrast of 4.5:1 on its classes (A14)', () => {
    const [ink, onFourth, onDark] = ['ink', 'on-k3', 'on-c'].map((name) => colour(css, name));
    classes.forEach((hex, level) => {
      const text = level < 3 ? ink : level === 3 ? onFourth : onDark;
      expect(contrast(hex, text!), `k${level}`).toBeGreaterThanOrEqual(4.5);
    });
  });

  it('hatches missing data with a contrast of 3:1 on a ground unlike the lowest class (V15)', () => {
    expect(contrast(missing, paper)).toBeGreaterThanOrEqual(3);
    expect(Math.abs(lab(paper).l - lab(classes[0] ?? '').l)).toBeGreaterThan(3);
  });

  it('gives text a contrast of 4.5:1 and marks 3:1 (A14)', () => {
    for (const [name, hex] of others)
      expect(contrast(hex, paper), name).toBeGreaterThanOrEqual(name.startsWith('ink') ? 4.5 : 3);
  });
});
