import { geoEqualEarthRaw } from 'd3';
import { feature, merge, mesh } from 'topojson-client';
import { topology as buildTopology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { MultiPolygon, Position } from 'geojson';
import type { GeometryObject, MultiPolygon as TopoMultiPolygon, Polygon as TopoPolygon, Topology } from 'topojson-specification';
import type { AtlasTopology } from './atlas.ts';
import { countedWith, dashedBorders, dashedLines, dotPositions, leftOut, reportedApart, type Box, type LonLat } from './boundaries.ts';
import { encodePath, type UnitLine } from './path.ts';
import { turnRings } from './turn-rings.ts';

/** The drawn world: paths and positions in map units, ready for one SVG of `width` by `height`. */
export interface MapGeometry {
  width: number;
  height: number;
  /** One path per unit drawn as a shape, ordered by code. Some are in no source (Taiwan, Western Sahara): they are drawn hatched. */
  shapes: { iso3: string; d: string }[];
  /** Economies with no polygon, or one too small to see on a phone (standards V17). */
  dots: { iso3: string; x: number; y: number }[];
  /** The frame of the islands that are drawn apart, as one path. */
  inset: string;
  /** Lines whose status is disputed, as one path (standards V30). */
  dashed: string;
}

/** Width of the drawing in map units. */
export const mapWidth = 1700;

/**
 * The map is centred on 11° E: the one meridian whose opposite, 169° W, runs through the Bering Strait
 * and cuts no country but a few islands, which are kept whole on one side. Indonesia lies far from both edges (V18).
 */
const centralMeridian = 11;

/**
 * The islands of the open Pacific stand in a frame of their own, west of the Americas: they are few, and the land gains a seventh of
 * the width. They are drawn at the scale of the map, each at its own latitude's width, so that areas compare (V18).
 */
const pacific = { west: 168, from: 169.5, to: 212.5, north: 24, south: -24, middle: 190 } as const;
/** Where the frame stands at the left edge: the latitude of its upper one. */
const pacificTop = 11;

/** Whether a place stands in that frame. Longitudes may be those of either side of 180°. */
function isApart([lon = 0, lat = 0]: Position): boolean {
  const east = lon < 0 ? lon + 360 : lon;
  return east > pacific.from && east < pacific.to && lat > pacific.south && lat < pacific.north;
}

/** Free units around the land, so that a dot at the edge is not cut on a phone. */
const margin = 20;

/** How finely the world is drawn. Areas are in square units of the full drawing, `mapWidth` wide. */
export interface Grain {
  /** Side of the grid that corners are rounded to: 2 draws the same map half as wide in numbers. */
  grid: number;
  /** Triangles smaller than this are simplified away. */
  detail: number;
  /** How much finer an island's coast is kept than a continent's: it has few points to lose. */
  finerIsland: number;
  /** Rings smaller than this are left out unless they are a unit's largest. */
  smallestRing: number;
}

/**
 * Chosen by eye at 1,440 px, and by weight: the paths stay under 10 KB brotli. Islands are kept as they were on a finer map: of a
 * coarser one, Oahu and the Canaries are the first to go.
 */
const pageGrain: Grain = { grid: 1, detail: 7.5, finerIsland: 5.2, smallestRing: 2.5 };

/** Indonesia is kept finer still than islands are: its outline is the archipelago (V31). */
const finest: Readonly<Record<string, number>> = { IDN: 2 };
/** The drawing is fitted to the rings of the page's map, so that every grain shows the same part of the world. */
const fitted = pageGrain.smallestRing;
/** Indonesia's islands are kept down to a smaller size: a share of the smallest ring. */
const smallestShareOf: Readonly<Record<string, number>> = { IDN: 0.36 };
/** A unit whose largest ring is below this (square units, about 3,200 km²) is a dot: a third of a square pixel at 360 px. */
const smallestShape = 10;

/**
 * Returns the world drawn in Equal Earth (equal-area, standards V18), simplified in the plane of the drawing,
 * with every code of `economies` present as a shape or as a dot.
 * @param grain how finely; the page's own unless told otherwise.
 * @throws Error naming the codes that the base map has no place for.
 */
export function drawGeometry(atlas: AtlasTopology, economies: readonly string[], grain: Grain = pageGrain): MapGeometry {
  const wanted = new Set(economies);
  const pieces = cutPieces(atlas);
  const toUnits = fitProjection(visiblePositions(pieces, wanted));
  // An island lies on one side of the frame's edge: its first point tells which.
  const plane = new Map(
    [...pieces].map(([piece, polygons]) => [piece, polygons.map((rings) => rings.map((ring) => ring.map(toUnits.of(rings[0]?.[0]))))])
  );

  const largest = new Map<string, { area: number; centre: Position }>();
  for (const [piece, polygons] of plane) {
    const owner = countedWith[piece] ?? piece;
    for (const [outer = []] of polygons) {
      const area = ringArea(outer);
      if (area > (largest.get(owner)?.area ?? -1)) largest.set(owner, { area, centre: ringCentre(outer) });
    }
  }
  const shaped = (owner: string) => (largest.get(owner)?.area ?? 0) >= smallestShape;

  const objects: Record<string, MultiPolygon> = {};
  for (const [piece, polygons] of plane) {
    if (shaped(countedWith[piece] ?? piece)) objects[piece] = { type: 'MultiPolygon', coordinates: polygons };
  }
  const simple: PlaneTopology = simplify(
    keepFiner(presimplify(buildTopology(objects) as PlaneTopology), grain, toUnits.exact),
    grain.detail
  );

  const onGrid = ([x = 0, y = 0]: Position): [number, number] => [Math.round(x / grain.grid), Math.round(y / grain.grid)];
  const outlines: { iso3: string; rings: UnitLine[] }[] = [];
  const owners = new Set(Object.keys(objects).map((piece) => countedWith[piece] ?? piece));
  for (const owner of [...owners].sort()) {
    const members = Object.keys(objects).filter((piece) => (countedWith[piece] ?? piece) === owner);
    const merged = merge(
      simple,
      members.map((piece) => simple.objects[piece] as TopoPolygon | TopoMultiPolygon)
    );
    const rings = visibleRings(merged.coordinates, grain.smallestRing * (smallestShareOf[owner] ?? 1), onGrid);
    if (rings.length) outlines.push({ iso3: owner, rings });
  }
  const turned = turnRings(outlines.map(({ rings }) => rings));
  const shapes = outlines.map(({ iso3 }, i) => ({ iso3, d: encodePath(turned[i] ?? [], true) }));

  const drawn = new Set(shapes.map((shape) => shape.iso3));
  const dots: MapGeometry['dots'] = [];
  const placeless: string[] = [];
  for (const iso3 of [...wanted].sort()) {
    if (drawn.has(iso3)) continue;
    const position = dotPositions[iso3];
    const centre = position ? toUnits.of([...position])([...position]) : largest.get(iso3)?.centre;
    if (!centre) {
      placeless.push(iso3);
      continue;
    }
    const [x, y] = onGrid(centre);
    dots.push({ iso3, x, y });
  }
  if (placeless.length) {
    throw new Error(
      `The base map has no place for ${placeless.join(', ')}: found no polygon, expected one for each economy of the data. ` +
        'Give each a position in dotPositions (src/charts/choropleth/geometry/boundaries.ts).'
    );
  }
  const dashed = dashedIn(simple, toUnits.exact).map((line) => line.map(onGrid));
  const [width, height] = [mapWidth / grain.grid, Math.ceil(toUnits.height / grain.grid)];
  const inset = encodePath([toUnits.frame.map(onGrid)], true);
  return { width, height, shapes, dots, inset, dashed: encodePath(dashed, false) };
}

/** The pieces in the plane of the drawing: shapes only, no properties. */
type PlaneTopology = Topology<Record<string, TopoPolygon<object> | TopoMultiPolygon<object>>>;

/**
 * Raises the weight of points that matter more, so that one threshold serves all. Where a part of a border is disputed every grain
 * keeps the points of the page's map: a coarser one could lose the part.
 */
function keepFiner(weighted: PlaneTopology, { detail, finerIsland }: Grain, toUnits: Fit['exact']): PlaneTopology {
  const factors: number[] = weighted.arcs.map((arc) => (String(arc[0]?.slice(0, 2)) === String(arc.at(-1)?.slice(0, 2)) ? finerIsland : 1));
  const disputed = dashedBorders.flatMap(({ inside }) => (inside ? [insideBox(inside, toUnits)] : []));
  for (const [piece, factor] of Object.entries(finest)) {
    for (const arc of arcsOf(weighted.objects[piece])) factors[arc] = factor * finerIsland;
  }
  return {
    ...weighted,
    arcs: weighted.arcs.map((arc, i) =>
      arc.map(([x = 0, y = 0, weight = Infinity]) => {
        const factor = disputed.some((inside) => inside([x, y])) ? detail / pageGrain.detail : 1;
        return [x, y, weight * (factors[i] ?? 1) * factor];
      })
    )
  };
}

/** The arcs an object is made of; a reversed arc is stored as its complement. */
function arcsOf(object: TopoPolygon<object> | TopoMultiPolygon<object> | undefined): number[] {
  const arcs = object?.type === 'MultiPolygon' ? object.arcs.flat(2) : object?.type === 'Polygon' ? object.arcs.flat() : [];
  return arcs.map((arc) => (arc < 0 ? ~arc : arc));
}

type Ring = Position[];
type Polygon = Ring[];

/** Each piece of the atlas as polygons in degrees, cut and shifted so that none crosses the edge of the map. */
function cutPieces(atlas: AtlasTopology): Map<string, Polygon[]> {
  const pieces = new Map<string, Polygon[]>();
  for (const { properties, geometry } of feature(atlas, atlas.objects.countries).features) {
    if (leftOut.includes(properties.a3)) continue;
    const polygons = geometry.type === 'MultiPolygon' ? geometry.coordinates : geometry.type === 'Polygon' ? [geometry.coordinates] : [];
    for (const polygon of polygons) {
      const [outer = []] = polygon;
      const [lon = 0, lat = 0] = outer[0] ?? [];
      const apart = reportedApart.find((part) => part.from === properties.a3 && within([lon, lat], part.box));
      const piece = apart?.iso3 ?? properties.a3;
      pieces.set(piece, [...(pieces.get(piece) ?? []), polygon.map(acrossEdge(outer))]);
    }
  }
  return pieces;
}

/**
 * Returns how to draw a polygon's rings on one side of the map, whole. The atlas stitches rings across 180°, so longitudes
 * are first unrolled, then turned to the side where most of the polygon lies: Chukotka stays with Russia, Samoa with the Pacific.
 */
function acrossEdge(outer: Ring): (ring: Ring) => Ring {
  const unrolled = unroll(outer, outer[0]?.[0] ?? 0);
  const middle = unrolled.reduce((sum, [lon = 0]) => sum + lon, 0) / unrolled.length;
  const edge = centralMeridian - 180;
  const turn = middle < edge ? 360 : middle >= edge + 360 ? -360 : 0;
  return (ring) => unroll(ring, unrolled[0]?.[0] ?? 0).map(([lon = 0, lat = 0]) => [lon + turn, lat]);
}

/** The ring with no jump of more than half a turn between neighbouring points, nor from `start` to its first point. */
function unroll(ring: Ring, start: number): Ring {
  let before = start;
  return ring.map(([lon = 0, lat = 0]) => {
    before = lon + 360 * Math.round((before - lon) / 360);
    return [before, lat];
  });
}

interface Fit {
  height: number;
  /** Degrees to map units. */
  exact: (position: Position) => Position;
  /** The same for what stands where a place does: in the map, or in the frame of the Pacific. */
  of: (place: Position | undefined) => (position: Position) => Position;
  /** The corners of that frame. */
  frame: Position[];
}

/** The points the drawing must hold: rings large enough to be drawn, and the places of dots. A first, coarse fit tells which. */
function visiblePositions(pieces: Map<string, Polygon[]>, wanted: ReadonlySet<string>): Position[] {
  const rings = [...pieces.values()].flat(2);
  const coarse = fitProjection(rings.flat()).exact;
  const positions = rings.filter((ring) => ringArea(ring.map(coarse)) >= fitted).flat();
  for (const iso3 of wanted) {
    const position = dotPositions[iso3];
    const outer = position ? [[...position]] : (pieces.get(iso3)?.[0]?.[0] ?? []);
    positions.push(...outer.slice(0, 1));
  }
  return positions;
}

/** Equal Earth, scaled so that all given positions fill the width of the map. */
function fitProjection(positions: Position[]): Fit {
  const raw = ([lon = 0, lat = 0]: Position): [number, number] =>
    geoEqualEarthRaw(((lon - centralMeridian) * Math.PI) / 180, (lat * Math.PI) / 180);
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const position of positions) {
    if (isApart(position)) continue;
    const [x, y] = raw(position);
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const scale = (mapWidth - 2 * margin) / (east - west);
  // A sixteenth of a unit: shared borders stay shared, and nothing finer can be seen.
  const inUnits = (x: number, y: number): Position => [
    Math.round(((x - west) * scale + margin) * 16) / 16,
    Math.round(((north - y) * scale + margin) * 16) / 16
  ];
  const exact = (position: Position) => inUnits(...raw(position));
  const corner = { x: west - margin / 2 / scale, y: raw([0, pacificTop])[1] };
  const [left, top] = raw([pacific.west - pacific.middle + centralMeridian, pacific.north]);
  const [right, bottom] = raw([pacific.to - pacific.middle + centralMeridian, pacific.south]);
  const inFrame = ([lon = 0, lat = 0]: Position): Position => {
    const [x, y] = raw([(lon < 0 ? lon + 360 : lon) - pacific.middle + centralMeridian, lat]);
    return inUnits(corner.x + x - left, corner.y + y - top);
  };
  const corners = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top]
  ] as const;
  return {
    height: Math.ceil((north - south) * scale + 2 * margin),
    exact,
    of: (place) => (place && isApart(place) ? inFrame : exact),
    frame: corners.map(([x, y]) => inUnits(corner.x + x - left, corner.y + y - top))
  };
}

