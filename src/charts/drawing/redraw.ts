import { browserMeasure } from './browser-measure.ts';
import { pageWidths, type Drawing, type Room } from './parts.ts';
import { drawingSvg } from './print-parts.ts';

/** Draws a chart's drawings again, in their order on the page. */
export function redraw(root: Element, draw: (room: Room) => Drawing[]): void {
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
