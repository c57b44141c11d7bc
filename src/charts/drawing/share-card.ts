import type { LargeMark, LargeNumber } from '../picture-record.ts';
import { colours, type Colour } from './colours.ts';
import { drawing, element, type Captioned } from './element.ts';
import type { Face, MeasureText } from './face.ts';
import { isSquared, largeBar, largeSquares } from './large-mark.ts';
import {
  blockOf,
  fittedBlock,
  columns,
  stack,
  wrappedBlock,
  type Block,
  type BlockSetting
} from './text-block.ts';
import { fittingText, wrapText } from './wrap-text.ts';

/**
 * The words of one share card. A card is type, squares and bars: no map, no person (standards S16).
 */
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

/**
 * Size of the picture that a link carries, in pixels: the form that all who show such pictures
 * accept (https://ogp.me).
 */
export const shareSize = { width: 1200, height: 630 } as const;

/**
 * Many who show such pictures cut them to the square in their middle: of a number without its bound
 * that makes a falsehood. All that says what a number is stands in there, clear of its edges:
 * heading, number, what it counts, its limits. What may go stands wholly outside.
 */
const middle = { x: 307, width: 586 } as const;
/**
 * Left of it: whose card it is. Right of it: the number's squares. Its sources stand where there is
 * room, left or right.
 */
const aside = { left: 64, right: 935, width: 201 } as const;
/** Where the capitals of the first lines begin, and where the last lines stand. */
const edge = { top: 60, bottom: 584 } as const;
/** Room kept free around numbers: as much as there can be. */
const middleRooms = [84, 64, 48, 36] as const;
/**
 * Room kept free: around the rule over the limits, under a number, around its bar, above what
 * stands beside it, between all numbers, right of them, under a lead, above a card's part and its
 * sources.
 */
const room = {
  rule: 22,
  label: 20,
  bar: 12,
  beside: 22,
  rows: 84,
  column: 32,
  lead: 60,
  part: 14,
  source: 32
} as const;
/**
 * Several numbers stand in a column at least as wide as this, for their bars, and leave what they
 * count at least so much.
 */
const columnWidths = { numbers: 180, labels: 230 } as const;

/**
 * How far letters and commas hang below the line that numbers stand on, in parts of their size: the
 * label keeps clear of them.
 */
const hang = { letters: 0.25, commas: 0.16 } as const;

/**
 * Sizes of numbers, and the least of what they count there: the first that fit are taken, what they
 * count as large as it can be.
 */
const sizes = [
  [176, 30],
  [160, 30],
  [144, 30],
  [128, 30],
  [120, 28],
  [112, 28],
  [104, 28],
  [96, 26],
  [88, 26],
  [80, 26],
  [72, 24],
  [64, 24]
] as const;
/** From here on a number is large enough on one line; a longer one takes two. */
const largeOnOneLine = 88;
const labelSizes = [30, 28, 26, 24] as const;
const leadSizes = [42, 40, 38, 36, 34, 32, 30, 28] as const;
/**
 * Lines of a heading and their size, the best first: over numbers, which it leaves their room, and
 * over a sentence.
 */
const headings = {
  numbers: [
    [1, [52, 48, 44]],
    [2, [44, 40]],
    [3, [36]]
  ],
  lead: [
    [2, [72, 64, 56]],
    [3, [64, 56, 48]]
  ]
} as const;

/** One warm accent for estimates alone, blue-green for connection, ink for every other count. */
const inkOf: Record<LargeNumber['kind'], Colour> = {
  estimate: colours.estimate,
  connection: colours.c4,
  count: colours.ink
};

const setting = (
  face: Face,
  fill: Colour,
  leading: number,
  x: number = middle.x
): BlockSetting => ({ x, face, fill, leading });

/**
 * Returns a card's heading, in as few lines as it can be large in.
 * @throws Error where it is too long.
 */
function headingBlock({ heading, lead }: ShareCardWords, measure: MeasureText): Block {
  const shapes = headings[lead === undefined ? 'numbers' : 'lead'].map(([most, sizes]) => ({
    width: middle.width,
    most,
    sizes
  }));
  const shape =
    shapes.find((one) => fittingText(heading, { ...one, face: 'serif' }, measure)) ??
    shapes.at(-1)!;
  return fittedBlock(heading, shape, setting('serif', colours.ink, 1.16), measure);
}