/** Rings on the grid, largest first kept always, the rest when they are large enough to see. Holes follow the same rule. */
function visibleRings(polygons: Polygon[], smallest: number, onGrid: (position: Position) => [number, number]): UnitLine[] {
  const rings = polygons.flatMap((polygon) => polygon).map((ring) => ({ ring, area: ringArea(ring) }));
  const most = Math.max(...rings.map(({ area }) => area));
  return rings
    .filter(({ area }) => area === most || area >= smallest)
    .map(({ ring }) => ring.map(onGrid))
    .filter((ring) => new Set(ring.map(String)).size >= 3);
}

/** The lines of the dispute table, from the simplified borders, so that they lie exactly on the edges of the shapes. */
function dashedIn(simple: PlaneTopology, toUnits: Fit['exact']): Position[][] {
  const codes = Object.keys(simple.objects);
  const code = new Map<unknown, string>(codes.map((piece) => [simple.objects[piece], piece]));
  const all: GeometryObject = { type: 'GeometryCollection', geometries: Object.values(simple.objects) };
  const lines: Position[][] = [];
  for (const { between, inside } of dashedBorders) {
    const sides = ([one, other]: readonly [string, string], a: string | undefined, b: string | undefined) =>
      (a === one || b === one) && (other === '*' || a === other || b === other);
    const borders = mesh(simple, all, (a, b) => a !== b && sides(between, code.get(a), code.get(b)));
    for (const line of borders.coordinates) lines.push(...(inside ? partInside(line, inside, toUnits) : [line]));
  }
  for (const line of dashedLines) lines.push(line.map((position) => toUnits([...position])));
  return lines.filter((line) => line.length > 1);
}

