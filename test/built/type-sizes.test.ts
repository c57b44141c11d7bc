import { expect, it } from 'vitest';
import { built, builtFiles } from './dist.ts';

/** Of a phone and of a desktop, in rem: 13, 14, 16, 18, 19, 22, 26, 30, 44, 46, 78, 110, 148 px. */
const sizes = new Set(
  [13, 14, 16, 18, 19, 22, 26, 30, 44, 46, 78, 110, 148].flatMap((px) => [
    `${px}px`,
    `${String(px / 16).replace(/^0/, '')}rem`
  ])
);
const least = 13 / 16;

/** The size of a `font` or `font-size`: before the height of its lines. */
const sizeOf = (value: string) =>
  /(?:^|\s)((?:min|max|clamp|var|calc)\(.*?\)(?=\s*\/|$)|[\d.]+[a-z%]+)/.exec(value)?.[1] ?? value;

it('no sheet of the pages has a size of text beside the eight, or one under 13 px', () => {
  const sheets = builtFiles().filter((path) => /^assets\/.*\.css$/.test(path));
  expect(sheets.length).toBeGreaterThanOrEqual(3);
  const off = sheets.flatMap((path) => {
    const screen = built(path).replace(/@media print\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/g, '');
    const declared = [...screen.matchAll(/[{;]font(?:-size)?:([^;}]+)/g)].map(([, value]) =>
      sizeOf(value!.trim())
    );
    return declared.filter((size) => {
      // Of the text around it; the reader's own, and larger on the largest screens.
      if (/^(?:inherit|var\(--t-|[\d.]*em$|[\d.]+%$)/.test(size)) return false;
      const [, fluid, first] = /^(min|clamp)\(([^,]+)/.exec(size) ?? [];
      if (fluid === 'clamp') return parseFloat(first!) < least;
      return fluid === undefined && !sizes.has(size);
    });
  });
  expect(off).toEqual([]);
});

it.each(['id', 'en'])('every heading of a scene in %s has at most nine words', (language) => {
  const long = [...built(`${language}/index.html`).matchAll(/<h2[^>]*>([\s\S]*?)<\/h2>/g)]
    .map(([, heading]) => heading!.replace(/<[^>]*>/g, '').trim())
    .filter((heading) => heading.split(/\s+/).length > 9);
  expect(long).toEqual([]);
});
