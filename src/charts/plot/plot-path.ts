/** Shares of a plot's width and height, from its lower left corner. */
interface Place {
  x: number;
  y: number;
}

/** To a hundredth, in the plot's box of 100 by 100. */
export const percent = (share: number): number => Number((share * 100).toFixed(2));

const spot = ({ x, y }: Place): string => `${percent(x)} ${percent(1 - y)}`;

/** A stroke of no length: its round ends stay a circle when the plot is stretched. */
const dotPath = (place: Place): string => `M${spot(place)}h0`;

/** A line through years, broken at missing ones (V03); a year alone is a dot. */
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
