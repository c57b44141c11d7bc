import type { LargeNumber } from '../picture-record.ts';
import { colours, type Colour } from './colours.ts';
import { drawing, element, textLine, type Captioned } from './element.ts';
import type { Face, Measure } from './face.ts';
import { largeBar, largeSquares } from './large-mark.ts';
import { blockOf, capital, fittedBlock, type Block, type BlockSetting } from './text-block.ts';
import { fitText, wrapText } from './wrap-text.ts';

/** The words of one share card. A card is type, squares and bars: no map, no person (standards S16). */
export interface ShareCardWords extends Captioned {
  /** The site's name, and the part of the story that the card is from. */
  site: string;
  part: string;
  heading: string;
  /** A sentence under the heading, where there is no number. */
  lead?: string;
  /** At most three. */
  large: readonly LargeNumber[];
  /** The sentence that stands beside every map (standards S05). */
  limits?: string;
  /** Credits, and the day of the data (standards D11). */
  source: string;
  checked: string;
}

/** Size of the picture that a link carries, in pixels: the form that all who show such pictures accept (https://ogp.me). */
export const shareSize = { width: 1200, height: 630 } as const;

const margin = 64;
const across = shareSize.width - 2 * margin;
const columnGap = 56;
/** Widths that squares may take beside a number, of which the largest that leaves it room is taken. */
const squareWidths = [400, 350, 300, 250] as const;
/** From the top: the baseline of the site's name, and where the heading starts. */
const headAt = { site: 70, heading: 110 } as const;
/** Room kept free around numbers: as much as there can be. */
const middleRooms = [76, 44, 30] as const;
/** Room kept free: at the foot, above the foot's rule, under a number, under its bar, above what stands beside it, and around a lead. */
const room = { foot: 40, rule: 22, label: 14, bar: 22, beside: 18, lead: 88 } as const;

/** How far letters and commas hang below the line that numbers stand on, in parts of their size: the label keeps clear of them. */
const hang = { letters: 0.25, commas: 0.16 } as const;

/** Sizes of the large numbers, of which the largest that fits is taken. */
const numberSizes = [176, 160, 144, 128, 112, 104, 96, 88, 80, 72, 64] as const;
const leadSizes = [36, 34, 32, 30, 28] as const;
const labelSizes = [34, 32, 30, 28, 26, 24] as const;

/** One warm accent for estimates alone, blue-green for connection, ink for every other count. */
const inkOf: Record<LargeNumber['kind'], Colour> = { estimate: colours.estimate, connection: colours.c4, count: colours.ink };

/** Small print fills its lines; three of them at most, as large as they can be. */
function smallPrint(text: string, sizes: readonly number[], setting: BlockSetting, measure: Measure): Block {
  const size = sizes.find((candidate) => wrapText(text, across, { face: setting.face, size: candidate }, measure).length <= 3);
  if (size === undefined) throw new Error(`“${text}” is too long for the foot of a share card; shorten it where its source is declared`);
  return blockOf(wrapText(text, across, { face: setting.face, size }, measure), size, setting);
}

/** Returns the numbers side by side in `wide`, each above its bar and label, all of one size of at most `largest`; undefined where they do not fit. */
function numbersOf(large: readonly LargeNumber[], wide: number, largest: number, measure: Measure): Block | undefined {
  const width = (wide - columnGap * (large.length - 1)) / large.length;
  const size = numberSizes.find((one) => one <= largest && large.every(({ text }) => measure(text, 'serif', one) <= width));
  if (size === undefined) return undefined;
  // All labels as small as the longest needs.
  const label = { width, most: large.length > 1 ? 3 : 5, face: 'sans' } as const;
  const labelSize = Math.min(...large.map((one) => fitText(one.label, { ...label, sizes: labelSizes }, measure).size));
  const marks = large.flatMap(({ mark }) => mark ?? []);
  const columns = large.map((one, index) => {
    const x = margin + index * (width + columnGap);
    const setting: BlockSetting = { x, face: 'sans', fill: colours.ink, leading: 1.32 };
    const soft = { ...setting, fill: colours['ink-soft'] };
    return {
      number: blockOf([one.text], size, { x, face: 'serif', fill: inkOf[one.kind], leading: 1 }),
      bar: one.mark && (large.length > 1 || one.mark.form === 'share') ? largeBar(one.mark, marks, x, width, inkOf[one.kind]) : undefined,
      label: fittedBlock(one.label, { ...label, sizes: [labelSize] }, setting, measure),
      ...(one.beside ? { beside: fittedBlock(one.beside, { ...label, sizes: labelSizes }, soft, measure) } : {})
    };
  });
  const tallest = (block: 'bar' | 'label' | 'beside') => Math.max(...columns.map((column) => column[block]?.height ?? 0));
  const toBar = size * (capital + (large.some(({ text }) => /[gjpqy]/.test(text)) ? hang.letters : hang.commas)) + room.label;
  const toLabel = toBar + (tallest('bar') && tallest('bar') + room.bar);
  const toBeside = toLabel + tallest('label') + room.beside;
  return {
    height: tallest('beside') > 0 ? toBeside + tallest('beside') : toLabel + tallest('label'),
    draw: (top) =>
      columns
        .map(
          ({ number, bar, label, beside }) =>
            number.draw(top) + (bar?.draw(top + toBar) ?? '') + label.draw(top + toLabel) + (beside?.draw(top + toBeside) ?? '')
        )
        .join('')
  };
}

