import { sum } from 'd3';

/** A closed ring or an open line in whole map units. */
export type UnitLine = readonly (readonly [number, number])[];

/** Encodes lines as a path in relative integers: a third of the size of absolute decimals. */
export function encodePath(lines: readonly UnitLine[], closed: boolean): string {
  let d = '';
  let penX = 0;
  let penY = 0;
  for (const line of lines) {
    const points = closed ? line.slice(0, -1) : line;
    const [first] = points;
    if (!first) continue;
    d += `m${pair(first[0] - penX, first[1] - penY, false)}`;
    let [x, y] = first;
    let started = false;
    for (const [nextX, nextY] of points.slice(1)) {
      if (nextX === x && nextY === y) continue;
      d += pair(nextX - x, nextY - y, true);
      [x, y] = [nextX, nextY];
      started = true;
    }
    if (!started) d += 'h0';
    if (closed) d += 'z';
    // `z` returns the pen to the ring's start; after an open line it stays at the end.
    [penX, penY] = closed ? first : [x, y];
  }
  return d;
}

/** A minus sign doubles as the separator. */
const pair = (dx: number, dy: number, follows: boolean): string =>
  `${follows && dx >= 0 ? ' ' : ''}${dx}${dy >= 0 ? ' ' : ''}${dy}`;

/** Shared borders of up to this many edges compress no better. */
const shortBorder = 2;

/**
 * Reverses the rings of some shapes so that both neighbours walk a shared border in the same
 * direction: repeated text compresses.
 */
export function turnRings(shapes: readonly (readonly UnitLine[])[]): UnitLine[][] {
  const borders = sharedEdges(shapes);
  const turned = shapes.map(() => false);
  /** Number of shared edges that become alike if this shape is reversed. */
  const gain = (shape: number, known: (neighbour: number) => boolean) =>
    sum(borders[shape]!, ([neighbour, edges]) =>
      known(neighbour)
        ? Math.max(0, edges - shortBorder) * (turned[shape] === turned[neighbour] ? 1 : -1)
        : 0
    );
  shapes.forEach((_, shape) => (turned[shape] = gain(shape, (neighbour) => neighbour < shape) > 0));
  // Each reversal makes more edges alike, so the loop ends.
  for (let changed = true; changed;) {
    changed = false;
    shapes.forEach((_, shape) => {
      if (gain(shape, () => true) <= 0) return;
      turned[shape] = !turned[shape];
      changed = true;
    });
  }
  return shapes.map((rings, shape) =>
    rings.map((ring) => (turned[shape] ? [...ring].reverse() : ring))
  );
}

function sharedEdges(shapes: readonly (readonly UnitLine[])[]): Map<number, number>[] {
  const owners = new Map<string, number>();
  const edges = (visit: (from: string, to: string, shape: number) => void) =>
    shapes.forEach((rings, shape) =>
      rings.forEach((ring) =>
        ring.slice(1).forEach((to, i) => visit(String(ring[i]), String(to), shape))
      )
    );
  edges((from, to, shape) => owners.set(`${from} ${to}`, shape));
  const shared = shapes.map(() => new Map<number, number>());
  edges((from, to, shape) => {
    const neighbour = owners.get(`${to} ${from}`);
    if (neighbour !== undefined && neighbour !== shape)
      shared[shape]!.set(neighbour, (shared[shape]!.get(neighbour) ?? 0) + 1);
  });
  return shared;
}
