import { extent, geoEqualEarthRaw } from 'd3';
import type { Position } from 'geojson';
import type { Bounds, LonLat } from './boundaries.ts';

/**
 * A point of the drawing in map units, y downwards; of a ring that is not drawn yet, in degrees.
 */
export type PlanePoint = [x: number, y: number];

/** Returns a line of GeoJSON, whose positions may have any length, as points. */
export const pointsOf = (line: readonly Position[]): PlanePoint[] =>
  line.map(([x = 0, y = 0]) => [x, y]);

/** Whether a point lies in a box of its own units. */
export const within = ([x, y]: PlanePoint, [west, south, east, north]: Bounds): boolean =>
  x >= west && x <= east && y >= south && y <= north;

/** Width of the drawing in map units. */
export const mapWidth = 1700;

/**
 * The middle of the map, 11° E: its opposite cuts no country but a few islands, kept whole, and
 * Indonesia is far from both edges (V18).
 */
export const centralMeridian = 11;

/**
 * The open Pacific has a frame of its own: the land gains a seventh of the width. It keeps the
 * scale, so that areas compare (V18).
 */
const pacific = { west: 168, from: 169.5, to: 212.5, north: 24, south: -24, middle: 190 } as const;
/** Where the frame stands at the left edge: the latitude of its upper one. */
const pacificTop = 11;

/** Whether a place stands in that frame. Longitudes may be those of either side of 180°. */
function isApart([lon, lat]: LonLat): boolean {
  const east = lon < 0 ? lon + 360 : lon;
  return east > pacific.from && east < pacific.to && lat > pacific.south && lat < pacific.north;
}

/** Free units around the land, so that a dot at the edge is not cut on a phone. */
const margin = 20;

/** Equal Earth on a sphere of radius 1, turned to the central meridian. */
const raw = ([lon, lat]: LonLat): PlanePoint =>
  geoEqualEarthRaw(((lon - centralMeridian) * Math.PI) / 180, (lat * Math.PI) / 180);

/** Degrees to map units. */
export type Project = (place: LonLat) => PlanePoint;

/**
 * Returns Equal Earth (standards V18), scaled so that all given places fill the width of the map.
 */
export function fitProjection(places: readonly LonLat[]) {
  const land = places.filter((place) => !isApart(place)).map(raw);
  const [west = 0, east = 0] = extent(land, ([x]) => x);
  const [south = 0, north = 0] = extent(land, ([, y]) => y);
  const scale = (mapWidth - 2 * margin) / (east - west);
  // A sixteenth of a unit: shared borders stay shared, and nothing finer can be seen.
  const inUnits = (x: number, y: number): PlanePoint => [
    Math.round(((x - west) * scale + margin) * 16) / 16,
    Math.round(((north - y) * scale + margin) * 16) / 16
  ];
  const project: Project = (place) => inUnits(...raw(place));
  const corner = { x: west - margin / 2 / scale, y: raw([0, pacificTop])[1] };
  const [left, top] = raw([pacific.west - pacific.middle + centralMeridian, pacific.north]);
  const [right, bottom] = raw([pacific.to - pacific.middle + centralMeridian, pacific.south]);
  const inInset = ([x, y]: PlanePoint): PlanePoint =>
    inUnits(corner.x + x - left, corner.y + y - top);
  const projectApart: Project = ([lon, lat]) =>
    inInset(raw([(lon < 0 ? lon + 360 : lon) - pacific.middle + centralMeridian, lat]));
  const corners: PlanePoint[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top]
  ];
  return {
    height: Math.ceil((north - south) * scale + 2 * margin),
    project,
    /** The same for what stands where a place does: in the map, or in the frame of the Pacific. */
    projectAt: (place: LonLat | undefined): Project =>
      place && isApart(place) ? projectApart : project,
    /** The corners of that frame. */
    inset: corners.map(inInset)
  };
}
