import type { Words } from '#copy/words.ts';
import type { MapSeries } from '../choropleth/frame.ts';
import { redraw } from '../drawing/redraw.ts';
import { drawLines } from './draw.ts';
import { linesFrame, type Line } from './record.ts';

/** Draws the picture again with the reader's own line; a line that is drawn anyway stands out. */
export function redrawLines(root: Element, internetUse: MapSeries, words: Words, own: Line) {
  const frame = linesFrame({ internetUse });
  const isDrawn = frame.places.some(({ code }) => code === own.code);
  const places = isDrawn
    ? frame.places.map((line) => ({ ...line, isPicked: line.code === own.code }))
    : [{ ...own, isOwn: true }, ...frame.places];
  redraw(root, (room) => [drawLines({ ...frame, places }, words, { ...room, isLow: true })]);
}
