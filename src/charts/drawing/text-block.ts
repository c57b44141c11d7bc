import { textLines, type TextStyle } from './element.ts';
import type { MeasureText, Face } from './face.ts';
import { withoutBreaks } from '#locale/without-breaks.ts';

interface Setting {
  face: Face;
  size: number;
}

function wordsOf(text: string) {
  let at = 0;
  // Word joiners are invisible and would only shift the offsets.
  const withoutJoiners = (said: string) => said.replaceAll('\u2060', '');
  const plain = withoutJoiners(text);
  const unbrokenWords = withoutJoiners(withoutBreaks(plain)).split(/[ \n]/);
  return unbrokenWords.map((word) => plain.slice(at, (at += word.length + 1) - 1)).filter(Boolean);
}

export function wrapText(
  text: string,
  width: number,
  { face, size }: Setting,
  measure: MeasureText
) {
  const lines: string[] = [];
  const space = measure(' ', face, size);
  // The sum of the words, which recur, is close: only near the edge is the line itself measured.
  let sum = 0;
  for (const word of wordsOf(text)) {
    const last = lines.at(-1);
    const own = measure(word, face, size);
    sum += space + own;
    const line = `${last} ${word}`;
    if (last !== undefined && (sum < width * 0.9 || measure(line, face, size) <= width))
      lines[lines.length - 1] = line;
    else {
      lines.push(word);
      sum = own;
    }
  }
  return lines;
}

export function balanceText(text: string, width: number, setting: Setting, measure: MeasureText) {
  const lines = wrapText(text, width, setting, measure);
  let [low, high] = [0, width];
  // Seven halvings: to within a hundredth of the width.
  for (let round = 0; round < 7; round++) {
    const middle = (low + high) / 2;
    const tried = wrapText(text, middle, setting, measure);
    const fits =
      tried.length === lines.length &&
      tried.every((line) => measure(line, setting.face, setting.size) <= width);
    if (fits) high = middle;
    else low = middle;
  }
  return wrapText(text, high, setting, measure);
}

/** Wraps a text, in shorter lines only if its last one would be a widow. */
function wrapWithoutWidow(text: string, width: number, setting: Setting, measure: MeasureText) {
  const lines = wrapText(text, width, setting, measure);
  // Balanced, each of several paragraphs would have another width.
  for (const share of [1, 0.97, 0.94, 0.91, 0.88, 0.85, 0.82]) {
    const tried = wrapText(text, width * share, setting, measure);
    const last = measure(tried.at(-1) ?? '', setting.face, setting.size);
    if (tried.length > lines.length) break;
    if (tried.length === 1 || last >= width / 5) return tried;
  }
  return balanceText(text, width, setting, measure);
}

interface TextBox {
  width: number;
  most: number;
  face: Face;
  sizes: readonly number[];
}

/** Returns the first size at which a text fits, with its balanced lines; undefined if none does. */
export function fittingText(text: string, box: TextBox, measure: MeasureText) {
  for (const size of box.sizes) {
    const setting = { face: box.face, size };
    const lines = balanceText(text, box.width, setting, measure);
    if (
      lines.length <= box.most &&
      lines.every((line) => measure(line, box.face, size) <= box.width)
    )
      return { size, lines };
  }
  return undefined;
}

/** Like `fittingText`. @throws Error if the text does not fit. */
export function fitText(text: string, box: TextBox, measure: MeasureText) {
  const fitting = fittingText(text, box, measure);
  if (fitting) return fitting;
  throw new Error(
    `“${text}” does not fit ${box.most} lines of ${box.width} units at size ${box.sizes.at(-1)}. Shorten it in data/copy.`
  );
}

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

export const columns = (blocks: readonly Block[]): Block => ({
  height: Math.max(...blocks.map(({ height }) => height)),
  draw: (top) => blocks.map((block) => block.draw(top)).join('')
});

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
