import { sort } from 'd3';

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export const overlaps = (one: Box, other: Box) =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom;

export type Point = readonly [x: number, y: number];

/** A label of a point, and the sides of the point where it may be; default: all, right first. */
export interface PointLabel {
  end: Point;
  width: number;
  height: number;
  sides?: readonly Side[];
}
type Side = 'right' | 'middle' | 'left';

/** Between a point and its label, and from where on a leader joins them. */
export const labelGap = 8;
const near = 15;
const shortBy = 4;
/** Cost of each side after the first. */
const perSide = 6;
/** Search range above and below a point, and its step. */
const reach = 180;
const stride = 4;
/** Half the width of a line, and a little more. */
const lineRadius = 3;
/** Cost of a label whose middle is not beside its point, in units of that distance. */
const perOffset = 0.01;
/** Cost of covering a point of a line, in units of distance between a label and its point. */
const perPoint = 15;
/** Cost of a leader, of one that crosses a label, and of having no free box. */
const leader = 20;
const crossing = 200;
const never = 1e6;
/** Candidates for the first label that are combined with the others. */
const tries = 24;

const offset = ({ left, top, right, bottom }: Box, [x, y]: Point): Point => [
  Math.min(Math.max(x, left), right) - x,
  Math.min(Math.max(y, top), bottom) - y
];

/** Makes no array: every label is measured from every point of every line. */
function distance({ left, top, right, bottom }: Box, point: Point) {
  const x = Math.min(Math.max(point[0], left), right) - point[0];
  const y = Math.min(Math.max(point[1], top), bottom) - point[1];
  return Math.sqrt(x * x + y * y);
}

export function leaderTo(box: Box, end: Point): Point | null {
  const far = distance(box, end);
  const [x, y] = offset(box, end);
  const part = 1 - shortBy / far;
  return far < near ? null : [x * part, y * part];
}

export const boxAt = (
  [left, top]: Point,
  { width, height }: Pick<PointLabel, 'width' | 'height'>
) => ({
  left,
  top,
  right: left + width,
  bottom: top + height
});

export const boxAround = ([x, y]: Point, radius: number): Box => ({
  left: x - radius,
  top: y - radius,
  right: x + radius,
  bottom: y + radius
});

/** Boxes beside, above and below the point, each with the cost of its side. */
function boxesOf({ end, sides, ...size }: PointLabel, within: Box) {
  const { width, height } = size;
  const lefts = {
    right: end[0] + labelGap,
    middle: end[0] - width / 2,
    left: end[0] - width - labelGap
  };
  return (sides ?? (['right', 'middle', 'left'] as const)).flatMap((side, index) => {
    const left = Math.max(within.left, Math.min(lefts[side], within.right - width));
    const boxes: { box: Box; cost: number }[] = [];
    for (let top = end[1] - height / 2 - reach; top < end[1] + reach; top += stride)
      if (top >= within.top && top + height <= within.bottom)
        boxes.push({
          box: boxAt([left, top], size),
          cost: index * perSide + perOffset * Math.abs(top + height / 2 - end[1])
        });
    return boxes;
  });
}

interface Choice {
  box: Box;
  cost: number;
  way: readonly Point[];
  /** Box and leader, with the room that others leave them. */
  extent: Box;
}

const isFree = (one: Choice, other: Choice) => !overlaps(one.box, other.box);
const isClear = (one: Choice, other: Choice) =>
  isFree(one, other) &&
  // Most leaders are far apart: measure only those that are not.
  (!overlaps(one.extent, other.extent) ||
    (!one.way.some((p) => other.way.some((q) => (q[0] - p[0]) ** 2 + (q[1] - p[1]) ** 2 < 16)) &&
      !one.way.some((point) => distance(other.box, point) < lineRadius) &&
      !other.way.some((point) => distance(one.box, point) < lineRadius)));

/** Leaders keep 4 from each other. */
function extentOf({ left, top, right, bottom }: Box, [x, y]: Point) {
  return {
    left: Math.min(left, x) - 4,
    top: Math.min(top, y) - 4,
    right: Math.max(right, x) + 4,
    bottom: Math.max(bottom, y) + 4
  };
}

/**
 * Places labels so that they avoid `boxes`, each other and each other's leaders, and hide few of
 * `points`. The first label chooses first; one without a free box goes to the right of its point, as
 * far as there is room.
 */
export function placeLabels(
  labels: readonly PointLabel[],
  points: readonly Point[],
  boxes: readonly Box[],
  within: Box
): Box[] {
  const [firsts = [], ...others] = labels.map((label) => {
    const { end, width } = label;
    const free = boxesOf(label, within).filter(
      ({ box }) => distance(box, end) >= lineRadius && !boxes.some((one) => overlaps(box, one))
    );
    const hidden = (box: Box) => points.filter((point) => distance(box, point) < lineRadius).length;
    const choices = free.map(({ box, cost }) => {
      const by = leaderTo(box, end);
      const way = by ? alongLine([end, [end[0] + by[0], end[1] + by[1]]]) : [];
      return {
        box,
        cost: cost + distance(box, end) + (by ? leader : 0) + perPoint * hidden(box),
        way,
        extent: by ? extentOf(box, end) : box
      };
    });
    const left = Math.max(within.left, Math.min(end[0] + labelGap, within.right - width));
    const box = boxAt([left, end[1] - label.height / 2], label);
    const last: Choice = { box, cost: never, way: [], extent: box };
    return [...sort(choices, ({ cost }) => cost), last];
  });
  let best: { boxes: Box[]; cost: number } | undefined;
  for (const first of firsts.slice(0, tries)) {
    const arranged = [first];
    let { cost } = first;
    for (const choices of others) {
      // No label makes an arrangement cheaper.
      if (best && cost >= best.cost) break;
      const clear = choices.find((choice) => arranged.every((other) => isClear(choice, other)));
      const isGood = clear !== undefined && clear.cost < never;
      const free = isGood
        ? undefined
        : choices.find((choice) => arranged.every((other) => isFree(choice, other)));
      const chosen = isGood ? clear : (free ?? choices.at(-1)!);
      arranged.push(chosen);
      cost += chosen.cost + (free ? crossing : 0);
    }
    if (!best || cost < best.cost) best = { boxes: arranged.map(({ box }) => box), cost };
  }
  return best?.boxes ?? [];
}

/** Points along a line, close enough that no label hides a stretch unseen. */
export function alongLine(points: readonly Point[]) {
  const along: Point[] = [];
  // Plain loops, because each place that a label may have is tried with a leader.
  for (const [index, [x1, y1]] of points.slice(1).entries()) {
    const [x0, y0] = points[index]!;
    const steps = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / (2 * lineRadius));
    for (let step = 0; step < steps; step += 1)
      along.push([x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps]);
  }
  return [...along, ...points.slice(-1)];
}
