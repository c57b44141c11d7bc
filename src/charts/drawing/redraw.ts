import { pageWidths, type Drawing, type Room } from './parts.ts';
import { drawingSvg } from './print-parts.ts';
import { faces, type MeasureText } from './face.ts';

function browserMeasure(document: Document): MeasureText {
  const context = document.createElement('canvas').getContext('2d')!;
  return (text, face, size) => {
    const { family, weight } = faces[face];
    context.font = `${weight} ${size}px ${family}`;
    return context.measureText(text).width;
  };
}

export function redraw(root: Element, draw: (room: Room) => Drawing[]) {
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