/** Returns a share card as SVG of `shareSize`. @throws Error naming a text that is too long for its place. */
export function shareCard(card: ShareCardWords, measure: Measure): string {
  const set = (face: Face, fill: Colour, leading: number): BlockSetting => ({ x: margin, face, fill, leading });
  const band = card.large[0] ? inkOf[card.large[0].kind] : colours.ink;
  const name = { y: headAt.site, size: 28 } as const;
  const partAt = margin + measure(card.site, 'sans-bold', name.size) + 20;
  const head = [
    element('rect', { x: margin, y: 0, width: 112, height: 12, fill: band }),
    textLine(card.site, { ...name, x: margin, face: 'sans-bold', fill: colours.ink }),
    textLine(card.part, { ...name, x: partAt, face: 'sans', fill: colours['ink-soft'] })
  ];

  const source = smallPrint(`${card.source} ${card.checked}.`, [20, 19, 18, 17], set('sans', colours['ink-soft'], 1.35), measure);
  const limits = card.limits ? smallPrint(card.limits, [24, 23, 22], set('sans-bold', colours.ink, 1.32), measure) : undefined;
  const sourceTop = shareSize.height - room.foot - source.height;
  const limitsTop = limits ? sourceTop - 20 - limits.height : sourceTop;
  const rule = limitsTop - room.rule;
  const foot = [
    element('rect', { x: margin, y: rule, width: across, height: 2, fill: colours.line }),
    limits?.draw(limitsTop) ?? '',
    source.draw(sourceTop)
  ];

  // Over numbers one line that is a little smaller leaves them more room than two.
  const alone = [56, 52, 48, 44].filter((size) => measure(card.heading, 'serif', size) <= across);
  const sizes = card.lead ? [88, 80, 72, 64] : alone.length > 0 ? alone : [48, 44, 40];
  const heading = fittedBlock(card.heading, { width: across, most: 2, sizes }, set('serif', colours.ink, 1.16), measure);
  const top = headAt.heading + heading.height;
  const free = ({ height }: Block) => rule - room.rule - top - height;
  const { lead } = card;
  /** What stands in the middle, the best first: it is laid out no further than until one has room. */
  function* leads(text: string) {
    for (const size of leadSizes) {
      const box = { width: across, most: 4, sizes: leadSizes.filter((one) => one <= size) };
      const block = fittedBlock(text, box, set('serif', colours['ink-soft'], 1.4), measure);
      if (free(block) >= room.lead) yield { block, squares: '' };
    }
  }
  function* numbers() {
    for (const around of middleRooms) {
      for (const width of squareWidths) {
        const [only, ...others] = card.large;
        const box = { top: top + 28, bottom: rule - room.rule, right: shareSize.width - margin, width };
        const squares = only?.mark && !others.length ? largeSquares(only.mark, box, inkOf[only.kind], measure) : undefined;
        const wide = across - (squares ? squares.width + columnGap : 0);
        for (const largest of numberSizes) {
          const block = numbersOf(card.large, wide, largest, measure);
          if (block && free(block) >= around) yield { block, squares: squares?.drawn ?? '' };
        }
      }
    }
  }
  const [middle] = lead === undefined ? numbers() : leads(lead);
  if (!middle)
    throw new Error(`the share card “${card.heading}” has no room for its numbers or words; shorten its heading, labels or credit`);
  return drawing(
    { ...shareSize, language: card.language, name: card.name, description: card.description },
    [
      ...head,
      heading.draw(headAt.heading),
      middle.squares,
      middle.block.draw(top + free(middle.block) * (lead === undefined ? 0.62 : 0.45)),
      ...foot
    ].join('')
  );
}
