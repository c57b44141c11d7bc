import { leaderTo, lineRadius, placeLabels, type PixelPoint } from '../plot/place-labels.ts';
import { percent } from '../plot/plot-path.ts';

export interface DrawnLine {
  drawn: Element;
  label: HTMLElement;
}

const parts = 80;

/** Samples a line in viewport coordinates; its end comes last. */
function pointsOf({ drawn }: DrawnLine, plot: DOMRect): PixelPoint[] {
  const path = drawn.querySelector<SVGPathElement>('.series')!;
  const length = path.getTotalLength();
  return Array.from({ length: parts + 1 }, (_, part) => {
    const { x, y } = path.getPointAtLength((length * part) / parts);
    return [plot.left + (x * plot.width) / 100, plot.top + (y * plot.height) / 100];
  });
}

/**
 * Moves labels that collide with the reader's line, its own label included. Returns the path of the
 * leaders in a box of 100 by 100.
 * @param lines with the reader's first.
 * @param half the label of the reader's first year of half.
 * @param unmoved elements that no label may cover.
 */
export function placeEnds(
  plot: DOMRect,
  lines: readonly DrawnLine[],
  half: HTMLElement,
  unmoved: readonly Element[]
): string {
  const labels = [...lines.map(({ label }) => label), half];
  const before = labels.map((label) => label.getBoundingClientRect());
  const points = lines.map((line) => pointsOf(line, plot));
  const ends = points.map((line) => line.at(-1)!);
  const boxes = placeLabels(
    before.map((box, i) => ({ box, end: ends[i] ?? [box.left, box.bottom] })),
    points.flat(),
    [
      ...unmoved.map((element) => element.getBoundingClientRect()),
      ...ends.map(([x, y]) => ({
        left: x - lineRadius,
        top: y - lineRadius,
        right: x + lineRadius,
        bottom: y + lineRadius
      }))
    ],
    {
      left: plot.left,
      top: Math.min(...before.slice(1, -1).map(({ top }) => top)),
      right: plot.right + 24,
      bottom: plot.bottom
    }
  );
  labels.forEach(({ style }, i) => {
    style.translate = `${boxes[i]!.left - before[i]!.left}px ${boxes[i]!.top - before[i]!.top}px`;
  });
  return ends
    .map(([x, y], i) => {
      const leader = leaderTo(boxes[i]!, [x, y]);
      const at = (across: number, down: number) =>
        `${percent(across / plot.width)} ${percent(down / plot.height)}`;
      return leader ? `M${at(x - plot.left, y - plot.top)}l${at(...leader)}` : '';
    })
    .join('');
}
