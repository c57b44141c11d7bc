import type { Words } from '../../copy/words.ts';
import { browserMeasure } from '../drawing/browser-measure.ts';
import { pageWidths } from '../drawing/parts.ts';
import { drawingSvg } from '../drawing/print-parts.ts';
import { drawLines } from './draw.ts';
import { linesFrame, type Line, type LinesData } from './record.ts';

/** Draws the picture again with the reader's own line; a line that is drawn anyway stands out. */
export function redrawLines(drawing: Element, data: LinesData, words: Words, own: Line): void {
  const frame = linesFrame(data);
  const isDrawn = frame.places.some(({ code }) => code === own.code);
  const places = isDrawn
    ? frame.places.map((line) => ({ ...line, isPicked: line.code === own.code }))
    : [{ ...own, isOwn: true }, ...frame.places];
  const measure = browserMeasure(drawing.ownerDocument);
  drawing.innerHTML = Object.entries(pageWidths)
    .map(([name, width]) =>
      drawingSvg(drawLines({ ...frame, places }, words, { width, measure }), name)
    )
    .join('');
}
