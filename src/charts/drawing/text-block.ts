import { textLines, type TextStyle } from './element.ts';
import type { MeasureText } from './face.ts';
import { fitText, wrapWithoutWidow, type TextBox } from './wrap-text.ts';

/** A piece of a layout: its height, and how to draw it from a top edge. */
export interface Block {
  height: number;
  draw: (top: number) => string;
}

/** `leading` is the line height as a multiple of the font size. */
export type BlockSetting = Pick<TextStyle, 'x' | 'face' | 'fill' | 'measure'> & { leading: number };

/** Cap height: a block reaches from the top of its first capitals to its last baseline. */
const capHeight = 0.68;

export function blockOf(
  lines: readonly string[],
  size: number,
  { leading, ...style }: BlockSetting
): Block {
  const step = size * leading;
  return {
    height: (lines.length - 1) * step + size * capHeight,
    draw: (top) => textLines(lines, step, { ...style, y: top + size * capHeight, size })
  };
}

/** Sets a text at the largest of `sizes` that fits `most` lines. @throws Error if none does. */
export function fittedBlock(
  text: string,
  box: Omit<TextBox, 'face'>,
  setting: BlockSetting,
  measure: MeasureText
): Block {
  const { size, lines } = fitText(text, { ...box, face: setting.face }, measure);
  return blockOf(lines, size, setting);
}

export function wrappedBlock(
  text: string,
  { width, size }: { width: number; size: number },
  setting: BlockSetting,
  measure: MeasureText
): Block {
  return blockOf(
    wrapWithoutWidow(text, width, { face: setting.face, size }, measure),
    size,
    setting
  );
}

/** Combines blocks that have their own `x`, aligned at the top or foot. */
export function columns(blocks: readonly Block[], edge: 'top' | 'foot'): Block {
  const height = Math.max(...blocks.map((block) => block.height));
  return {
    height,
    draw: (top) =>
      blocks.map((block) => block.draw(edge === 'top' ? top : top + height - block.height)).join('')
  };
}

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
