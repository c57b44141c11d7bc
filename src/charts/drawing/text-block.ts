import { textLines, type TextStyle } from './element.ts';
import type { MeasureText } from './face.ts';
import { fitText, unlonelyLines, type TextBox } from './wrap-text.ts';

/**
 * Lines of text, or anything set as they are: the height that it takes, and what draws it below a
 * height.
 */
export interface Block {
  height: number;
  draw: (top: number) => string;
}

/** How lines stand in a block. `leading` is the way from one baseline to the next, in sizes. */
export type BlockSetting = Pick<TextStyle, 'x' | 'face' | 'fill' | 'measure'> & { leading: number };

/**
 * Height of a capital in sizes: a block reaches from the top of its first line's capitals to its
 * last baseline.
 */
const capital = 0.68;

/** Returns lines as a block. */
export function blockOf(
  lines: readonly string[],
  size: number,
  { leading, ...style }: BlockSetting
): Block {
  const step = size * leading;
  return {
    height: (lines.length - 1) * step + size * capital,
    draw: (top) => textLines(lines, step, { ...style, y: top + size * capital, size })
  };
}

/**
 * Returns a text as a block of the largest of `sizes` at which it takes no more than `most` lines,
 * evened out.
 * @throws Error as `fitText` does.
 */
export function fittedBlock(
  text: string,
  box: Omit<TextBox, 'face'>,
  setting: BlockSetting,
  measure: MeasureText
): Block {
  const { size, lines } = fitText(text, { ...box, face: setting.face }, measure);
  return blockOf(lines, size, setting);
}

/** Returns a text as a block of as many lines as it takes. */
export function wrappedBlock(
  text: string,
  { width, size }: { width: number; size: number },
  setting: BlockSetting,
  measure: MeasureText
): Block {
  return blockOf(unlonelyLines(text, width, { face: setting.face, size }, measure), size, setting);
}

/** Returns blocks side by side as one, their upper edges on one line, or their lower ones. */
export function columns(blocks: readonly Block[], edge: 'top' | 'foot'): Block {
  const height = Math.max(...blocks.map((block) => block.height));
  return {
    height,
    draw: (top) =>
      blocks.map((block) => block.draw(edge === 'top' ? top : top + height - block.height)).join('')
  };
}

/** Returns blocks one below the other as one, `gap` apart. */
export function stack(blocks: readonly Block[], gap: number): Block {
  return {
    height: blocks.reduce((sum, { height }) => sum + height, gap * Math.max(0, blocks.length - 1)),
    draw: (top) => {
      let at = top;
      return blocks
        .map((block) => {
          const drawn = block.draw(at);
          at += block.height + gap;
          return drawn;
        })
        .join('');
    }
  };
}
