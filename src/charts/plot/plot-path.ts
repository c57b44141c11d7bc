/** A place in a plot: shares of its width and height, from its lower left corner. */
interface Place {
  x: number;
  y: number;
}

/**
 * Returns a share of a side in percent, to a hundredth: what is drawn in a box of 100 by 100 is
 * stretched to its plot.
 */
export const percent = (share: number): number => Number((share * 100).toFixed(2));

const spot = ({ x, y }: Place): string => `${percent(x)} ${percent(1 - y)}`;

/**
 * Returns the path of a dot in a box of 100 by 100: a stroke of no length, whose round ends stay a
 * circle however it is stretched.
 */
export const dotPath = (place: Place): string => `M${spot(place)}h0`;

/** Returns the path of the line from a place down to the foot of its plot. */
export const dropPath = ({ x, y }: Place): string => `M${percent(x)} 100V${percent(1 - y)}`;

/** Draws a path with every mark of a picture that a selector finds. */
export const setPaths = (picture: Element, selector: string, d: string): void =>
  picture.querySelectorAll(selector).forEach((path) => path.setAttribute('d', d));

/**
 * Returns the path through years in a box of 100 by 100, broken where one is missing (standards
 * V03); one alone is a dot.
 */
export function yearsPath(points: readonly (Place & { year: number })[]): string {
  return points
    .map((point, index) => {
      const isNext = (other: { year: number } | undefined) =>
        other !== undefined && Math.abs(other.year - point.year) === 1;
      if (isNext(points[index - 1])) return `L${spot(point)}`;
      return isNext(points[index + 1]) ? `M${spot(point)}` : dotPath(point);
    })
    .join('');
}