/** Whether a place of the drawing lies in a box of degrees; its corners are projected, which is exact enough for a box. */
function insideBox([west, south, east, north]: Box, toUnits: Fit['exact']): (position: Position) => boolean {
  const middle = (south + north) / 2;
  const [left = 0] = toUnits([west, middle]);
  const [right = 0] = toUnits([east, middle]);
  const [, bottom = 0] = toUnits([west, south]);
  const [, top = 0] = toUnits([west, north]);
  return ([x = 0, y = 0]) => x >= left && x <= right && y >= top && y <= bottom;
}

/** The runs of a line that lie inside a box of degrees. */
function partInside(line: Position[], box: Box, toUnits: Fit['exact']): Position[][] {
  const inside = insideBox(box, toUnits);
  const runs: Position[][] = [[]];
  for (const position of line) {
    if (inside(position)) runs.at(-1)?.push(position);
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

function within([lon, lat]: LonLat, [west, south, east, north]: Box): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** Area of a closed ring in square units (shoelace), without sign. */
function ringArea(ring: Ring): number {
  let twice = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x0 = 0, y0 = 0] = ring[i - 1] ?? [];
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    twice += x0 * y1 - x1 * y0;
  }
  return Math.abs(twice) / 2;
}

/** Middle of the ring's points: inside enough for the small islands it is used for. */
function ringCentre(ring: Ring): Position {
  const open = ring.slice(0, -1);
  const sum = open.reduce(([x = 0, y = 0], [px = 0, py = 0]) => [x + px, y + py], [0, 0]);
  return [(sum[0] ?? 0) / open.length, (sum[1] ?? 0) / open.length];
}
