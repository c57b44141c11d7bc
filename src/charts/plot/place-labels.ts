import { least, sort, sum } from 'd3';
import { overlaps, type PixelBox } from './box.ts';

export type PixelPoint = readonly [x: number, y: number];

export interface PlacedLabel {
  end: PixelPoint;
  box: PixelBox;
}

/** Px between a point and its label. */
const gap = 5;
/** Search range around a point, and its step, in px. */
const reach = 132;
const stride = 6;
/** Half the width of a line, and a little more, in px. */
export const lineRadius = 3;
/** Cost of covering a point of a line, in px of distance between a label and its point. */
const perPoint = 10;
/** Cost of a leader, and of having no free box. */
const leader = 20;
const never = 1e6;
/** Candidates for the first label that are combined with the others. */
const tries = 24;

const offset = ({ left, top, right, bottom }: PixelBox, [x, y]: PixelPoint): PixelPoint => [
  Math.min(Math.max(x, left), right) - x,
  Math.min(Math.max(y, top), bottom) - y
];

const distance = (box: PixelBox, point: PixelPoint): number => Math.hypot(...offset(box, point));

/** Candidate boxes: the default, a shift of it up or down, or beside the point. */
function placesOf(
  { end, box }: PlacedLabel,
  boxes: readonly PixelBox[],
  within: PixelBox
): PixelBox[] {
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
 * Boxes that avoid `boxes` and each other and hide few of `points`. The first label chooses first;
 * one without a free box keeps its default.
 */
export function placeLabels(
  labels: readonly PlacedLabel[],
  points: readonly PixelPoint[],
  boxes: readonly PixelBox[],
  within: PixelBox
): PixelBox[] {
  const [firsts = [], ...others] = labels.map((label) =>
    sort(
      placesOf(label, boxes, within).map((place) => ({
        place,
        cost:
          (place === label.box
            ? 0
            : distance(place, label.end) + (leaderTo(place, label.end) ? leader : 0)) +
          perPoint * points.filter((point) => distance(place, point) < lineRadius).length
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

/** Offset from a point to the end of its leader; null when the label is close enough. */
export const leaderTo = (box: PixelBox, end: PixelPoint): PixelPoint | null =>
  distance(box, end) < 3 * gap ? null : offset(box, end);
