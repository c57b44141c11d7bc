import type { Words } from '../../copy/words.ts';
import { redraw } from '../drawing/redraw.ts';
import { drawLines } from './draw.ts';
import { linesFrame, type Line, type LinesData } from './record.ts';

/** Draws the picture again with the reader's own line; a line that is drawn anyway stands out. */
export function redrawLines(root: Element, data: LinesData, words: Words, own: Line): void {
  const frame = linesFrame(data);
  const isDrawn = frame.places.some(({ code }) => code === own.code);
  const places = isDrawn
    ? frame.places.map((line) => ({ ...line, isPicked: line.code === own.code }))
    : [{ ...own, isOwn: true }, ...frame.places];
  redraw(root, (room) => [drawLines({ ...frame, places }, words, room)]);
}
