import type { Page } from 'playwright-core';
import { widthsOf, type CardHeights } from '../../cards/embed/card-heights.ts';
import type { Card } from '../../cards/card.ts';

/**
 * Widths between the ends of the wide ranges in which a figure's card has one height, and beyond
 * the last, in CSS px.
 */
const between = [360, 400, 440, 520, 560, 600, 720, 900];

/**
 * Returns the widths at which a card is measured, in CSS px, smallest first: the ends of each range
 * that has one height, and some between.
 */
export function measuredWidths(card: Card): number[] {
  const starts = widthsOf(card);
  const ends = starts.slice(1).map((start) => start - 1);
  return [...new Set([...starts, ...ends, ...between])].sort((one, other) => one - other);
}

/**
 * The widest of the faces that readers commonly have: a height that holds with these holds with
 * others.
 */
const widestFaces = {
  '--sans': "'DejaVu Sans', Verdana",
  '--serif': "'DejaVu Serif', Georgia"
} as const;

/**
 * Letters set wider by nearly a hundredth: browsers that round each to whole pixels may need one
 * line more than others.
 */
const widerLetters = '0.005em';

/** A notice longer than the place that is kept for it. */
const longNotice = 'Diralat pada 30 September 2027: '.repeat(20);

/**
 * Returns whether this machine draws DejaVu Sans, with which the committed heights were measured.
 */
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

/**
 * Returns how tall a card is at each measured width, in CSS px, in the widest faces, with a full
 * notice and the most help lines, no height kept.
 */
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

/**
 * Returns the height to keep in each range of a card's widths: the tallest in it, up to a multiple
 * of four.
 */
export function heightsToKeep(natural: ReadonlyMap<number, number>, card: Card): CardHeights {
  const widths = widthsOf(card);
  const kept = widths.map((from, index) => {
    const next = widths[index + 1] ?? Infinity;
    const inRange = [...natural]
      .filter(([width]) => width >= from && width < next)
      .map(([, height]) => height);
    return [from, Math.ceil(Math.max(...inRange) / 4) * 4] as const;
  });
  return Object.fromEntries(kept) as unknown as CardHeights;
}
