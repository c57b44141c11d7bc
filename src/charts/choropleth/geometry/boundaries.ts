/** The base map differs from the units of the statistics (V28–V31); signed off by the desk. */

/** In degrees. */
export type LonLat = readonly [lon: number, lat: number];

export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Parts that the data counts with another unit: same colour, and the former edge is dashed. */
export const countedWith: Readonly<Record<string, string>> = {
  ALA: 'FIN',
  CYN: 'CYP',
  KAS: 'IND',
  SOL: 'SOM'
};

/** Parts of France that the coverage data reports separately. */
export const reportedSeparately: readonly { from: string; iso3: string; box: Bounds }[] = [
  { from: 'FRA', iso3: 'GUF', box: [-56, 1, -50, 7] },
  { from: 'FRA', iso3: 'GLP', box: [-62.5, 15.5, -60.5, 17] },
  { from: 'FRA', iso3: 'MTQ', box: [-61.5, 14, -60.5, 15.2] },
  { from: 'FRA', iso3: 'MYT', box: [44.5, -13.5, 45.8, -12.2] },
  { from: 'FRA', iso3: 'REU', box: [54.8, -21.8, 56.2, -20.5] }
];

/** Between two units, everywhere or in a box; `*` is any neighbour. No sea lines (V30). */
export const dashedBorders: readonly { between: readonly [string, string]; inside?: Bounds }[] = [
  { between: ['CYN', 'CYP'] },
  { between: ['SOL', 'SOM'] },
  { between: ['XKX', '*'] },
  { between: ['ESH', 'MAR'] },
  { between: ['PSE', '*'] },
  { between: ['ISR', 'SYR'] },
  { between: ['KAS', '*'] },
  { between: ['IND', 'PAK'], inside: [73, 32.3, 81, 37.5] },
  { between: ['IND', 'CHN'], inside: [73, 32.3, 81, 37.5] },
  { between: ['IND', 'CHN'], inside: [91.5, 26.5, 97.5, 30] },
  { between: ['SDN', 'SSD'], inside: [27.5, 9, 29.5, 10.6] }
];

/** The neck of Crimea has no edge in the atlas; atlas and UN count Crimea in Ukraine. */
export const dashedLines: readonly (readonly LonLat[])[] = [
  [
    [33.6, 46.14],
    [33.8, 46.2],
    [34.15, 46.1],
    [34.6, 45.99],
    [34.9, 45.78]
  ]
];

/** Not drawn: no data, and without it the map is a third taller. */
export const excluded: readonly string[] = ['ATA'];

/** Dots near the main settlement: no polygon, or the largest island is far from most people. */
export const dotPositions: Readonly<Record<string, LonLat>> = {
  CHI: [-2.35, 49.33],
  COK: [-159.78, -21.23],
  GIB: [-5.35, 36.14],
  KIR: [173.0, 1.4],
  PYF: [-149.5, -17.6],
  SYC: [55.5, -4.65]
};
