import fc from 'fast-check';
import { expect, it } from 'vitest';
import { turnRings, type UnitLine } from '../../../src/charts/choropleth/geometry/path.ts';

/** Fields of a board, each a ring clockwise, whose sides are of some edges. */
const board = (columns: number, rows: number, edges: number): UnitLine[][] =>
  Array.from({ length: columns * rows }, (_, field) => {
    const [left, top] = [(field % columns) * edges, Math.floor(field / columns) * edges];
    const along = (at: (step: number) => [number, number]) =>
      Array.from({ length: edges }, (_, step) => at(step));
    return [
      [
        ...along((step) => [left + step, top]),
        ...along((step) => [left + edges, top + step]),
        ...along((step) => [left + edges - step, top + edges]),
        ...along((step) => [left, top + edges - step]),
        [left, top]
      ]
    ];
  });

const edgesOf = (shapes: readonly (readonly UnitLine[])[]) =>
  shapes.flatMap((rings) =>
    rings.flatMap((ring) => ring.slice(1).map((to, i) => `${ring[i]!.join()} ${to.join()}`))
  );

it('walks a border in the same direction on both sides, where that can be', () => {
  const fields = board(4, 3, 5);
  expect(new Set(edgesOf(fields)).size).toBe(edgesOf(fields).length);
  const inner = (3 * 3 + 4 * 2) * 5;
  expect(edgesOf(turnRings(fields)).length - new Set(edgesOf(turnRings(fields))).size).toBe(inner);
});

it('draws the same: every ring has its corners, and a hole stays the other way round than what it is in', () => {
  const twice = (ring: UnitLine) =>
    ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i]![0] * y - x * ring[i]![1], 0);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 3, max: 6 }),
      (columns, rows, edges) => {
        const fields = board(columns, rows, edges).map(([outer], field) => {
          const [[x, y]] = outer as [[number, number]];
          const hole: UnitLine = [
            [x + 1, y + 1],
            [x + 1, y + 2],
            [x + 2, y + 2],
            [x + 1, y + 1]
          ];
          return field % 2 ? [outer!, hole] : [outer!];
        });
        turnRings(fields).forEach((rings, shape) => {
          expect(rings.map((ring) => ring.map(String).sort())).toEqual(
            fields[shape]!.map((ring) => ring.map(String).sort())
          );
          const [outer, hole] = rings;
          if (hole) expect(Math.sign(twice(hole))).toBe(-Math.sign(twice(outer!)));
        });
      }
    )
  );
});
