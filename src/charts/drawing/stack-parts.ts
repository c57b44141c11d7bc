import { colours, element, moveTo } from './element.ts';
import { faces, type Face, type MeasureText } from './face.ts';
import { areBeside, columnGap, columnWidths, type Look, type Part } from './parts.ts';
import {
  blockOf as blockOfLines,
  columns,
  stack,
  wrappedBlock,
  type Block,
  balanceText
} from './text-block.ts';

type Columns = Extract<Part, { columns: unknown }>['columns'];

const usual = { size: 13, leading: 1.3 } as const;
const sampleWidth = 32;
const besideGap = 16;
const barHeight = 24;

interface LookStyle {
  face: Face;
  fill: keyof typeof colours;
  size?: number;
  leading?: number;
}

const looks: Readonly<Record<Look, LookStyle>> = {
  heading: { face: 'sans-bold', fill: 'ink' },
  warning: { face: 'sans-bold', fill: 'ink' },
  plain: { face: 'sans', fill: 'ink' },
  hint: { face: 'sans', fill: 'ink-soft' },
  axis: { face: 'sans', fill: 'ink-soft' },
  year: { face: 'sans-bold', fill: 'ink' },
  numeral: { face: 'serif-bold', fill: 'ink', leading: 1.05 },
  finding: { face: 'sans-bold', fill: 'ink', size: 15 },
  scale: { face: 'sans', fill: 'ink-soft' },
  line: { face: 'sans', fill: 'ink' }
};

function gapBefore(part: Part, before: Part | undefined) {
  const look = before && 'text' in before ? before.look : undefined;
  if ('drawing' in part) return look === 'heading' || look === 'plain' ? 8 : 3;
  if ('parts' in part) return 28;
  return look === 'numeral' ? 13 : 10;
}

const root = {
  'font-family': faces.sans.family,
  'font-size': usual.size,
  fill: colours.ink
};

export function pictureStyles(sheet: string) {
  const rules = sheet.replace(/\/\*[\s\S]*?\*\//g, '').split(/(?<=^\})/m);
  return rules
    .map((rule) => rule.trim().replace(/\s+/g, ' '))
    .filter((rule) => /^[^:@{]*\{[^{]*\b(fill|stroke)[^{]*$/.test(rule))
    .join('')
    .replace(/var\(--([\w-]+)\)/g, (_, name: string) => colours[name as keyof typeof colours]);
}

/**
 * Stacks a chart's parts as SVG, for posters and films: in a room of `width` drawn at `scale`.
 * The markup has the classes of the page, so the picture needs `pictureStyles`.
 */
export function stackParts(
  parts: readonly Part[],
  {
    chart,
    scale,
    measure,
    numeral = 34
  }: { chart: string; scale: number; measure: MeasureText; numeral?: number },
  width: number
): Block {
  // The page's rules for labels do not apply to other words.
  const drawn = (markup: string, top: number) =>
    element('g', { class: `drawn ${chart}`, transform: moveTo(0, top) }, markup);
  const textBlock = (text: string, look: Look, x: number, width: number): Block => {
    const { face, fill, size, leading } = { ...usual, ...looks[look] };
    const setting = { x, face, fill: colours[fill], leading };
    if (look !== 'numeral') return wrappedBlock(text, { width: width - x, size }, setting, measure);
    const lines = balanceText(text, width - x, { face, size: numeral }, measure);
    return blockOfLines(lines, numeral, setting);
  };
  const blockOf = (part: Part, width: number): Block[] => {
    if ('beside' in part) {
      const { height, markup } = part.beside;
      const x = part.beside.width + besideGap;
      const words = stackAll(part.parts, width - x);
      const draw = (top: number) =>
        drawn(markup, top) + element('g', { transform: moveTo(x, top) }, words.draw(0));
      return [{ height: Math.max(height, words.height), draw }];
    }
    if ('bar' in part) {
      const bar = { x: 0, y: 0, height: barHeight };
      const marks =
        element('rect', { ...bar, width, class: 'whole' }) +
        element('rect', { ...bar, width: (width * part.bar) / 100, class: 'block warm' });
      return [{ height: barHeight, draw: (top) => drawn(marks, top) }];
    }
    if ('parts' in part) return part.isForStage ? [] : [stackAll(part.parts, width)];
    if ('columns' in part)
      return areBeside(width)
        ? [besideBlock(part.columns, width)]
        : part.columns.map(({ parts }) => stackAll(parts, width));
    if ('drawing' in part) {
      const { height, markup } = part.drawing;
      return [{ height, draw: (top) => drawn(markup, top) }];
    }
    const { text, look, sample, after } = part;
    const left = sample ? sampleWidth : 0;
    let block = textBlock(text, look, left, width);
    if (after !== undefined) {
      const x = left + measure(`${text} `, looks[look].face, usual.size);
      const isOneLine = look === 'heading' && x + measure(after, 'sans', usual.size) <= width;
      const rest = textBlock(after, 'hint', isOneLine ? x : left, width);
      block = isOneLine ? columns([block, rest]) : stack([block, rest], 6);
    }
    if (!sample) return [block];
    const draw = (top: number) => drawn(sample, top - 2.5) + block.draw(top);
    return [{ height: block.height, draw }];
  };
  const besideBlock = (all: Columns, width: number): Block => {
    const widths = columnWidths(
      all.map(({ share }) => share),
      width
    );
    let next = 0;
    const columns = all.map(({ parts }, index) => {
      const stacked = (isDrawing: boolean) =>
        stackAll(
          parts.filter((part) => 'drawing' in part === isDrawing),
          widths[index]!
        );
      const x = next;
      next += widths[index]! + columnGap;
      return { x, texts: stacked(false), drawings: stacked(true) };
    });
    const height = Math.max(
      ...columns.map(({ texts, drawings }) => texts.height + drawings.height + 8)
    );
    const edge = element('path', { class: 'break', d: `M${-columnGap / 2} 0v${height}` });
    const draw = (top: number) =>
      columns
        .map(({ x, texts, drawings }) =>
          element(
            'g',
            { transform: moveTo(x, top) },
            (x > 0 ? drawn(edge, 0) : '') + texts.draw(0) + drawings.draw(height - drawings.height)
          )
        )
        .join('');
    return { height, draw };
  };
  const stackAll = (all: readonly Part[], width: number): Block =>
    stack(
      all.flatMap((part, index) => {
        const space = { height: index === 0 ? 0 : gapBefore(part, all[index - 1]), draw: () => '' };
        return blockOf(part, width).flatMap((block) => [space, block]);
      }),
      0
    );
  const whole = stackAll(parts, width);
  return {
    height: whole.height * scale,
    draw: (top) =>
      element('g', { ...root, transform: `${moveTo(0, top)} scale(${scale})` }, whole.draw(0))
  };
}
