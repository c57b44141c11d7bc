import { escapeMarkup } from '#copy/markup.ts';
import { element } from './element.ts';
import type { MeasureText } from './face.ts';

export const labelSize = 13;
export const labelLeading = 16;

export const labelFace = { face: 'sans', size: labelSize } as const;
export const boldFace = { face: 'sans-bold', size: labelSize } as const;

/** A line of a label. `number` is the id of the number that it prints, in `record.ts`. */
export interface LabelLine {
  text: string;
  bold?: boolean;
  number?: string;
}

export const lineWidth = ({ text, bold }: LabelLine, measure: MeasureText) =>
  measure(text, bold ? 'sans-bold' : 'sans', labelSize);

export const labelBox = (lines: readonly LabelLine[], measure: MeasureText) => ({
  width: Math.max(0, ...lines.map((line) => lineWidth(line, measure))),
  height: lines.length * labelLeading
});

/**
 * Draws lines from a top edge, each as wide as it was measured: another typeface or the reader's own
 * spacing moves no label over another (A16).
 */
export function label(
  lines: readonly LabelLine[],
  { x, y, anchor }: { x: number; y: number; anchor?: 'middle' | 'end' | undefined },
  measure: MeasureText
) {
  return lines
    .map((line, index) =>
      element(
        'text',
        {
          x: Math.round(x),
          y: Math.round(y) + index * labelLeading + 12,
          class: line.bold ? 'bold' : undefined,
          'text-anchor': anchor,
          textLength: Math.round(lineWidth(line, measure)),
          lengthAdjust: 'spacingAndGlyphs',
          'data-number': line.number
        },
        escapeMarkup(line.text)
      )
    )
    .join('');
}
