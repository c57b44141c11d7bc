import { cross } from 'd3';
import { capitalize } from '#locale/sentence.ts';
import type { LargeMark, LargeNumber } from '../chart.ts';
import { colours, type Colour, drawing, element, type Captioned, moveTo } from './element.ts';
import type { Face, MeasureText } from './face.ts';
import {
  blockOf,
  fittedBlock,
  columns,
  stack,
  wrappedBlock,
  type Block,
  fittingText,
  wrapText
} from './text-block.ts';

const barHeight = 14;
/** Share of a cell that is left free between squares. */
const gap = 0.2;
const key = { sizes: [24, 22, 20], room: 20 } as const;

type SquaredMark = Extract<LargeMark, { form: 'part' | 'squares' }>;

/** Draws `of` squares, ten or twenty a row, with the first `filled` (or part of one) in colour. */
function partShape(filled: number, of: number, fill: Colour) {
  const columns = of > 100 ? 20 : 10;
  const side = 1 - gap;
  const square = (index: number, share: number, fill: Colour) =>
    element('rect', {
      x: index % columns,
      y: Math.floor(index / columns),
      width: side * share,
      height: side,
      fill
    });
  const squares = Array.from({ length: of }, (_, index) => {
    const share = Math.min(1, Math.max(0, filled - index));
    return (
      (share < 1 ? square(index, 1, colours.line) : '') +
      (share > 0 ? square(index, share, fill) : '')
    );
  });
  return { width: columns - gap, height: Math.ceil(of / columns) - gap, markup: squares.join('') };
}

const hasSquares = (mark: LargeMark): mark is SquaredMark =>
  mark.form === 'part' || mark.form === 'squares';

function numberSquares(
  mark: SquaredMark,
  box: { x: number; top: number; bottom: number; width: number },
  fill: Colour,
  measure: MeasureText
) {
  const shape =
    mark.form === 'part'
      ? partShape(mark.filled, mark.of, fill)
      : { ...mark, markup: element('path', { d: mark.d, fill }) };
  const setting = { x: box.x, face: 'sans', fill: colours['ink-soft'], leading: 1.3 } as const;
  const words =
    mark.form === 'squares'
      ? fittedBlock(mark.key, { width: box.width, most: 2, sizes: key.sizes }, setting, measure)
      : undefined;
  const room = box.bottom - box.top - (words ? words.height + key.room : 0);
  const scale = Math.min(box.width / shape.width, room / shape.height);
  const transform = `${moveTo(box.x, box.top)} scale(${scale.toFixed(4)})`;
  return (
    element('g', { transform }, shape.markup) +
    (words?.draw(box.top + shape.height * scale + key.room) ?? '')
  );
}

function numberBar(
  mark: LargeMark,
  marks: readonly LargeMark[],
  x: number,
  width: number,
  fill: Colour
): Block | undefined {
  if (mark.form === 'squares') return undefined;
  const longest = Math.max(...marks.flatMap((one) => (one.form === 'length' ? [one.value] : [])));
  const share = mark.form === 'length' ? mark.value / longest : mark.filled / mark.of;
  return {
    height: barHeight,
    draw: (y) =>
      (mark.form === 'length'
        ? ''
        : element('rect', { x, y, width, height: barHeight, fill: colours.line })) +
      element('rect', { x, y, width: width * share, height: barHeight, fill })
  };
}

/** Text of a share card: type, squares and bars only, no map and no person (S16). */
export interface ShareCardWords extends Captioned {
  site: string;
  part: string;
  heading: string;
  /** Sentence under the heading of a card without numbers. */
  lead?: string | undefined;
  /** At most three. */
  large: readonly LargeNumber[];
  limits?: string | undefined;
  source: string;
  checked: string;
}

/** Size of a link preview in pixels (https://ogp.me). */
export const shareSize = { width: 1200, height: 630 } as const;

/**
 * Platforms crop previews to the centre square, and a number without its bound would be false:
 * heading, number, label and limits stay in this column.
 */
