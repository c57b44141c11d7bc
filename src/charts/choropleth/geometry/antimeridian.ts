import { mean } from 'd3';
import { centralMeridian, type Point } from './projection.ts';

/**
 * Returns how to draw a polygon's rings on one side of the map, whole. The atlas stitches rings across 180°, so longitudes
 * are first unrolled, then turned to the side where most of the polygon lies: Chukotka stays with Russia, Samoa with the Pacific.
 */
export function acrossEdge(outer: readonly Point[]): (ring: readonly Point[]) => Point[] {
  const unrolled = unroll(outer, outer[0]?.[0] ?? 0);
  const middle = mean(unrolled, ([lon]) => lon) ?? 0;
  const edge = centralMeridian - 180;
  const turn = middle < edge ? 360 : middle >= edge + 360 ? -360 : 0;
  return (ring) => unroll(ring, unrolled[0]?.[0] ?? 0).map(([lon, lat]) => [lon + turn, lat]);
}

/** The ring with no jump of more than half a turn between neighbouring points, nor from `start` to its first point. */
function unroll(ring: readonly Point[], start: number): Point[] {
  let before = start;
  return ring.map(([lon, lat]) => {
    before = lon + 360 * Math.round((before - lon) / 360);
    return [before, lat];
  });
}
