/**
 * Returns where the upper edges of stops lie in the window, in pixels: on the same scale as the
 * reading line.
 */
export const topsOf = (stops: readonly HTMLElement[]): number[] =>
  stops.map((stop) => stop.getBoundingClientRect().top);

/**
 * Returns the index of the last stop that the line `y` has reached, -1 before the first: by places
 * alone, whatever the way (C01, R05).
 */
export const stopUnder = (tops: readonly number[], y: number): number =>
  tops.findLastIndex((top) => top <= y);

/**
 * Returns the index of the step whose picture is shown at the line `y`: above the first its own
 * waits already.
 */
export const stepUnder = (tops: readonly number[], y: number): number =>
  Math.max(0, stopUnder(tops, y));

/** A place in the story that outlasts a change of layout. */
export interface HeldPlace {
  /** Of the stop under the reading line. */
  index: number;
  /** How much of the way from that stop to the next has passed the line, from 0 to 1. */
  share: number;
}

/**
 * Returns the place at the reading line `y`, or undefined above the first stop. `end` is where the
 * last stop ends, on the same scale.
 */
export function placeUnder(tops: readonly number[], y: number, end: number): HeldPlace | undefined {
  const index = stopUnder(tops, y);
  if (index < 0) return undefined;
  const [top, next = end] = tops.slice(index);
  const way = next - top!;
  return { index, share: way > 0 ? Math.min(1, (y - top!) / way) : 0 };
}

/**
 * Returns by how many pixels the page must scroll for the reading line `y` to be at a place again.
 */
export function wayBack(
  tops: readonly number[],
  { index, share }: HeldPlace,
  y: number,
  end: number
): number {
  const [top, next = end] = tops.slice(index);
  return top! + share * (next - top!) - y;
}

/**
 * Returns the stop at the reading line `y`, undefined above the first, with what says, once the
 * layout has changed, by how many pixels the page must scroll for the line to be at the same words
 * again, whatever lies over them, or in sticky scenes at the same part of a step. Words are looked
 * for once the reader has `moved`: to find them takes long while a page opens.
 */
export function holdPlace(stops: readonly HTMLElement[], y: number, end: number, moved: boolean) {
  const place = placeUnder(topsOf(stops), y, end);
  // Not in the middle, which may be the gap between two columns.
  const under = moved
    ? document.elementsFromPoint(innerWidth / 3, y).find((one) => one.closest('main'))
    : undefined;
  const words =
    under?.closest('.scene-body') || under?.querySelector('.scene-body') ? undefined : under;
  const was = words?.getBoundingClientRect();
  return (
    place && {
      ...place,
      back(line: number, end: number): number {
        const now = words?.getBoundingClientRect();
        return was && now?.height
          ? now.top + ((y - was.top) / was.height) * now.height - line
          : wayBack(topsOf(stops), place, line, end);
      }
    }
  );
}

/** A picture that would stick, in pixels. */
export interface Picture {
  height: number;
  /** Of its caption, which scrolls away where the steps stand below the picture. */
  caption: number;
  /** True where the steps stand beside the picture. */
  beside: boolean;
}

/**
 * The most that a picture may take of what is to be seen, where its steps stand below it (standards
 * R16).
 */
const mostOfWindow = 0.45;

/**
 * Whether a picture may stick: it fits the `room` and, above its steps, takes its part and leaves
 * them `words` pixels (A15, A16, R16).
 */
export function leavesRoom(
  { height, caption, beside }: Picture,
  room: number,
  words: number
): boolean {
  if (beside) return height <= room;
  const shown = height - caption;
  return shown <= room * mostOfWindow && shown + words <= room;
}

/**
 * Returns the height of the reading line: so that a step at rest is under it, and the next picture
 * is met before these words leave.
 */
export const readingLine = (rest: number, windowHeight: number): number =>
  rest + Math.max(0, windowHeight - rest) * 0.3;