/** How far what hangs below the line that a text stands on reaches. */
const hanging = (text: string, size: number) =>
  size * (/[gjpqy]/.test(text) ? hang.letters : hang.commas);

/**
 * Returns a number above its bar, where it has one among `marks`, and what it counts; undefined
 * where it does not fit.
 */
function numberAbove(
  one: LargeNumber,
  marks: readonly LargeMark[],
  size: number,
  labelSize: number,
  measure: MeasureText
): Block | undefined {
  const { x, width } = middle;
  const most = measure(one.text, 'serif', largeOnOneLine) <= width ? 1 : 2;
  const said = fittingText(one.text, { width, most, face: 'serif', sizes: [size] }, measure);
  if (!said) return undefined;
  const ink = inkOf[one.kind];
  const number = blockOf(said.lines, size, setting('serif', ink, 1.04));
  const isShort = (text: string) => measure(text, 'sans', labelSizes.at(-1)!) <= width;
  const words = (text: string, fill: Colour) => {
    const box = {
      width,
      most: isShort(text) ? 1 : 9,
      sizes: labelSizes.filter((each) => each <= labelSize)
    };
    return fittedBlock(text, box, setting('sans', fill, 1.32), measure);
  };
  // On one line, or on one for each place: no line parts a number from its bound.
  const beside =
    one.beside === undefined || isShort(one.beside)
      ? [one.beside ?? []].flat()
      : one.beside.split(/(?<= ·) /);
  const labels = [
    words(one.label, colours.ink),
    ...beside.map((text) => words(text, colours['ink-soft']))
  ];
  const bar =
    one.mark && marks.includes(one.mark) ? largeBar(one.mark, marks, x, width, ink) : undefined;
  const below = stack([...(bar ? [bar] : []), stack(labels, room.beside)], room.label);
  return stack(
    [{ ...number, height: number.height + hanging(said.lines.at(-1)!, size) }, below],
    room.label
  );
}

type NumberLayout = (
  large: readonly LargeNumber[],
  size: number,
  labelSize: number,
  measure: MeasureText
) => Block | undefined;

/**
 * Returns numbers one below the other, each above its bar and what it counts; undefined where they
 * do not fit.
 */
const numberStack: NumberLayout = (large, size, labelSize, measure) => {
  // Alone, a number of the others' length has nothing to be measured by.
  const marks = large.flatMap(({ mark }) =>
    mark && (large.length > 1 || mark.form === 'share') ? [mark] : []
  );
  const blocks = large.flatMap((one) => numberAbove(one, marks, size, labelSize, measure) ?? []);
  return blocks.length === large.length ? stack(blocks, room.rows / large.length) : undefined;
};

/**
 * Returns numbers one below the other, each above its bar and beside what it counts; undefined
 * where they do not fit.
 */
const numberRows: NumberLayout = (large, size, labelSize, measure) => {
  const wide = Math.max(
    columnWidths.numbers,
    ...large.map(({ text }) => measure(text, 'serif', size))
  );
  const x = middle.x + wide + room.column;
  const box = {
    width: middle.x + middle.width - x,
    most: 4,
    face: 'sans',
    sizes: labelSizes.filter((each) => each <= labelSize)
  } as const;
  if (box.width < columnWidths.labels) return undefined;
  // All labels as small as the longest needs.
  const labelsAt = Math.min(
    ...large.map(({ label }) => fittingText(label, box, measure)?.size ?? 0)
  );
  if (labelsAt === 0) return undefined;
  const marks = large.flatMap(({ mark }) => mark ?? []);
  const rows = large.map(({ text, label, mark, kind }): Block => {
    const number = blockOf([text], size, setting('serif', inkOf[kind], 1));
    const bar = mark ? largeBar(mark, marks, middle.x, wide, inkOf[kind]) : undefined;
    const left = bar
      ? stack([{ ...number, height: number.height + hanging(text, size) }, bar], room.bar)
      : number;
    return columns(
      [
        left,
        fittedBlock(
          label,
          { ...box, sizes: [labelsAt] },
          setting('sans', colours.ink, 1.3, x),
          measure
        )
      ],
      'top'
    );
  });
  return stack(rows, room.rows / large.length);
};

