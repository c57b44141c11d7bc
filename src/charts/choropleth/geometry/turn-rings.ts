import type { UnitLine } from './path.ts';

/** Borders of up to this many edges save nothing by being written alike. */
const shortBorder = 2;

/**
 * Returns the shapes with the rings of some walked the other way round, all of a shape together: as many borders as can be are walked alike
 * by both neighbours, the same words twice, which packing writes once. All outer rings come in one direction.
 */
export function turnRings(shapes: readonly (readonly UnitLine[])[]): UnitLine[][] {
  const borders = sharedEdges(shapes);
  const turned = shapes.map(() => false);
  /** By how many edges more are alike with the neighbours of which `known` holds when this shape turns. */
  const gain = (shape: number, known: (neighbour: number) => boolean) =>
    [...(borders[shape] ?? [])].reduce(
      (sum, [neighbour, edges]) =>
        known(neighbour) ? sum + Math.max(0, edges - shortBorder) * (turned[shape] === turned[neighbour] ? 1 : -1) : sum,
      0
    );
  shapes.forEach((_, shape) => (turned[shape] = gain(shape, (neighbour) => neighbour < shape) > 0));
  // Each turn makes more edges alike, so that this ends.
  for (let changed = true; changed;) {
    changed = false;
    shapes.forEach((_, shape) => {
      if (gain(shape, () => true) <= 0) return;
      turned[shape] = !turned[shape];
      changed = true;
    });
  }
  return shapes.map((rings, shape) => rings.map((ring) => (turned[shape] ? [...ring].reverse() : ring)));
}

/** Returns for each shape how many edges it shares with which neighbour. */
function sharedEdges(shapes: readonly (readonly UnitLine[])[]): Map<number, number>[] {
  const owners = new Map<string, number>();
  const edges = (visit: (from: string, to: string, shape: number) => void) =>
    shapes.forEach((rings, shape) => rings.forEach((ring) => ring.slice(1).forEach((to, i) => visit(String(ring[i]), String(to), shape))));
  edges((from, to, shape) => owners.set(`${from} ${to}`, shape));
  const shared = shapes.map(() => new Map<number, number>());
  edges((from, to, shape) => {
    const neighbour = owners.get(`${to} ${from}`);
    if (neighbour !== undefined && neighbour !== shape) shared[shape]!.set(neighbour, (shared[shape]!.get(neighbour) ?? 0) + 1);
  });
  return shared;
}