const middle = { x: 307, width: 586 } as const;
/** Outside the crop: site and chapter at the left, squares at the right, sources at either side. */
const aside = { left: 64, right: 935, width: 201 } as const;
/** Top of the first line's capitals, and last baseline. */
const edge = { top: 60, bottom: 584 } as const;
const numberSpacings = [84, 64, 48, 36, 28] as const;
const spacing = {
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
const columnWidths = { numbers: 180, labels: 230 } as const;

/** Depth of descenders and commas below the baseline, as a share of the font size. */
const descent = { letters: 0.25, commas: 0.16 } as const;

/** Font sizes of the numbers; the first that fits wins. The second list is a last resort. */
const sizes = [
  [176, 160, 144, 128, 120, 112, 104, 96, 88, 80, 72, 64],
  [56, 48]
] as const;
const leastLabel = (size: number) => (size > 120 ? 30 : size > 96 ? 28 : size > 72 ? 26 : 24);
/** A number that fits one line at this size takes one line, a longer one two. */
const oneLineSize = 88;
const labelSizes = [30, 28, 26, 24] as const;
const leadSizes = [42, 40, 38, 36, 34, 32, 30, 28] as const;
/** Number of lines and font sizes of the heading, in order of preference. */
const headings = {
  numbers: [
    [1, [52, 48, 44]],
    [2, [44, 40]],
    [3, [36, 32, 28]]
  ],
  lead: [
    [2, [72, 64, 56]],
    [3, [64, 56, 48, 42, 38]]
  ]
} as const;

/** The warm accent is for what children answered only. */
const colourOf: Record<LargeNumber['kind'], Colour> = {
  answer: colours.warm,
  connection: colours.c4,
  count: colours.ink
};

const setting = (face: Face, fill: Colour, leading: number, x: number = middle.x) => ({
  x,
  face,
  fill,
  leading
});

function headingBlock({ heading, lead }: ShareCardWords, measure: MeasureText) {
  const shapes = headings[lead === undefined ? 'numbers' : 'lead'].map(([most, sizes]) => ({
    width: middle.width,
    most,
    sizes
  }));
  const shape =
    shapes.find((one) => fittingText(heading, { ...one, face: 'serif-bold' }, measure)) ??
    shapes.at(-1)!;
  return fittedBlock(heading, shape, setting('serif-bold', colours.ink, 1.16), measure);
}

const descentOf = (text: string, size: number) =>
  size * (/[gjpqy]/.test(text) ? descent.letters : descent.commas);

function numberBlock(
  one: LargeNumber,
  marks: readonly LargeMark[],
  size: number,
  labelSize: number,
  measure: MeasureText
) {
  const { x, width } = middle;
  const most = measure(one.text, 'serif-bold', oneLineSize) <= width ? 1 : 2;
  const fitted = fittingText(one.text, { width, most, face: 'serif-bold', sizes: [size] }, measure);
  if (!fitted) return undefined;
  const ink = colourOf[one.kind];
  const number = blockOf(fitted.lines, size, setting('serif-bold', ink, 1.04));
  const isShort = (text: string) => measure(text, 'sans', labelSizes.at(-1)!) <= width;
  const words = (text: string, fill: Colour) => {
    const box = {
      width,
      most: isShort(text) ? 1 : 9,
      sizes: labelSizes.filter((each) => each <= labelSize)
    };
    return fittedBlock(text, box, setting('sans', fill, 1.32), measure);
  };
  // On one line, or one line per place, so that no break separates a number from its bound.
  const beside =
    one.beside === undefined || isShort(one.beside)
      ? [one.beside ?? []].flat()
      : one.beside.split(/(?<= ·) /);
  const labels = [
    words(one.label, colours.ink),
    ...beside.map((text) => words(text, colours['ink-soft']))
  ];
  const bar =
    one.mark && marks.includes(one.mark) ? numberBar(one.mark, marks, x, width, ink) : undefined;
  const below = stack([...(bar ? [bar] : []), stack(labels, spacing.beside)], spacing.label);
  return stack(
    [{ ...number, height: number.height + descentOf(fitted.lines.at(-1)!, size) }, below],
    spacing.label
  );
}

type NumberLayout = (
  large: readonly LargeNumber[],
  size: number,
  labelSize: number,
  measure: MeasureText
) => Block | undefined;

const numberStack: NumberLayout = (large, size, labelSize, measure) => {
  // A single number's bar has nothing to compare with.
  const marks = large.flatMap(({ mark }) =>
    mark && (large.length > 1 || mark.form === 'share') ? [mark] : []
  );
  const blocks = large.flatMap((one) => numberBlock(one, marks, size, labelSize, measure) ?? []);
  return blocks.length === large.length ? stack(blocks, spacing.rows / large.length) : undefined;
};

const numberRows: NumberLayout = (large, size, labelSize, measure) => {
  const wide = Math.max(
    columnWidths.numbers,
    ...large.map(({ text }) => measure(text, 'serif-bold', size))
  );
  const x = middle.x + wide + spacing.column;
  const box = {
    width: middle.x + middle.width - x,
    most: 4,
    face: 'sans',
    sizes: labelSizes.filter((each) => each <= labelSize)
  } as const;
  if (box.width < columnWidths.labels) return undefined;
  // All labels take the size that the longest needs.
  const labelsAt = Math.min(
    ...large.map(({ label }) => fittingText(label, box, measure)?.size ?? 0)
  );
  if (labelsAt === 0) return undefined;
  const marks = large.flatMap(({ mark }) => mark ?? []);
  const rows = large.map(({ text, label, mark, kind }) => {
    const number = blockOf([text], size, setting('serif-bold', colourOf[kind], 1));
    const bar = mark ? numberBar(mark, marks, middle.x, wide, colourOf[kind]) : undefined;
    const left = bar
      ? stack([{ ...number, height: number.height + descentOf(text, size) }, bar], spacing.bar)
      : number;
    return columns([
      left,
      fittedBlock(
        label,
        { ...box, sizes: [labelsAt] },
        setting('sans', colours.ink, 1.3, x),
        measure
      )
    ]);
  });
  return stack(rows, spacing.rows / large.length);
};

const tooFull = ({ heading }: ShareCardWords) =>
  new Error(`The share card “${heading}” is too full. Shorten its heading, labels or credit.`);

function sideHead({ site, part }: ShareCardWords, measure: MeasureText) {
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
  return stack([name, of], spacing.part);
}

function sideText(card: ShareCardWords, x: number, measure: MeasureText) {
  const { source, checked } = card;
  const { width } = aside;
  const head = sideHead(card, measure);
  const prints = [18, 17, 16].map((size) => {
    const smallPrint = (text: string) =>
      wrappedBlock(text, { width, size }, setting('sans', colours['ink-soft'], 1.32, x), measure);
    return stack([smallPrint(source), smallPrint(`${checked}.`)], size * 1.1);
  });
  const foot = prints.find(
    ({ height }) => edge.top + head.height + spacing.source + height <= edge.bottom
  );
  if (!foot)
    throw new Error(
      `“${source}” is too long for the foot of a share card. Shorten it in the source's file.`
    );
  return head.draw(edge.top) + foot.draw(edge.bottom - foot.height);
}

/** A block as high as the share, and a dashed line: words on paper above its edge, and on it. */
function levelCard(
  card: ShareCardWords,
  number: LargeNumber,
  line: LargeNumber | undefined,
  measure: MeasureText
) {
  const { width } = middle;
  const isWarm = number.kind === 'answer';
  const topOf = ({ mark }: LargeNumber) =>
    shareSize.height * (mark?.form === 'share' ? 1 - mark.filled / mark.of : 0);
  const y = Math.round(topOf(number));
  const inset = 20;
  const block = (text: string, size: number, ...of: [Face, Colour, number]) =>
    wrappedBlock(text, { width, size }, setting(...of), measure);
  const scale = block(number.base ?? '', 22, 'sans', colours['ink-soft'], 1.3);
  const figure = (size: number, fill: Colour) => {
    const text = capitalize(number.text);
    const said = block(text, size, 'serif-bold', fill, 1.04);
    return { ...said, height: said.height + descentOf(text, size) };
  };
  const label = (fill: Colour) => block(number.label, 30, 'sans-bold', fill, 1.3);
  const titleSizes = [64, 56, 48, 44, 40, 36, 32, 28];
  const titles = [2, 3].flatMap((most) =>
    titleSizes.flatMap((size) => {
      const box = { width, most, face: 'serif-bold', sizes: [size] } as const;
      const fitting = fittingText(card.heading, box, measure);
      return fitting ? blockOf(fitting.lines, size, setting('serif-bold', colours.ink, 1.16)) : [];
    })
  );
  // A low level leaves its words no room: they stand above its edge, in place of the heading.
  const isLow = y > shareSize.height * 0.6;
  const lineY = line && Math.round(topOf(line));
  const lineWords = (text: string | undefined, face: Face) =>
    text === undefined ? [] : [block(text, 22, face, colours.ink, 1.3)];
  // Feeds crop pictures: the warm level must still say whom it counts.
  const scaleTop = isWarm ? edge.top + 8 : inset;
  const upperTop = lineY === undefined ? scaleTop + scale.height + inset : lineY + inset;
  const upper = (
    isLow
      ? [112, 104, 96, 88, 80, 72].map((size) => [figure(size, colours.ink), label(colours.ink)])
      : titles.map((title) => [
          ...lineWords(line?.line, 'sans-bold'),
          title,
          ...lineWords(line?.beside, 'sans')
        ])
  )
    .map((blocks) => stack(blocks, inset))
    .find(({ height }) => upperTop + height <= y - inset);
  const credit = `${card.source} ${card.checked}.`;
  const foot = block(credit, 16, 'sans', colours.paper, 1.32);
  const footTop = shareSize.height - 32 - foot.height;
  const beside = (size: number) => {
    const from = middle.x + measure(number.text, 'serif-bold', size) + spacing.column;
    const box = { width: middle.x + width - from, size: 30 };
    const words = wrappedBlock(
      number.label,
      box,
      setting('sans-bold', colours.paper, 1.3, from),
      measure
    );
    return columns([figure(size, colours.paper), words]);
  };
  // On a low level, another sentence would read as what the block shows.
  const lower = isLow
    ? stack([], 0)
    : [144, 120, 96].map(beside).find(({ height }) => y + inset + height <= footTop - inset / 2);
  if (!upper || !lower) throw tooFull(card);
  return (
    element('rect', {
      x: 0,
      y,
      width: shareSize.width,
      height: shareSize.height - y,
      fill: isWarm ? colours.warm : colours.level
    }) +
    element('path', {
      d: `M0 ${y + 2}h${shareSize.width}`,
      stroke: isWarm ? colours['warm-edge'] : colours['level-edge'],
      'stroke-width': 4,
      // Published as “almost”.
      ...(isWarm && { 'stroke-dasharray': '12 8' })
    }) +
    (lineY === undefined
      ? ''
      : element('path', {
          d: `M0 ${lineY}h${shareSize.width}`,
          stroke: colours.ink,
          'stroke-width': 3,
          'stroke-dasharray': '12 8'
        })) +
    scale.draw(scaleTop) +
    upper.draw(upperTop) +
    lower.draw(y + inset) +
    sideHead(card, measure).draw(Math.max(edge.top, (lineY ?? 0) + inset)) +
    foot.draw(footTop)
  );
}

export function shareCard(card: ShareCardWords, measure: MeasureText) {
  const { language, name, description } = card;
  const captioned = { ...shareSize, language, name, description };
  const { x, width } = middle;
  const [only, ...others] = card.large;
  const level = card.large.find(({ base }) => base !== undefined);
  const besides = card.large.filter((one) => one !== level);
  if (level && besides.every(({ line }) => line !== undefined))
    return drawing(captioned, levelCard(card, level, besides[0], measure));
  const squares = only?.mark && !others.length && hasSquares(only.mark) ? only.mark : undefined;
  const band = only ? colourOf[only.kind] : colours.ink;
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
  const bottom = limits ? limitsTop - 2 * spacing.rule : edge.bottom;
  const free = ({ height }: Block) => bottom - top - height;
  const { lead } = card;
  function* leads(text: string) {
    for (const size of leadSizes) {
      const lines = wrapText(text, width, { face: 'serif', size }, measure);
      const block = fittedBlock(
        text,
        { width, most: lines.length, sizes: [size] },
        setting('serif', colours['ink-soft'], 1.4),
        measure
      );
      if (free(block) >= spacing.lead) yield block;
    }
  }
  function* numbers() {
    const layouts = others.length ? [numberRows, numberStack] : [numberStack];
    for (const [group, layout] of cross(sizes, layouts))
      for (const [around, size] of cross(numberSpacings, group))
        for (const label of labelSizes.filter((one) => one >= leastLabel(size))) {
          const block = layout(card.large, size, label, measure);
          if (block && free(block) >= around) yield block;
        }
  }
  const [block] = lead === undefined ? numbers() : leads(lead);
  if (!block) throw tooFull(card);
  const blockTop = top + Math.min(free(block) * 0.85, 72);
  return drawing(
    captioned,
    [
      element('rect', { x, y: 0, width: 112, height: 12, fill: band }),
      sideText(card, squares ? aside.left : aside.right, measure),
      heading.draw(edge.top),
      squares
        ? numberSquares(
            squares,
            { x: aside.right, top: blockTop, bottom: edge.bottom, width: aside.width },
            band,
            measure
          )
        : '',
      block.draw(blockTop),
      limits
        ? element('rect', {
            x,
            y: limitsTop - spacing.rule,
            width,
            height: 2,
            fill: colours.line
          }) + limits.draw(limitsTop)
        : ''
    ].join('')
  );
}
