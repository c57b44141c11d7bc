import type { Page } from 'playwright-core';
import { widthsOf, type CardHeights } from '../../cards/embed/card-heights.ts';
import type { Card } from '../../cards/card.ts';

/** Further widths inside the ranges in which a card keeps one height, in CSS px. */
const between = [360, 400, 440, 520, 560, 600, 720, 900];

export function measuredWidths(card: Card): number[] {
  const starts = widthsOf(card);
  const ends = starts.slice(1).map((start) => start - 1);
  return [...new Set([...starts, ...ends, ...between])].sort((one, other) => one - other);
}

/** The widest common fonts: a height that fits them fits others. */
const widestFaces = {
  '--sans': "'DejaVu Sans', Verdana",
  '--serif': "'DejaVu Serif', Georgia"
} as const;

/** Some browsers round each letter's width up to whole pixels, and may need one more line. */
const widerLetters = '0.005em';

/** In CSS px: Firefox and WebKit may need a line more than Chromium. Narrow cards have no room. */
const spareLine = 16;

const longNotice = 'Diralat pada 30 September 2027: '.repeat(20);

export function hasWidestFaces(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d')!;
    const width = (face: string) => {
      pen.font = `100px ${face}`;
      return pen.measureText('terhubung Wi').width;
    };
    return width("'DejaVu Sans', monospace") !== width('monospace');
  });
}

export async function naturalHeights(page: Page, card: Card): Promise<Map<number, number>> {
  await page.evaluate(
    ({ faces, notice, spacing }) => {
      document.documentElement.style.letterSpacing = spacing;
      for (const [name, face] of Object.entries(faces))
        document.documentElement.style.setProperty(name, face);
      const card = document.getElementById('card')!;
      card.style.minHeight = '0';
      const last = card.querySelector('.state')?.lastElementChild;
      if (last) last.outerHTML = `<div class="correction">${notice}</div>`;
    },
    { faces: widestFaces, notice: longNotice, spacing: widerLetters }
  );
  const heights = new Map<number, number>();
  for (const width of measuredWidths(card)) {
    await page.setViewportSize({ width, height: 300 });
    heights.set(
      width,
      await page.evaluate(() => {
        const card = document.getElementById('card')!;
        const lines = [...card.querySelectorAll<HTMLElement>('[data-country]')];
        const home = lines.map((line) => line.hidden);
        const countries = new Set(lines.map((line) => line.dataset['country']!));
        let tallest = card.getBoundingClientRect().height;
        for (const country of countries) {
          for (const line of lines)
            line.hidden = line.dataset['country'] !== country && line.dataset['country'] !== 'WLD';
          tallest = Math.max(tallest, card.getBoundingClientRect().height);
        }
        lines.forEach((line, index) => (line.hidden = home[index]!));
        return tallest;
      })
    );
  }
  return heights;
}

/** Returns the greatest height in each range of widths, rounded up to a multiple of 4. */
export function heightsToKeep(natural: ReadonlyMap<number, number>, card: Card): CardHeights {
  const widths = widthsOf(card);
  const kept = widths.map((from, index) => {
    const next = widths[index + 1] ?? Infinity;
    const inRange = [...natural]
      .filter(([width]) => width >= from && width < next)
      .map(([, height]) => height);
    const spare = card !== 'story' && from >= 480 ? spareLine : 0;
    return [from, Math.ceil((Math.max(...inRange) + spare) / 4) * 4] as const;
  });
  return Object.fromEntries(kept) as unknown as CardHeights;
}
