import { readFileSync } from 'node:fs';
import { lab, rgb } from 'd3';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/charts/choropleth/choropleth.css', 'utf8');
const tokens = readFileSync('src/pages/styles/tokens.css', 'utf8');

/** A colour of the page, or the map's own where the page has none. */
function colour(name: string): string {
  const found =
    new RegExp(`--${name}: (#[0-9a-f]{6})`).exec(tokens) ?? new RegExp(`--${name}, (#[0-9a-f]{6})|--${name}: (#[0-9a-f]{6})`).exec(css);
  const hex = found?.slice(1).find(Boolean);
  if (!hex) throw new Error(`no colour --${name}`);
  return hex;
}
const classes = ['c0', 'c1', 'c2', 'c3', 'c4'].map(colour);
const [paper, edge, missing] = [colour('paper'), colour('map-edge'), colour('missing-line')];

const linear = (channel: number) => (channel <= 10.31475 ? channel / 3294.6 : ((channel / 255 + 0.055) / 1.055) ** 2.4);
const gamma = (channel: number) => 255 * (channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055);
const luminance = (hex: string) => {
  const { r, g, b } = rgb(hex);
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
};
/** Contrast ratio of WCAG 2. */
const contrast = (a: string, b: string) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

/** Full colour-vision deficiency as matrices on linear RGB (Machado, Oliveira and Fernandes, 2009, severity 1). */
const deficiencies = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039]
};
const seenWith = (hex: string, matrix: number[]) => {
  const { r, g, b } = rgb(hex);
  const channels = [linear(r), linear(g), linear(b)];
  const [red, green, blue] = [0, 3, 6].map((row) =>
    gamma(
      Math.min(
        1,
        Math.max(
          0,
          channels.reduce((sum, value, i) => sum + value * (matrix[row + i] ?? 0), 0)
        )
      )
    )
  ) as [number, number, number];
  return rgb(red, green, blue);
};
const distance = (a: ReturnType<typeof rgb>, b: ReturnType<typeof rgb>) => {
  const [one, other] = [lab(a), lab(b)];
  return Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b);
};

describe('the five classes (V19)', () => {
  it('darken step by step, in grey too', () => {
    const grey = classes.map((hex) => lab(hex).l);
    for (let i = 1; i < grey.length; i++) expect((grey[i - 1] ?? 0) - (grey[i] ?? 0)).toBeGreaterThan(10);
  });

  it.each(Object.entries(deficiencies))('stay apart with %s', (_, matrix) => {
    for (let i = 1; i < classes.length; i++) {
      expect(distance(seenWith(classes[i - 1] ?? '', matrix), seenWith(classes[i] ?? '', matrix))).toBeGreaterThan(10);
    }
  });

  it('hold no red (V20)', () => {
    for (const hex of classes) expect(rgb(hex).r).toBeLessThan(rgb(hex).g);
  });
});

describe('lines (V21)', () => {
  it('give every class an outline that shows 3:1 against its fill', () => {
    for (const hex of classes.slice(0, 3)) expect(contrast(hex, edge)).toBeGreaterThanOrEqual(3);
    for (const hex of classes.slice(3)) expect(contrast(hex, paper)).toBeGreaterThanOrEqual(3);
  });

  it('show every country against the sea: by its outline when pale, by its fill when dark', () => {
    expect(contrast(edge, paper)).toBeGreaterThanOrEqual(3);
    for (const hex of classes.slice(3)) expect(contrast(hex, paper)).toBeGreaterThanOrEqual(3);
  });

  it('hatch what is missing with lines of 3:1, on paper, unlike the lowest class (V15)', () => {
    expect(contrast(missing, paper)).toBeGreaterThanOrEqual(3);
    expect(lab(paper).l - lab(classes[0] ?? '').l).toBeGreaterThan(3);
  });
});
