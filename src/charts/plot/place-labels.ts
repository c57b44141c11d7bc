import { least, sort, sum } from 'd3';
import { overlaps, type Box } from './box.ts';

export type Point = readonly [x: number, y: number];

/** A label: the point it belongs to, and where it stands unless something is in its way. */
export interface PlacedLabel {
  end: Point;
  box: Box;
}

/** Px between a point and its label. */
const gap = 5;
/** How far from its point a label is looked for a place, and how finely. In px. */
const reach = 132;
const stride = 6;
/** How far a line reaches from its middle, and a little more. In px. */
export const pen = 3;
/** What a hidden point of a line costs, in px that a label stands farther from its own point. */
const perPoint = 10;
/** What it costs that a label needs a leader, and that it has no place. */
const leader = 20;
const never = 1e6;
/** How many places of the first label are tried with the others'. */
const tries = 24;

const offset = ({ left, top, right, bottom }: Box, [x, y]: Point): Point => [
  Math.min(Math.max(x, left), right) - x,
  Math.min(Math.max(y, top), bottom) - y
];

const distance = (box: Box, point: Point): number => Math.hypot(...offset(box, point));

/** Returns where a label may stand: where it stands, over or under that, or by its point. */
function placesOf({ end, box }: PlacedLabel, boxes: readonly Box[], within: Box): Box[] {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const places = [box];
  for (const left of [box.left, end[0] + gap, end[0] - width / 2, end[0] - width - gap])
    for (let top = end[1] - height / 2 - reach; top < end[1] + reach; top += stride) {
      const [right, bottom] = [left + width, top + height];
      if (
        left >= within.left &&
        right <= within.right &&
        top >= within.top &&
        bottom <= within.bottom
      )
        places.push({ left, top, right, bottom });
    }
  return places.filter((place) => !boxes.some((other) => overlaps(place, other)));
}

/**
 * Returns a box for each label that covers neither `boxes` nor another and hides little of the
 * lines, whose `points` lie a few px apart. The first is placed first; the others stay as long as
 * nothing is in their way, and where there is no place for them.
 */
export function placeLabels(
  labels: readonly PlacedLabel[],
  points: readonly Point[],
  boxes: readonly Box[],
  within: Box
): Box[] {
  const [firsts = [], ...others] = labels.map((label) =>
    sort(
      placesOf(label, boxes, within).map((place) => ({
        place,
        cost:
          (place === label.box
            ? 0
            : distance(place, label.end) + (leaderTo(place, label.end) ? leader : 0)) +
          perPoint * points.filter((point) => distance(place, point) < pen).length
      })),
      ({ cost }) => cost
    )
  );
  const arrangements = firsts.slice(0, tries).map((first) => {
    const arranged = [first];
    others.forEach((choices, i) => {
      const free = choices.find(
        ({ place }) => !arranged.some((other) => overlaps(place, other.place))
      );
      arranged.push(free ?? { place: labels[i + 1]!.box, cost: never });
    });
    return arranged;
  });
  const best = least(arrangements, (arranged) => sum(arranged, ({ cost }) => cost));
  return best?.map(({ place }) => place) ?? labels.map(({ box }) => box);
}

/**
 * Returns how far the leader from a point to its label goes, across and down; null where the label
 * stands beside it.
 */
export const leaderTo = (box: Box, end: Point): Point | null =>
  distance(box, end) < 3 * gap ? null : offset(box, end);