/**
 * Returns what may go where a card is cut to its middle: whose it is, and of which part, at its
 * head; its sources at its foot, from `x` on.
 */
function asideLines(
  { site, part, source, checked }: ShareCardWords,
  x: number,
  measure: MeasureText
): string {
  const { left, width } = aside;
  const name = fittedBlock(
    site,
    { width, most: 1, sizes: [28, 26, 24, 22] },
    setting('sans-bold', colours.ink, 1, left),
    measure
  );
  const of = fittedBlock(
    part,
    { width, most: 3, sizes: [24, 22, 20] },
    setting('sans', colours['ink-soft'], 1.3, left),
    measure
  );
  const head = stack([name, of], room.part);
  const prints = [18, 17, 16].map((size) => {
    const smallPrint = (text: string) =>
      wrappedBlock(text, { width, size }, setting('sans', colours['ink-soft'], 1.32, x), measure);
    return stack([smallPrint(source), smallPrint(`${checked}.`)], size * 1.1);
  });
  const foot = prints.find(
    ({ height }) => edge.top + head.height + room.source + height <= edge.bottom
  );
  if (!foot)
    throw new Error(
      `“${source}” is too long for the foot of a share card; shorten it where its source is declared`
    );
  return head.draw(edge.top) + foot.draw(edge.bottom - foot.height);
}

/**
 * Returns a share card as SVG of `shareSize`.
 * @throws Error naming a text that is too long for its place.
 */
export function shareCard(card: ShareCardWords, measure: MeasureText): string {
  const { x, width } = middle;
  const [only, ...others] = card.large;
  const squares = only?.mark && !others.length && isSquared(only.mark) ? only.mark : undefined;
  const band = only ? inkOf[only.kind] : colours.ink;
  const heading = headingBlock(card, measure);
  const limits = card.limits
    ? fittedBlock(
        card.limits,
        { width, most: 4, sizes: [24, 23, 22] },
        setting('sans-bold', colours.ink, 1.32),
        measure
      )
    : undefined;
  const limitsTop = edge.bottom - (limits?.height ?? 0);
  const top = edge.top + heading.height;
  const bottom = limits ? limitsTop - 2 * room.rule : edge.bottom;
  const free = ({ height }: Block) => bottom - top - height;
  const { lead } = card;
  /**
   * What stands under the heading, the best first: it is laid out no further than until one has
   * room.
   */
  function* leads(text: string) {
    for (const size of leadSizes) {
      const lines = wrapText(text, width, { face: 'serif', size }, measure);
      const block = fittedBlock(
        text,
        { width, most: lines.length, sizes: [size] },
        setting('serif', colours['ink-soft'], 1.4),
        measure
      );
      if (free(block) >= room.lead) yield block;
    }
  }
  function* numbers() {
    for (const layout of others.length ? [numberRows, numberStack] : [numberStack]) {
      for (const around of middleRooms) {
        for (const [size, least] of sizes) {
          for (const label of labelSizes.filter((one) => one >= least)) {
            const block = layout(card.large, size, label, measure);
            if (block && free(block) >= around) yield block;
          }
        }
      }
    }
  }
  const [block] = lead === undefined ? numbers() : leads(lead);
  if (!block)
    throw new Error(
      `the share card “${card.heading}” has no room for its numbers or words; shorten its heading, labels or credit`
    );
  const blockTop = top + Math.min(free(block) * 0.85, 72);
  return drawing(
    { ...shareSize, language: card.language, name: card.name, description: card.description },
    [
      element('rect', { x, y: 0, width: 112, height: 12, fill: band }),
      asideLines(card, squares ? aside.left : aside.right, measure),
      heading.draw(edge.top),
      squares
        ? largeSquares(
            squares,
            { x: aside.right, top: blockTop, bottom: edge.bottom, width: aside.width },
            band,
            measure
          )
        : '',
      block.draw(blockTop),
      limits
        ? element('rect', { x, y: limitsTop - room.rule, width, height: 2, fill: colours.line }) +
          limits.draw(limitsTop)
        : ''
    ].join('')
  );
}
