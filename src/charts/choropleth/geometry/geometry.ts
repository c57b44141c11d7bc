import { group, mean, polygonArea, sort } from 'd3';
import { feature, merge, neighbors, mesh } from 'topojson-client';
import { topology as buildTopology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { MultiPolygon } from 'geojson';
import type {
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
  Topology,
  GeometryObject
} from 'topojson-specification';
import type { AtlasTopology } from './atlas.ts';
import {
  countedWith,
  dotPositions,
  excluded,
  reportedSeparately,
  type LonLat,
  dashedBorders,
  dashedLines,
  type Bounds
} from './boundaries.ts';
import {
  centralMeridian,
  fitProjection,
  mapWidth,
  pointsOf,
  within,
  type PlanePoint,
  type Project
} from './projection.ts';

/** The drawn world in map units, for one SVG of `width` by `height`. */
export interface MapGeometry {
  width: number;
  height: number;
  /** Ordered by code. Some are in no source (Taiwan, Western Sahara) and are hatched. */
  shapes: { iso3: string; d: string }[];
  /** Economies without a polygon, or with one too small to see on a phone (V17). */
  dots: { iso3: string; x: number; y: number }[];
  inset: string;
  /** Disputed lines (V30). */
  dashed: string;
  /** Codes of each unit that meets others by land, once for each pair: `FINNORRUSSWE`. */
  neighbours: string[];
}

/** Areas are in square map units, `mapWidth` wide. */
export interface Resolution {
  /** Grid that corners are rounded to: 2 halves all coordinates. */
  grid: number;
  detail: number;
  /** Factor for islands' coasts, which have few points to lose. */
  finerIsland: number;
  /** Smaller rings are dropped unless they are a unit's largest. */
  smallestRing: number;
}

/** Chosen by eye at 1,440 px and by size: a full read is near its budget. */
export const pageResolution: Resolution = {
  grid: 1,
  detail: 17.5,
  finerIsland: 6.2,
  smallestRing: 2.5
};

/** Less than two thirds of the page's bytes: a card has at most 24 KB. */
export const cardResolution: Resolution = {
  grid: 2,
  detail: 22,
  finerIsland: 2.9,
  smallestRing: 11
};

/** Small units (in square map units) keep more detail: Palestine has few corners. */
const small = { below: 200, factor: 2.5 } as const;
/** Indonesia keeps still more: its outline is the archipelago (V31). */
const finerUnits: Readonly<Record<string, number>> = { IDN: 2 };
/** All resolutions fit the page's rings, so that they show the same part of the world. */
const fittedRing = pageResolution.smallestRing;
/** Share of the smallest ring down to which Indonesia's islands are kept. */
const smallestShareOf: Readonly<Record<string, number>> = { IDN: 0.36 };
/** About 3,200 km², a third of a square pixel at 360 px. Smaller units become dots. */
const smallestShape = 10;

/** Draws the world in Equal Earth (V18). */
export function drawGeometry(
  atlas: AtlasTopology,
  economies: readonly string[],
  resolution: Resolution = pageResolution
): MapGeometry {
  const wanted = new Set(economies);
  const pieces = splitAtlas(atlas);
  const { height, project, projectAt, inset } = fitProjection(visiblePoints(pieces, wanted));
  // An island lies on one side of the frame's edge, so its first point decides.
  const plane = new Map(
    [...pieces].map(([piece, polygons]) => [
      piece,
      polygons.map((rings) => rings.map((ring) => ring.map(projectAt(rings[0]?.[0]))))
    ])
  );

  const largest = new Map<string, { area: number; centre: PlanePoint }>();
  for (const [piece, polygons] of plane) {
    for (const [outer = []] of polygons) {
      const area = areaOf(outer);
      if (area > (largest.get(ownerOf(piece))?.area ?? -1))
        largest.set(ownerOf(piece), { area, centre: centreOf(outer) });
    }
  }

  const objects: Record<string, MultiPolygon> = {};
  for (const [piece, coordinates] of plane) {
    if ((largest.get(ownerOf(piece))?.area ?? 0) >= smallestShape)
      objects[piece] = { type: 'MultiPolygon', coordinates };
  }
  const smallPieces = Object.keys(objects).filter(
    (piece) => largest.get(ownerOf(piece))!.area < small.below
  );
  const simple = simplify(
    weighPoints(
      presimplify(buildTopology(objects) as PlaneTopology),
      smallPieces,
      resolution,
      project
    ),
    resolution.detail
  );

  const onGrid = ([x, y]: PlanePoint): PlanePoint => [
    Math.round(x / resolution.grid),
    Math.round(y / resolution.grid)
  ];
  const outlines: { iso3: string; rings: UnitLine[] }[] = [];
  for (const [owner, members] of sort(group(Object.keys(objects), ownerOf), ([code]) => code)) {
    const merged = merge(
      simple,
      members.flatMap((piece) => simple.objects[piece] ?? [])
    );
    const rings = visibleRings(
      merged.coordinates.flat().map(pointsOf),
      resolution.smallestRing * (smallestShareOf[owner] ?? 1)
    )
      .map((ring) => ring.map(onGrid))
      .filter((ring) => new Set(ring.map(String)).size >= 3);
    if (rings.length) outlines.push({ iso3: owner, rings });
  }
  const shapes = outlines.map(({ iso3, rings }) => ({ iso3, d: encodePath(rings, true) }));

  const drawn = new Set(shapes.map((shape) => shape.iso3));
  const dots: MapGeometry['dots'] = [];
  const placeless: string[] = [];
  for (const iso3 of [...wanted].sort()) {
    if (drawn.has(iso3)) continue;
    const place = dotPositions[iso3];
    const centre = place ? projectAt(place)(place) : largest.get(iso3)?.centre;
    if (!centre) {
      placeless.push(iso3);
      continue;
    }
    const [x, y] = onGrid(centre);
    // The script finds a dot by its position: of two at one point, one moves aside.
    dots.push({ iso3, x: dots.some((dot) => dot.x === x && dot.y === y) ? x + 1 : x, y });
  }
  if (placeless.length) {
    throw new Error(
      `The base map has no polygon for ${placeless.join(', ')}. ` +
        'Add positions to `dotPositions` in src/charts/choropleth/geometry/boundaries.ts.'
    );
  }
  const dashes = disputedLines(simple, project).map((line) => line.map(onGrid));
  return {
    width: mapWidth / resolution.grid,
    height: Math.ceil(height / resolution.grid),
    shapes,
    dots,
    inset: encodePath([inset.map(onGrid)], true),
    dashed: encodePath(dashes, false),
    neighbours: landNeighbours(pieces)
  };
}

/** Units with a stretch of border in common. Whole ones: a simplified border may be lost. */
function landNeighbours(pieces: ReadonlyMap<string, Polygon[]>) {
  const codes = [...pieces.keys()];
  const { objects } = buildTopology(
    Object.fromEntries(
      [...pieces].map(([piece, coordinates]) => [piece, { type: 'MultiPolygon', coordinates }])
    )
  ) as PlaneTopology;
  const pairs = neighbors(Object.values(objects)).flatMap((others, index) =>
    others.map((other) => [ownerOf(codes[index]!), ownerOf(codes[other]!)] as const)
  );
  return [...group(pairs, ([owner]) => owner)].flatMap(([owner, found]) => {
    const after = found.map(([, other]) => other).filter((other) => other > owner);
    return after.length > 0 ? [[owner, ...[...new Set(after)].sort()].join('')] : [];
  });
}

const ownerOf = (piece: string) => countedWith[piece] ?? piece;

type PlaneTopology = Topology<Record<string, TopoPolygon<object> | TopoMultiPolygon<object>>>;

/** One threshold then fits all points. Disputed borders keep the page's at every resolution. */
function weighPoints(
  weighted: PlaneTopology,
  smallPieces: readonly string[],
  { detail, finerIsland }: Resolution,
  project: Project
): PlaneTopology {
  const factors = weighted.arcs.map((arc) =>
    String(arc[0]?.slice(0, 2)) === String(arc.at(-1)?.slice(0, 2)) ? finerIsland : 1
  );
  const disputed = inDisputedPart(project);
  for (const arc of smallPieces.flatMap((piece) => arcsOf(weighted.objects[piece])))
    factors[arc] = (factors[arc] ?? 1) * small.factor;
  for (const [piece, factor] of Object.entries(finerUnits)) {
    for (const arc of arcsOf(weighted.objects[piece])) factors[arc] = factor * finerIsland;
  }
  return {
    ...weighted,
    arcs: weighted.arcs.map((arc, i) =>
      arc.map(([x = 0, y = 0, weight = Infinity]) => {
        const factor = disputed([x, y]) ? detail / pageResolution.detail : 1;
        return [x, y, weight * (factors[i] ?? 1) * factor];
      })
    )
  };
}

/** A reversed arc is stored as its complement. */
function arcsOf(object: TopoPolygon<object> | TopoMultiPolygon<object> | undefined) {
  const arcs =
    object?.type === 'MultiPolygon'
      ? object.arcs.flat(2)
      : object?.type === 'Polygon'
        ? object.arcs.flat()
        : [];
  return arcs.map((arc) => (arc < 0 ? ~arc : arc));
}

type Ring = PlanePoint[];
type Polygon = Ring[];

/** Splits the atlas into polygons in degrees, shifted so that none crosses the edge of the map. */
function splitAtlas(atlas: AtlasTopology) {
  const pieces = new Map<string, Polygon[]>();
  for (const { properties, geometry } of feature(atlas, atlas.objects.countries).features) {
    if (excluded.includes(properties.a3)) continue;
    const polygons =
      geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : [];
    for (const polygon of polygons) {
      const rings = polygon.map(pointsOf);
      const [outer = []] = rings;
      const apart = reportedSeparately.find(
        (part) => part.from === properties.a3 && outer[0] && within(outer[0], part.box)
      );
      const piece = apart?.iso3 ?? properties.a3;
      pieces.set(piece, [...(pieces.get(piece) ?? []), rings.map(unrollAround(outer))]);
    }
  }
  return pieces;
}

/** Keeps rings whole on the side of most of the polygon: Chukotka with Russia. */
function unrollAround(outer: readonly PlanePoint[]): (ring: readonly PlanePoint[]) => PlanePoint[] {
  const unrolled = unroll(outer, outer[0]?.[0] ?? 0);
  const middle = mean(unrolled, ([lon]) => lon) ?? 0;
  const edge = centralMeridian - 180;
  const turn = middle < edge ? 360 : middle >= edge + 360 ? -360 : 0;
  return (ring) => unroll(ring, unrolled[0]?.[0] ?? 0).map(([lon, lat]) => [lon + turn, lat]);
}

/** Removes jumps of more than half a turn between points. */
function unroll(ring: readonly PlanePoint[], start: number): PlanePoint[] {
  let before = start;
  return ring.map(([lon, lat]) => {
    before = lon + 360 * Math.round((before - lon) / 360);
    return [before, lat];
  });
}

/** Points to fit: rings large enough to draw (by a first, coarse fit), and dots. */
function visiblePoints(pieces: Map<string, Polygon[]>, wanted: ReadonlySet<string>) {
  const rings = [...pieces.values()].flat(2);
  const coarse = fitProjection(rings.flat()).project;
  const dots = [...wanted].flatMap((iso3) => {
    const place: LonLat | undefined = dotPositions[iso3] ?? pieces.get(iso3)?.[0]?.[0]?.[0];
    return place ? [place] : [];
  });
  return [...rings.filter((ring) => areaOf(ring.map(coarse)) >= fittedRing).flat(), ...dots];
}

/** Holes follow the same rule. */
function visibleRings(rings: readonly Ring[], smallest: number) {
  const areas = rings.map(areaOf);
  const most = Math.max(...areas);
  return rings.filter((_, i) => areas[i] === most || (areas[i] ?? 0) >= smallest);
}

const areaOf = (ring: Ring) => Math.abs(polygonArea(ring));

/** Mean of the points: inside enough for small islands. */
function centreOf(ring: Ring): PlanePoint {
  const open = ring.slice(0, -1);
  return [mean(open, ([x]) => x) ?? 0, mean(open, ([, y]) => y) ?? 0];
}

/** A closed ring or an open line in whole map units. */
type UnitLine = readonly (readonly [number, number])[];

/** Encodes lines as a path in relative integers: a third of the size of absolute decimals. */
function encodePath(lines: readonly UnitLine[], closed: boolean) {
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
const pair = (dx: number, dy: number, follows: boolean) =>
  `${follows && dx >= 0 ? ' ' : ''}${dx}${dy >= 0 ? ' ' : ''}${dy}`;

/** Uses the simplified borders, so that the lines lie on the edges of the shapes. */
function disputedLines(
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

function inDisputedPart(project: Project): (point: PlanePoint) => boolean {
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

function runsOf(line: readonly PlanePoint[], holds: (point: PlanePoint) => boolean) {
  const runs: PlanePoint[][] = [[]];
  for (const point of line) {
    if (holds(point)) runs.at(-1)?.push(point);
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs;
}
