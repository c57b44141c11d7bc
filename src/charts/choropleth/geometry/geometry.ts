import { group, mean, polygonArea, sort } from 'd3';
import { feature, merge } from 'topojson-client';
import { topology as buildTopology } from 'topojson-server';
import { presimplify, simplify } from 'topojson-simplify';
import type { MultiPolygon } from 'geojson';
import type {
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
  Topology
} from 'topojson-specification';
import type { AtlasTopology } from './atlas.ts';
import { countedWith, dotPositions, leftOut, reportedApart, type LonLat } from './boundaries.ts';
import { disputedLines, inDisputedPart } from './disputed-borders.ts';
import { encodePath, turnRings, type UnitLine } from './path.ts';
import {
  centralMeridian,
  fitProjection,
  mapWidth,
  pointsOf,
  within,
  type PlanePoint,
  type Project
} from './projection.ts';

/** The drawn world: paths and positions in map units, ready for one SVG of `width` by `height`. */
export interface MapGeometry {
  width: number;
  height: number;
  /**
   * One path per unit drawn as a shape, ordered by code. Some are in no source (Taiwan, Western
   * Sahara): they are drawn hatched.
   */
  shapes: { iso3: string; d: string }[];
  /** Economies with no polygon, or one too small to see on a phone (standards V17). */
  dots: { iso3: string; x: number; y: number }[];
  /** The frame of the islands that are drawn apart, as one path. */
  inset: string;
  /** Lines whose status is disputed, as one path (standards V30). */
  dashed: string;
}

/**
 * How finely the world is drawn. Areas are in square units of the full drawing, `mapWidth` wide.
 */
export interface Resolution {
  /** Side of the grid that corners are rounded to: 2 draws the same map half as wide in numbers. */
  grid: number;
  /** Triangles smaller than this are simplified away. */
  detail: number;
  /** How much finer an island's coast is kept than a continent's: it has few points to lose. */
  finerIsland: number;
  /** Rings smaller than this are left out unless they are a unit's largest. */
  smallestRing: number;
}

/** Chosen by eye at 1,440 px, and by weight: the paths stay under 10 KB brotli. */
export const pageResolution: Resolution = {
  grid: 1,
  detail: 10,
  finerIsland: 6.2,
  smallestRing: 2.5
};

/**
 * On half as many units across the paths of a card weigh two thirds of the page's; coarser still,
 * straight borders step.
 */
export const cardResolution: Resolution = {
  grid: 2,
  detail: 11,
  finerIsland: 2.5,
  smallestRing: 10
};

/**
 * The borders of small units (square units) are kept finer by this much: a few corners are most of
 * Palestine or the Gambia.
 */
const small = { below: 200, factor: 2.5 } as const;
/** Indonesia is kept finer still than islands are: its outline is the archipelago (V31). */
const finest: Readonly<Record<string, number>> = { IDN: 2 };
/**
 * The drawing is fitted to the rings of the page's map, so that every grain shows the same part of
 * the world.
 */
const fitted = pageResolution.smallestRing;
/** Indonesia's islands are kept down to a smaller size: a share of the smallest ring. */
const smallestShareOf: Readonly<Record<string, number>> = { IDN: 0.36 };
/**
 * A unit whose largest ring is below this (square units, about 3,200 km²) is a dot: a third of a
 * square pixel at 360 px.
 */
const smallestShape = 10;

/**
 * Returns the world in Equal Earth (standards V18), each of `economies` a shape or a dot.
 * @throws Error naming those without a place.
 */
export function drawGeometry(
  atlas: AtlasTopology,
  economies: readonly string[],
  grain: Resolution = pageResolution
): MapGeometry {
  const wanted = new Set(economies);
  const pieces = cutPieces(atlas);
  const { height, project, projectAt, inset } = fitProjection(visiblePoints(pieces, wanted));
  // An island lies on one side of the frame's edge: its first point tells which.
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
  const few = Object.keys(objects).filter(
    (piece) => largest.get(ownerOf(piece))!.area < small.below
  );
  const simple = simplify(
    keepFiner(presimplify(buildTopology(objects) as PlaneTopology), few, grain, project),
    grain.detail
  );

  const onGrid = ([x, y]: PlanePoint): PlanePoint => [
    Math.round(x / grain.grid),
    Math.round(y / grain.grid)
  ];
  const outlines: { iso3: string; rings: UnitLine[] }[] = [];
  for (const [owner, members] of sort(group(Object.keys(objects), ownerOf), ([code]) => code)) {
    const merged = merge(
      simple,
      members.flatMap((piece) => simple.objects[piece] ?? [])
    );
    const rings = visibleRings(
      merged.coordinates.flat().map(pointsOf),
      grain.smallestRing * (smallestShareOf[owner] ?? 1)
    )
      .map((ring) => ring.map(onGrid))
      .filter((ring) => new Set(ring.map(String)).size >= 3);
    if (rings.length) outlines.push({ iso3: owner, rings });
  }
  const turned = turnRings(outlines.map(({ rings }) => rings));
  const shapes = outlines.map(({ iso3 }, i) => ({ iso3, d: encodePath(turned[i] ?? [], true) }));

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
    // Each is told by its place: of two on one point, one goes aside by the least there is.
    dots.push({ iso3, x: dots.some((dot) => dot.x === x && dot.y === y) ? x + 1 : x, y });
  }
  if (placeless.length) {
    throw new Error(
      `The base map has no place for ${placeless.join(', ')}: found no polygon, expected one for each economy of the data. ` +
        'Give each a position in dotPositions (src/charts/choropleth/geometry/boundaries.ts).'
    );
  }
  const dashes = disputedLines(simple, project).map((line) => line.map(onGrid));
  return {
    width: mapWidth / grain.grid,
    height: Math.ceil(height / grain.grid),
    shapes,
    dots,
    inset: encodePath([inset.map(onGrid)], true),
    dashed: encodePath(dashes, false)
  };
}

