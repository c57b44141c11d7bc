import { expect, it } from 'vitest';
import { encodePath } from '../../../src/charts/choropleth/geometry/path.ts';

it.each([
  [
    'a ring, its last point left to z',
    [
      [
        [10, 10],
        [20, 5],
        [5, 30],
        [10, 10]
      ]
    ],
    true,
    'm10 10 10-5-15 25z'
  ],
  [
    'a second ring from where the first began',
    [
      [
        [1, 1],
        [3, 1],
        [3, 3],
        [1, 1]
      ],
      [
        [8, 8],
        [9, 8],
        [9, 9],
        [8, 8]
      ]
    ],
    true,
    'm1 1 2 0 0 2zm7 7 1 0 0 1z'
  ],
  [
    'an open line, and the next from where it ended',
    [
      [
        [0, 0],
        [4, 4]
      ],
      [
        [5, 5],
        [5, 9]
      ]
    ],
    false,
    'm0 0 4 4m1 1 0 4'
  ],
  [
    'points that fall together once',
    [
      [
        [0, 0],
        [0, 0],
        [2, 0],
        [2, 0],
        [2, 2],
        [0, 0]
      ]
    ],
    true,
    'm0 0 2 0 0 2z'
  ]
] as [string, [number, number][][], boolean, string][])('draws %s', (_, lines, closed, d) =>
  expect(encodePath(lines, closed)).toBe(d)
);
