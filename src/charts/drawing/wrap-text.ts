import { unbroken } from '../../locale/unbroken.ts';
import type { Face, MeasureText } from './face.ts';

/** How a text is set. */
export interface Setting {
  face: Face;
  size: number;
}

/** Returns the words of a text as they are written, a date being one of them. */
function wordsOf(text: string): string[] {
  let at = 0;
  // A line breaks at no hyphen here, which needs nothing to hold it; all else that is unbroken
  // takes as many signs as before.
  const unheld = (said: string) => said.replaceAll('\u2060', '');
  const plain = unheld(text);
  const held = unheld(unbroken(plain)).split(/[ \n]/);
  return held.map((word) => plain.slice(at, (at += word.length + 1) - 1)).filter(Boolean);
}

/**
 * Returns the lines of a text in a box of `width`, broken at ordinary spaces alone and in no date;
 * a word wider than the box stands on its own.
 */
export function wrapText(
  text: string,
  width: number,
  { face, size }: Setting,
  measure: MeasureText
): string[] {
  const lines: string[] = [];
  for (const word of wordsOf(text)) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`, face, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * Returns as few lines with their lengths as even as can be, for titles: those of the narrowest box
 * that needs no line more.
 */
export function balanceText(
  text: string,
  width: number,
  setting: Setting,
  measure: MeasureText
): string[] {
  const lines = wrapText(text, width, setting, measure);
  let [low, high] = [0, width];
  // Seven halvings leave less than a hundredth of the box.
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

/**
 * Returns the lines of a text as few as there can be; evened out where the last one would be left
 * with next to nothing.
 */
export function unlonelyLines(
  text: string,
  width: number,
  setting: Setting,
  measure: MeasureText
): string[] {
  const lines = wrapText(text, width, setting, measure);
  const last = lines.at(-1) ?? '';
  const isLonely = lines.length > 1 && measure(last, setting.face, setting.size) < width / 5;
  return isLonely ? balanceText(text, width, setting, measure) : lines;
}

/** How wide and how many lines a text may be, and the sizes it may have, the largest first. */
export interface TextBox {
  width: number;
  most: number;
  face: Face;
  sizes: readonly number[];
}

/**
 * Returns the largest of `sizes` at which a text takes at most `most` lines, and these, evened out;
 * undefined where it is too long.
 */
export function fittingText(
  text: string,
  box: TextBox,
  measure: MeasureText
): { size: number; lines: string[] } | undefined {
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

/** Returns what `fittingText` does. @throws Error where the text is too long. */
export function fitText(
  text: string,
  box: TextBox,
  measure: MeasureText
): { size: number; lines: string[] } {
  const fitting = fittingText(text, box, measure);
  if (fitting) return fitting;
  throw new Error(
    `“${text}” does not fit ${box.most} lines of ${box.width} units at size ${box.sizes.at(-1)}; shorten it in data/copy, in its language`
  );
}
