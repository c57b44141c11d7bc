export const topsOf = (stops: readonly HTMLElement[]): number[] =>
  stops.map((stop) => stop.getBoundingClientRect().top);

/** Index of the last stop above the line `y`, or -1: depends on positions alone (C01, R05). */
export const stopAt = (tops: readonly number[], y: number) => tops.findLastIndex((top) => top <= y);

/** Index of the step to show at the line `y`; above the first, the first. */
export const stepAt = (tops: readonly number[], y: number) => Math.max(0, stopAt(tops, y));

export interface ReadingPosition {
  index: number;
  /** Share of the way from that stop to the next that lies above the line, 0 to 1. */
  share: number;
}

/** The place at the line `y`; undefined above the first stop. `end` is the end of the last stop. */
export function positionAt(
  tops: readonly number[],
  y: number,
  end: number
): ReadingPosition | undefined {
  const index = stopAt(tops, y);
  if (index < 0) return undefined;
  const [top, next = end] = tops.slice(index);
  const way = next - top!;
  return { index, share: way > 0 ? Math.min(1, (y - top!) / way) : 0 };
}

interface Reading {
  /** Words above this leave; px from the top of the window. */
  leaves: number;
  /** The picture moves for this share of the way; for the rest the next words are read. */
  moves: number;
}

/** Finds the step that is read, and how far the picture is on its way to the next. */
export function readingAt(tops: readonly number[], { leaves, moves }: Reading): ReadingPosition {
  const shares = tops
    .slice(1)
    .map((next, at) => Math.max(0, (leaves - tops[at]!) / (moves * (next - tops[at]!))));
  const index = shares.findLastIndex((share) => share >= 1) + 1;
  return { index, share: shares[index] ?? 0 };
}

export function scrollDelta(
  tops: readonly number[],
  { index, share }: ReadingPosition,
  y: number,
  end: number
): number {
  const [top, next = end] = tops.slice(index);
  return top! + share * (next - top!) - y;
}

/**
 * Remembers the place at the line `y`; `deltaAt` gives the px to scroll to it after a change of
 * layout: to the same words, or the same share of a sticky step. Words are found only once the
 * reader has `moved`: hit tests are slow while a page opens.
 */
export function savePosition(
  stops: readonly HTMLElement[],
  y: number,
  end: number,
  moved: boolean
) {
  const place = positionAt(topsOf(stops), y, end);
  // Not in the middle, which may be a gap between columns.
  const element = moved
    ? document.elementsFromPoint(innerWidth / 3, y).find((one) => one.closest('main'))
    : undefined;
  const words =
    element?.closest('.scene-body') || element?.querySelector('.scene-body') ? undefined : element;
  const rectBefore = words?.getBoundingClientRect();
  return (
    place && {
      ...place,
      deltaAt(line: number, end: number): number {
        const now = words?.getBoundingClientRect();
        return rectBefore && now?.height
          ? now.top + ((y - rectBefore.top) / rectBefore.height) * now.height - line
          : scrollDelta(topsOf(stops), place, line, end);
      }
    }
  );
}

/** In px. */
export interface MeasuredPicture {
  height: number;
  /** It scrolls away when the steps are below the picture. */
  caption: number;
  beside: boolean;
}

/** Largest share of the viewport for a picture with its steps below (R16). */
const mostOfWindow = 0.45;

/** True when it fits the `room` and leaves `words` px for steps below it (A15, A16, R16). */
export function mayStick(
  { height, caption, beside }: MeasuredPicture,
  room: number,
  words: number
): boolean {
  if (beside) return height <= room;
  const shown = height - caption;
  return shown <= room * mostOfWindow && shown + words <= room;
}

/** Below the top of a stop after a jump; the next picture appears before its words leave. */
export const readingLine = (targetTop: number, windowHeight: number) =>
  targetTop + Math.max(0, windowHeight - targetTop) * 0.3;
