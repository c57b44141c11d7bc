import { mesh } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import { dashedBorders, dashedLines, type Bounds } from './boundaries.ts';
import { pointsOf, within, type PlanePoint, type Project } from './projection.ts';

/** Uses the simplified borders, so that the lines lie on the edges of the shapes. */
export function disputedLines(
  simple: Topology<Record<string, GeometryObject>>,
  project: Project
): PlanePoint[][] {
  const code = new Map<unknown, string>(
    Object.entries(simple.objects).map(([piece, object]) => [object, piece])
  );
  const all: GeometryObject = {
    type: 'GeometryCollection',
    geometries: Object.values(simple.objects)
  };
  const borders = dashedBorders.flatMap(({ between: [one, other], inside }) => {
    const parts = (a: string | undefined, b: string | undefined) =>
      (a === one || b === one) && (other === '*' || a === other || b === other);
    const lines = mesh(
      simple,
      all,
      (a, b) => a !== b && parts(code.get(a), code.get(b))
    ).coordinates.map(pointsOf);
    return inside ? lines.flatMap((line) => runsOf(line, insideBox(inside, project))) : lines;
  });
  return [...borders, ...dashedLines.map((line) => line.map(project))].filter(
    (line) => line.length > 1
  );
}

export function inDisputedPart(project: Project): (point: PlanePoint) => boolean {
  const parts = dashedBorders.flatMap(({ inside }) => (inside ? [insideBox(inside, project)] : []));
  return (point) => parts.some((holds) => holds(point));
}

/** Projects only the corners, which is exact enough for a box. */
function insideBox(
  [west, south, east, north]: Bounds,
  project: Project
): (point: PlanePoint) => boolean {
  const middle = (south + north) / 2;
  const [[left], [right]] = [project([west, middle]), project([east, middle])];
  const [[, bottom], [, top]] = [project([west, south]), project([west, north])];
  return (point) => within(point, [left, top, right, bottom]);
}

function runsOf(
  line: readonly PlanePoint[],
  holds: (point: PlanePoint) => boolean
): PlanePoint[][] {
  const runs: PlanePoint[][] = [[]];
  for (const point of line) {
    if (holds(point)) runs.at(-1)?.push(point);
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs;
}
