import fc from 'fast-check';
import { polygonArea } from 'd3';
import { expect, it } from 'vitest';
import {
  encodePath,
  turnRings,
  type UnitLine
} from '../../../src/charts/choropleth/geometry/path.ts';

it.each([
  ['a ring without its last point', '10,10 20,5 5,30 10,10', true, 'm10 10 10-5-15 25z'],
  [
    'a second ring relative to the start of the first',
    '1,1 3,1 3,3 1,1; 8,8 9,8 9,9 8,8',
    true,
    'm1 1 2 0 0 2zm7 7 1 0 0 1z'
  ],
  ['an open line relative to the end of the last', '0,0 4,4; 5,5 5,9', false, 'm0 0 4 4m1 1 0 4'],
  ['coinciding points once', '0,0 0,0 2,0 2,0 2,2 0,0', true, 'm0 0 2 0 0 2z']
])('draws %s', (_, points, closed, d) => {
  const lines = points
    .split('; ')
    .map((line) => line.split(' ').map((point) => point.split(',').map(Number)));
  expect(encodePath(lines as unknown as UnitLine[], closed)).toBe(d);
});

/** A grid of clockwise square rings, each side divided into `edges`. */
const grid = (columns: number, rows: number, edges: number): UnitLine[][] =>
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

const repeatedEdges = (shapes: readonly (readonly UnitLine[])[]) => {
  const edges = shapes
    .flat()
    .flatMap((ring) => ring.slice(1).map((to, i) => `${ring[i]!.join()} ${to.join()}`));
  return edges.length - new Set(edges).size;
};

it('walks shared borders in the same direction on both sides', () => {
  const shapes = grid(4, 3, 5);
  expect(repeatedEdges(shapes)).toBe(0);
  expect(repeatedEdges(turnRings(shapes))).toBe((3 * 3 + 4 * 2) * 5);
});

it('keeps the points of each ring, and holes opposite to their outer ring', () => {
  const direction = (ring: UnitLine) => Math.sign(polygonArea(ring.map(([x, y]) => [x, y])));
  const sorted = (rings: readonly UnitLine[]) => rings.map((ring) => ring.map(String).sort());
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 3, max: 6 }),
      (columns, rows, edges) => {
        const shapes = grid(columns, rows, edges).map(([outer = []], field) => {
          const [x = 0, y = 0] = outer[0] ?? [];
          const hole: UnitLine = [
            [x + 1, y + 1],
            [x + 1, y + 2],
            [x + 2, y + 2],
            [x + 1, y + 1]
          ];
          return field % 2 ? [outer, hole] : [outer];
        });
        turnRings(shapes).forEach((rings, shape) => {
          expect(sorted(rings)).toEqual(sorted(shapes[shape]!));
          const [outer, hole] = rings;
          if (hole) expect(direction(hole)).toBe(-direction(outer!));
        });
      }
    )
  );
});
