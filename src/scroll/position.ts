/** Where one stop of the story lies: its upper edge, in pixels, on the same scale as the reading line. */
export interface StopBox {
  id: string;
  top: number;
}

/** Returns where elements lie in the window. */
export const stopBoxes = (elements: readonly HTMLElement[]): StopBox[] =>
  elements.map((element) => ({ id: element.id, top: element.getBoundingClientRect().top }));

/** Returns the index of the last stop that the line `y` has reached, -1 before the first: by places alone, whatever the way (C01, R05). */
export const stopUnder = (stops: readonly StopBox[], y: number): number => stops.findLastIndex(({ top }) => top <= y);

/** A place in the story that outlasts a change of layout. */
export interface HeldPlace {
  /** Of the stop under the reading line. */
  index: number;
  /** How much of the way from that stop to the next has passed the line, from 0 to 1. */
  share: number;
}

const nextTop = (stops: readonly StopBox[], index: number, end: number) => stops[index + 1]?.top ?? end;

/** Returns the place at the reading line `y`, or undefined above the first stop. `end` is where the last stop ends, on the same scale. */
export function placeUnder(stops: readonly StopBox[], y: number, end: number): HeldPlace | undefined {
  const index = stopUnder(stops, y);
  const stop = stops[index];
  if (!stop) return undefined;
  const way = nextTop(stops, index, end) - stop.top;
  return { index, share: way > 0 ? Math.min(1, (y - stop.top) / way) : 0 };
}

/** Returns by how many pixels the page must scroll for the reading line `y` to be at `place` again. @throws RangeError without such a stop. */
export function wayBack(stops: readonly StopBox[], place: HeldPlace, y: number, end: number): number {
  const stop = stops[place.index];
  if (!stop) throw new RangeError();
  return stop.top + place.share * (nextTop(stops, place.index, end) - stop.top) - y;
}

/**
 * Returns the stop at the reading line `y`, undefined above the first, with what says, once the layout has changed, by how many pixels the page
 * must scroll for the line to be at the same words again, whatever lies over them, or in sticky scenes at the same part of a step. Words are
 * looked for once the reader has `moved`: to find them takes long while a page opens.
 */
export function holdPlace(stops: readonly HTMLElement[], y: number, end: number, moved: boolean) {
  const place = placeUnder(stopBoxes(stops), y, end);
  // Not in the middle, which may be the gap between two columns.
  const under = moved ? document.elementsFromPoint(innerWidth / 3, y).find((one) => one.closest('main')) : undefined;
  const words = under?.closest('.scene-body') || under?.querySelector('.scene-body') ? undefined : under;
  const was = words?.getBoundingClientRect();
  return (
    place && {
      ...place,
      back(line: number, end: number): number {
        const now = words?.getBoundingClientRect();
        return was && now?.height
          ? now.top + ((y - was.top) / was.height) * now.height - line
          : wayBack(stopBoxes(stops), place, line, end);
      }
    }
  );
}

/** Returns the step whose picture is shown at the line `y`: above the first its own waits already. @throws RangeError when there are no steps. */
export function stepShown(steps: readonly StopBox[], y: number): string {
  const step = steps[Math.max(0, stopUnder(steps, y))];
  if (!step) throw new RangeError();
  return step.id;
}

/** A picture that would stick, in pixels. */
export interface Picture {
  height: number;
  /** Of its caption, which scrolls away where the steps stand below the picture. */
  caption: number;
  /** True where the steps stand beside the picture. */
  beside: boolean;
}

/** The most that a picture may take of what is to be seen, where its steps stand below it (standards R16). */
const mostOfWindow = 0.45;

/** Whether a picture may stick: it fits the `room` and, above its steps, takes its part and leaves them `words` pixels (A15, A16, R16). */
export function leavesRoom({ height, caption, beside }: Picture, room: number, words: number): boolean {
  if (beside) return height <= room;
  const shown = height - caption;
  return shown <= room * mostOfWindow && shown + words <= room;
}

/** Returns the height of the reading line: so that a step at rest is under it, and the next picture is met before these words leave. */
export const readingLine = (rest: number, windowHeight: number): number => rest + Math.max(0, windowHeight - rest) * 0.3;
