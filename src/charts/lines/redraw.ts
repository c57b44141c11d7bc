import type { Words } from '#copy/words.ts';
import type { MapSeries } from '../choropleth/frame.ts';
import { drawLines } from './draw.ts';
import { linesFrame, type Line } from './record.ts';
import { pageWidths, type Drawing, type Room } from '../drawing/parts.ts';
import { drawingSvg } from '../drawing/print-parts.ts';
import { faces, type MeasureText } from '../drawing/face.ts';

/** Draws the picture again with the reader's own line; a line that is drawn anyway stands out. */
export function redrawLines(root: Element, internetUse: MapSeries, words: Words, own: Line) {
  const frame = linesFrame({ internetUse });
  const isDrawn = frame.places.some(({ code }) => code === own.code);
  const places = isDrawn
    ? frame.places.map((line) => ({ ...line, isPicked: line.code === own.code }))
    : [{ ...own, isOwn: true }, ...frame.places];
  redraw(root, (room) => [drawLines({ ...frame, places }, words, { ...room, isLow: true })]);
}

function browserMeasure(document: Document): MeasureText {
  const context = document.createElement('canvas').getContext('2d')!;
  return (text, face, size) => {
    const { family, weight } = faces[face];
    context.font = `${weight} ${size}px ${family}`;
    return context.measureText(text).width;
  };
}

function redraw(root: Element, draw: (room: Room) => Drawing[]) {
  const measure = browserMeasure(root.ownerDocument);
  const widths = Object.entries(pageWidths).map(([name, width]) => ({
    name,
    drawings: draw({ width, measure })
  }));
  root.querySelectorAll('.drawing').forEach((drawing, index) => {
    drawing.innerHTML = widths
      .map(({ name, drawings }) => drawingSvg(drawings[index]!, name))
      .join('');
  });
}