/** The code that a piece of the atlas is counted with. */
const ownerOf = (piece: string) => countedWith[piece] ?? piece;

/** The pieces in the plane of the drawing: shapes only, no properties. */
type PlaneTopology = Topology<Record<string, TopoPolygon<object> | TopoMultiPolygon<object>>>;

/**
 * Raises the weight of points that matter more, so that one threshold serves all; of a disputed
 * border every grain keeps the page's points.
 */
function keepFiner(
  weighted: PlaneTopology,
  few: readonly string[],
  { detail, finerIsland }: Resolution,
  project: Project
): PlaneTopology {
  const factors: number[] = weighted.arcs.map((arc) =>
    String(arc[0]?.slice(0, 2)) === String(arc.at(-1)?.slice(0, 2)) ? finerIsland : 1
  );
  const disputed = inDisputedPart(project);
  for (const arc of few.flatMap((piece) => arcsOf(weighted.objects[piece])))
    factors[arc] = (factors[arc] ?? 1) * small.factor;
  for (const [piece, factor] of Object.entries(finest)) {
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

/** The arcs an object is made of; a reversed arc is stored as its complement. */
function arcsOf(object: TopoPolygon<object> | TopoMultiPolygon<object> | undefined): number[] {
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

/**
 * Each piece of the atlas as polygons in degrees, cut and shifted so that none crosses the edge of
 * the map.
 */
function cutPieces(atlas: AtlasTopology): Map<string, Polygon[]> {
  const pieces = new Map<string, Polygon[]>();
  for (const { properties, geometry } of feature(atlas, atlas.objects.countries).features) {
    if (leftOut.includes(properties.a3)) continue;
    const polygons =
      geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : geometry.type === 'Polygon'
          ? [geometry.coordinates]
          : [];
    for (const polygon of polygons) {
      const rings = polygon.map(pointsOf);
      const [outer = []] = rings;
      const apart = reportedApart.find(
        (part) => part.from === properties.a3 && outer[0] && within(outer[0], part.box)
      );
      const piece = apart?.iso3 ?? properties.a3;
      pieces.set(piece, [...(pieces.get(piece) ?? []), rings.map(acrossEdge(outer))]);
    }
  }
  return pieces;
}

/**
 * Returns how to draw rings whole on the side where most of a polygon lies: Chukotka stays with
 * Russia, Samoa with the Pacific.
 */
function acrossEdge(outer: readonly PlanePoint[]): (ring: readonly PlanePoint[]) => PlanePoint[] {
  const unrolled = unroll(outer, outer[0]?.[0] ?? 0);
  const middle = mean(unrolled, ([lon]) => lon) ?? 0;
  const edge = centralMeridian - 180;
  const turn = middle < edge ? 360 : middle >= edge + 360 ? -360 : 0;
  return (ring) => unroll(ring, unrolled[0]?.[0] ?? 0).map(([lon, lat]) => [lon + turn, lat]);
}

/**
 * The ring with no jump of more than half a turn between neighbouring points, nor from `start` to
 * its first point.
 */
function unroll(ring: readonly PlanePoint[], start: number): PlanePoint[] {
  let before = start;
  return ring.map(([lon, lat]) => {
    before = lon + 360 * Math.round((before - lon) / 360);
    return [before, lat];
  });
}

/**
 * The points the drawing must hold: rings large enough to be drawn, and the places of dots. A
 * first, coarse fit tells which.
 */
function visiblePoints(pieces: Map<string, Polygon[]>, wanted: ReadonlySet<string>): LonLat[] {
  const rings = [...pieces.values()].flat(2);
  const coarse = fitProjection(rings.flat()).project;
  const dots = [...wanted].flatMap((iso3) => {
    const place: LonLat | undefined = dotPositions[iso3] ?? pieces.get(iso3)?.[0]?.[0]?.[0];
    return place ? [place] : [];
  });
  return [...rings.filter((ring) => areaOf(ring.map(coarse)) >= fitted).flat(), ...dots];
}

/**
 * The largest ring always, the rest when they are large enough to see. Holes follow the same rule.
 */
function visibleRings(rings: readonly Ring[], smallest: number): Ring[] {
  const areas = rings.map(areaOf);
  const most = Math.max(...areas);
  return rings.filter((_, i) => areas[i] === most || (areas[i] ?? 0) >= smallest);
}

const areaOf = (ring: Ring) => Math.abs(polygonArea(ring));

/** Middle of the ring's points: inside enough for the small islands it is used for. */
function centreOf(ring: Ring): PlanePoint {
  const open = ring.slice(0, -1);
  return [mean(open, ([x]) => x) ?? 0, mean(open, ([, y]) => y) ?? 0];
}
