import type { Words } from '#copy/words.ts';
import type { MapSeries } from '../choropleth/frame.ts';
import { drawLines } from './draw.ts';
import { linesFrame, type Line } from './record.ts';
import { pageWidths } from '../drawing/parts.ts';
import { drawingSvg } from '../drawing/print-parts.ts';
import { faces, type MeasureText } from '../drawing/face.ts';

/** Draws the picture again with the reader's own line; a line that is drawn anyway stands out. */
export function redrawLines(root: Element, internetUse: MapSeries, words: Words, own: Line) {
  const frame = linesFrame({ internetUse });
  const isDrawn = frame.places.some(({ code }) => code === own.code);
  const places = isDrawn
    ? frame.places.map((line) => ({ ...line, isPicked: line.code === own.code }))
    : [{ ...own, isOwn: true }, ...frame.places];
  const measure = browserMeasure(root.ownerDocument);
  const drawn = Object.entries(pageWidths).map(([name, width]) =>
    drawingSvg(drawLines({ ...frame, places }, words, { width, measure, isLow: true }), name)
  );
  // Only the first drawing: the bar of years stays the same.
  root.querySelector('.drawing')!.innerHTML = drawn.join('');
}

function browserMeasure(document: Document): MeasureText {
  const context = document.createElement('canvas').getContext('2d')!;
  return (text, face, size) => {
    const { family, weight } = faces[face];
    context.font = `${weight} ${size}px ${family}`;
    return context.measureText(text).width;
  };
}
