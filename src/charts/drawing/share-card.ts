import type { Language } from '../../locale/languages.ts';
import type { LargeNumber } from '../picture-record.ts';
import { colours, type Colour } from './colours.ts';
import { drawing } from './drawing.ts';
import { element, textLine, textLines } from './element.ts';
import type { Face, Measure } from './face.ts';
import { fitText } from './wrap-text.ts';

/** The words of one share card. A card is type alone: no map, no person (standards S16). */
export interface ShareCardWords {
  language: Language;
  /** The site's name, and the part of the story that the card is from. */
  site: string;
  part: string;
  heading: string;
  /** A sentence under the heading, where there is no number. */
  lead?: string;
  /** At most two. */
  large: readonly LargeNumber[];
  /** The sentence that stands beside every map (standards S05). */
  limits?: string;
  /** Credits, and the day on which the data were checked (standards D11). */
  source: string;
  checked: string;
  /** The card's text alternative in two parts (standards A13). */
  name: string;
  description: string;
}

/** Size of the picture that a link carries, in pixels: the form that all who show such pictures accept (https://ogp.me). */
export const shareSize = { width: 1200, height: 630 } as const;

const margin = 64;
const across = shareSize.width - 2 * margin;
const columnGap = 56;

/** One warm accent for estimates alone, blue-green for connection, ink for every other count. */
const inkOf: Record<LargeNumber['kind'], Colour> = { estimate: colours.estimate, connection: colours.c4, count: colours.ink };

/** A block of lines: what it takes from top to bottom, and what draws it below a height. */
interface Block {
  height: number;
  draw: (top: number) => string;
}

/** @param leading lines' distance in sizes. */
function block(
  text: string,
  at: { x: number; width: number; most: number; face: Face; sizes: readonly number[] },
  fill: Colour,
  leading: number,
  measure: Measure
): Block {
  const { size, lines } = fitText(text, at, measure);
  const step = size * leading;
  return {
    height: lines.length * step,
    // The first baseline stands so that capitals start at the block's top, give or take a hair.
    draw: (top) => textLines(lines, step, { x: at.x, y: top + size * (0.5 * leading + 0.24), face: at.face, size, fill })
  };
}

function numberBlock(large: LargeNumber, x: number, width: number, measure: Measure): { number: Block; label: Block } {
  const sizes = [128, 112, 96, 84, 72, 64];
  return {
    number: block(large.text, { x, width, most: 1, face: 'serif', sizes }, inkOf[large.kind], 1.05, measure),
    label: block(large.label, { x, width, most: 3, face: 'sans', sizes: [32, 30, 28, 26] }, colours.ink, 1.28, measure)
  };
}

/** Returns a share card as SVG of `shareSize`. @throws Error naming a text that is too long for its place. */
export function shareCard(card: ShareCardWords, measure: Measure): string {
  const whole = { x: margin, width: across };
  const band = card.large[0] ? inkOf[card.large[0].kind] : colours.ink;
  const site = measure(card.site, 'sans-bold', 26);
  const top = [
    element('rect', { x: margin, y: 0, width: 112, height: 12, fill: band }),
    textLine(card.site, { x: margin, y: 66, face: 'sans-bold', size: 26, fill: colours.ink }),
    textLine(card.part, { x: margin + site + 18, y: 66, face: 'sans', size: 26, fill: colours['ink-soft'] })
  ];

  const source = block(
    `${card.source} ${card.checked}.`,
    { ...whole, most: 3, face: 'sans', sizes: [20, 19, 18, 17] },
    colours['ink-soft'],
    1.35,
    measure
  );
  const limits = card.limits
    ? block(card.limits, { ...whole, most: 2, face: 'sans-bold', sizes: [23, 22, 21] }, colours.ink, 1.35, measure)
    : undefined;
  const sourceTop = shareSize.height - 40 - source.height;
  const limitsTop = sourceTop - (limits ? limits.height + 12 : 0);
  const rule = limitsTop - 18;
  const foot = [
    element('rect', { x: margin, y: rule, width: across, height: 1.5, fill: colours['line-strong'] }),
    limits?.draw(limitsTop) ?? '',
    source.draw(sourceTop)
  ];

  const heading = block(
    card.heading,
    { ...whole, most: card.lead ? 2 : 2, face: 'serif', sizes: card.lead ? [92, 84, 76, 68, 60] : [62, 56, 52, 48, 44] },
    colours.ink,
    1.14,
    measure
  );
  const headingTop = 96;
  const from = headingTop + heading.height;
  const middle: string[] = [];
  if (card.lead) {
    const lead = block(card.lead, { ...whole, most: 4, face: 'serif', sizes: [36, 34, 32, 30] }, colours['ink-soft'], 1.36, measure);
    middle.push(lead.draw(from + 28));
  } else {
    const count = card.large.length;
    const width = (across - columnGap * (count - 1)) / count;
    const columns = card.large.map((large, index) => numberBlock(large, margin + index * (width + columnGap), width, measure));
    const number = Math.max(...columns.map((column) => column.number.height));
    const label = Math.max(...columns.map((column) => column.label.height));
    const start = from + Math.max(0, (rule - from - number - label) / 2);
    for (const column of columns) middle.push(column.number.draw(start + number - column.number.height), column.label.draw(start + number));
  }
  return drawing(
    { ...shareSize, language: card.language, name: card.name, description: card.description },
    [...top, heading.draw(headingTop), ...middle, ...foot].join('')
  );
}
